/** Reaching, calls, the morning's digest and their refusals, in Azerbaijani. ICU messages. */
import type { Shape } from '#platform/contract'
import type {
  calls as turkishCalls,
  callsAudit as turkishCallsAudit,
  callsTold as turkishCallsTold,
  reachAudit as turkishReachAudit,
  reaching as turkishReaching,
} from './tr-calls.ts'

export const calls = {
  title: 'Zəng ediləcəklər',
  mine: 'Mənim zənglərim',
  state: { open: 'Zəng edilməli', done: 'Zəng edilib', dropped: 'Ehtiyac qalmayıb' },
  reason: {
    bounced: 'Məktub geri qayıtdı',
    unseen: 'Məktuba baxılmayıb',
    no_answer: 'Cavab günü yaxınlaşır',
    differs: 'Razı deyil',
    asked: '{by} zəng edilməsini istədi',
  },
  outcome: {
    reached: 'Danışıldı',
    not_reached: 'Əlaqə alınmadı',
    promised: 'Gün dedi',
    wrong_number: 'Nömrə səhvdir',
  },
  promised_until: '{day} tarixinədək cavab verəcək',
  why: 'Səbəb',
  whom: 'Kimə',
  no_name: 'Ad yoxdur',
  no_phone: 'Nömrə yoxdur',
  call_number: '{number} nömrəsinə zəng et',
  finish: 'Nəticəni yaz',
  drop: 'Ehtiyac yoxdur',
  drop_title: 'Bu zəng siyahıdan çıxarılsın?',
  drop_text: '{counterparty}: {no} üçün zəng edilməyəcək.',
  finish_title: '{counterparty} ilə danışıq',
  outcome_label: 'Nəticə',
  day_label: 'Hansı günədək',
  day_hint: 'O günədək xatırlatma və mesaj getmir.',
  day_missing: 'Dedikləri günü seçin.',
  note_label: 'Qeyd',
  save: 'Yadda saxla',
  finished: '{counterparty}: nəticə yadda saxlanıldı.',
  dropped: '{counterparty} siyahıdan çıxarıldı.',
  empty_title: 'Zəng ediləcək kimsə yoxdur',
  empty_text: 'Məktubu geri qayıdan, baxılmayan və ya razı olmayan kontragentlər burada görünür.',
  best: {
    now: 'Məktubu indi oxuyur',
    habit: '{day} saat {from}–{until} arası uyğundur ({facts, plural, other {iş saatlarında # dəfə görünüb}})',
    office: 'İş saatlarında ({from}–{until})',
  },
  weekday: {
    d1: 'Bazar ertəsi',
    d2: 'Çərşənbə axşamı',
    d3: 'Çərşənbə',
    d4: 'Cümə axşamı',
    d5: 'Cümə',
    d6: 'Şənbə',
    d7: 'Bazar',
  },
} as const satisfies Shape<typeof turkishCalls>

export const reaching = {
  title: 'Əlaqə',
  reading: 'İndi oxuyur',
  reading_text: 'Qarşı tərəf məktubun səhifəsindədir. Zəng etmək üçün yaxşı vaxtdır.',
  next: 'Növbəti addım',
  way: {
    email: '{at}: e-poçt, {to}',
    sms: '{at}: SMS, {to}',
    call: '{at}: zənglər siyahısına düşür',
  },
  why: {
    bounced: 'Məktub geri qayıtdı.',
    unseen: 'Məktuba heç kim baxmayıb.',
    no_answer: 'Məktuba baxılıb, cavab günü yaxınlaşır.',
  },
  hold: {
    off: 'Bu şirkətdə avtomatik əlaqə söndürülüb.',
    ended: 'Məktub artıq cavab gözləmir.',
    stopped: '{by} bu məktub üçün dayandırıb.',
    called: 'Zənglər siyahısındadır.',
    reading: 'Oxuyarkən mesaj göndərilmir.',
    on_its_way: 'Bir mesaj göndərilmək üzrədir.',
    no_way: 'Sınanacaq başqa yol qalmayıb.',
  },
  best: 'Zəng vaxtı',
  stop: 'Bu məktub üçün dayandır',
  resume: 'Davam etdir',
  add_call: 'Zənglərə əlavə et',
  added: '{counterparty} zənglərə əlavə olundu.',
  setup_title: 'Avtomatik əlaqə',
  setup_text:
    'Geri qayıdan və ya baxılmayan məktub növbəti yolla yenidən sınanır: başqa şəxsin e-poçtu, SMS, sonra zəng. Bir şəxsə gündə ən çox bir mesaj gedir.',
  setup_enabled: 'Açıqdır',
  setup_hours: 'Baxılmasa neçə iş saatından sonra',
  setup_ways: 'Yollar',
  setup_sms: 'SMS göndər',
  setup_call: 'Zənglərə əlavə et',
} as const satisfies Shape<typeof turkishReaching>

export const callsTold = {
  errors: {
    call_not_found: 'Zəng tapılmadı.',
    call_closed: 'Bu zəng artıq başa çatıb.',
    letter_not_callable: 'Bu məktub üçün zəng etməyə səbəb yoxdur və ya artıq siyahıdadır.',
    reach_stopped: 'Bu məktub üçün əlaqə artıq dayandırılıb.',
    reach_not_stopped: 'Bu məktub üçün əlaqə dayandırılmayıb.',
  },
  notifications: {
    mutabakat_digest: { title: 'Bu səhər məktublarınız', message: '{text}' },
    mutabakat_babs_deadline: {
      title: 'BA/BS üçün son günlər',
      message:
        '{month} dövrü: {unsent, plural, other {# məktub}} göndərilməyib, {waiting, plural, other {# məktub}} cavab gözləyir, {differing, plural, other {# məktub}} fərqlidir.',
    },
  },
  digest: {
    agreed: 'Dünən razılaşan: {count, number}.',
    differing: 'Dünən razılaşmayan: {count, number} (fərq {sum}).',
    unseen: 'Baxılmayan: {count, number}.',
    back: 'Geri qayıdan: {count, number}.',
    due: 'Üç gün ərzində vaxtı bitən: {count, number}.',
    calls: 'Zəng edilməli: {count, number}.',
  },
} as const satisfies Shape<typeof turkishCallsTold>

export const callsAudit = {
  opened: 'Zənglər siyahısına əlavə edildi',
  finished: 'Zəng edildi',
  dropped: 'Zəng siyahıdan çıxarıldı',
} as const satisfies Shape<typeof turkishCallsAudit>
export const reachAudit = {
  reached: 'Növbəti yolla əlaqə quruldu',
  reach_stopped: 'Avtomatik əlaqə dayandırıldı',
  reach_resumed: 'Avtomatik əlaqə davam etdirildi',
} as const satisfies Shape<typeof turkishReachAudit>
