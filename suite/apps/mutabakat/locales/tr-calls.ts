/** Ulaşma, aranacaklar, sabah özeti ve bunların reddi. ICU messages. */

/** What the screens of members say. */
export const calls = {
  title: 'Aranacaklar',
  mine: 'Benim arayacaklarım',
  state: { open: 'Aranacak', done: 'Arandı', dropped: 'Gerek kalmadı' },
  reason: {
    bounced: 'Mektup geri döndü',
    unseen: 'Mektup görülmedi',
    no_answer: 'Yanıt günü yaklaşıyor',
    differs: 'Mutabık değil',
    asked: '{by} aranmasını istedi',
  },
  outcome: {
    reached: 'Görüşüldü',
    not_reached: 'Ulaşılamadı',
    promised: 'Gün verdi',
    wrong_number: 'Numara yanlış',
  },
  promised_until: '{day} gününe kadar yanıtlayacak',
  why: 'Neden',
  whom: 'Kime',
  no_name: 'Kişi adı yok',
  no_phone: 'Numara yok',
  call_number: '{number} numarasını ara',
  finish: 'Sonucu yaz',
  drop: 'Gerek kalmadı',
  drop_title: 'Bu arama listeden çıksın mı?',
  drop_text: '{counterparty}: {no} için arama yapılmayacak.',
  finish_title: '{counterparty} ile görüşme',
  outcome_label: 'Sonuç',
  day_label: 'Hangi güne kadar',
  day_hint: 'O güne kadar hatırlatma ve mesaj gitmez.',
  day_missing: 'Verilen günü seçin.',
  note_label: 'Not',
  save: 'Kaydet',
  finished: '{counterparty}: sonuç kaydedildi.',
  dropped: '{counterparty} listeden çıktı.',
  empty_title: 'Aranacak kimse yok',
  empty_text: 'Mektubu geri dönen, görülmeyen ya da mutabık olmayan cariler burada belirir.',
  best: {
    now: 'Mektubu şimdi okuyor',
    habit: '{day} {from}–{until} arası uygun ({facts, plural, other {# kez bu hafta saatlerinde görüldü}})',
    office: 'Mesai saatlerinde ({from}–{until})',
  },
  weekday: {
    d1: 'Pazartesi',
    d2: 'Salı',
    d3: 'Çarşamba',
    d4: 'Perşembe',
    d5: 'Cuma',
    d6: 'Cumartesi',
    d7: 'Pazar',
  },
} as const

export const reaching = {
  title: 'Ulaşma',
  reading: 'Şimdi okuyor',
  reading_text: 'Karşı taraf mektubun sayfasında. Şimdi aramak için iyi bir an.',
  next: 'Sıradaki adım',
  way: {
    email: '{at}: e-posta, {to}',
    sms: '{at}: SMS, {to}',
    call: '{at}: aranacaklar listesine girer',
  },
  why: {
    bounced: 'Mektup geri döndü.',
    unseen: 'Mektuba kimse bakmadı.',
    no_answer: 'Mektup görüldü, yanıt günü yaklaşıyor.',
  },
  hold: {
    off: 'Kendiliğinden ulaşma bu şirkette kapalı.',
    ended: 'Mektup artık yanıt beklemiyor.',
    stopped: '{by} bu mektup için durdurdu.',
    called: 'Aranacaklar listesinde.',
    reading: 'Okurken mesaj gönderilmez.',
    on_its_way: 'Bir mesaj yola çıkmak üzere.',
    no_way: 'Denenecek başka yol kalmadı.',
  },
  best: 'Arama zamanı',
  stop: 'Bu mektup için durdur',
  resume: 'Sürdür',
  add_call: 'Aranacaklara ekle',
  added: '{counterparty} aranacaklara eklendi.',
  setup_title: 'Kendiliğinden ulaşma',
  setup_text:
    'Geri dönen ya da görülmeyen mektup sıradaki yolla yeniden denenir: başka kişinin e-postası, SMS, sonra arama. Bir kişiye günde en çok bir mesaj gider.',
  setup_enabled: 'Açık',
  setup_hours: 'Görülmezse kaç çalışma saati sonra',
  setup_ways: 'Yollar',
  setup_sms: 'SMS gönder',
  setup_call: 'Aranacaklara ekle',
} as const

/** Said by the server alone. */
export const callsTold = {
  errors: {
    call_not_found: 'Arama bulunamadı.',
    call_closed: 'Bu arama zaten sonuçlandı.',
    letter_not_callable: 'Bu mektup için aranacak bir şey yok ya da zaten listede.',
    reach_stopped: 'Bu mektup için ulaşma zaten durdurulmuş.',
    reach_not_stopped: 'Bu mektup için ulaşma durdurulmamış.',
  },
  notifications: {
    mutabakat_digest: { title: 'Mutabakatlarınız bu sabah', message: '{text}' },
    mutabakat_babs_deadline: {
      title: 'BA/BS için son günler',
      message:
        '{month} dönemi: {unsent, plural, other {# mektup}} gönderilmedi, {waiting, plural, other {# mektup}} yanıt bekliyor, {differing, plural, other {# mektup}} farklı.',
    },
  },
  digest: {
    agreed: 'Dün mutabık kalınan: {count, number}.',
    differing: 'Dün mutabık olmayan: {count, number} (fark {sum}).',
    unseen: 'Görülmeyen: {count, number}.',
    back: 'Geri dönen: {count, number}.',
    due: 'Üç gün içinde süresi dolan: {count, number}.',
    calls: 'Aranacak: {count, number}.',
  },
} as const

export const callsAudit = {
  opened: 'Aranacaklara eklendi',
  finished: 'Arama sonuçlandı',
  dropped: 'Arama listeden çıktı',
} as const
export const reachAudit = {
  reached: 'Sıradaki yolla ulaşıldı',
  reach_stopped: 'Kendiliğinden ulaşma durduruldu',
  reach_resumed: 'Kendiliğinden ulaşma sürdürüldü',
} as const
