/** What is told of a letter's life and of its way, wherever its reader is, in Turkish. ICU messages. */
export const news = {
  events: {
    mutabakat_deleted: '{no} taslağı silindi',
    mutabakat_batch: 'Gönderim grubu değişti',
    mutabakat_period: 'Dönem değişti',
    letter_submitted: '{no} onaya sunuldu: {counterparty}',
    letter_approved_inside: '{no} gönderim için onaylandı',
    letter_sent_back: '{no} düzeltme için geri gönderildi',
    letter_expired: '{no} yanıtsız kaldı: {counterparty}',
    letter_revised: '{no} yerine {version}. sürüm yazıldı',
    period_open: '{date} dönemi açıldı',
    period_closing: '{date} dönemi son yanıtları bekliyor',
    period_closed: '{date} dönemi kapandı',
    period_archived: '{date} döneminden {archived, plural, other {# mektup arşive alındı}}',
    batch_gathered: '{title}: {total, plural, other {# mektup toplandı}}',
    batch_scheduled: '{title}: {total, plural, other {# mektup zamanını bekliyor}}',
    batch_running: '{title}: {total, plural, other {# mektup gönderiliyor}}',
    batch_cancelled: '{title}: gönderim iptal edildi',
    mutabakat_passed_on: '{no}: {by} mektubu {name} kişisine iletti',
    mutabakat_asked_time: '{no}: {by} {until} tarihine kadar süre istedi',
    mutabakat_statement: '{no}: {counterparty} ekstre gönderdi',
    mutabakat_resent: '{no} yeniden gönderiliyor',
    reach_sent: '{no} için sıradaki yol deneniyor: {counterparty}',
    mutabakat_reach: '{counterparty} {no} mektubunu şimdi okuyor',
    mutabakat_call: 'Aranacaklar değişti',
  },
  notifications: {
    mutabakat_approval_asked: {
      title: 'Onayınız bekleniyor',
      message: '{name}, {no} sayılı mektubu onaya sundu: {counterparty}',
    },
    mutabakat_approval_asked_many: {
      title: 'Onayınız bekleniyor',
      message: '{name}, {count, plural, other {# mektubu}} onaya sundu.',
    },
    mutabakat_approval_given: {
      title: 'Gönderim onaylandı',
      message: '{name}, {no} sayılı mektubu onayladı: {counterparty}',
    },
    mutabakat_sent_back: { title: 'Mektup geri geldi', message: '{name}, {no} sayılı mektubu geri gönderdi: {note}' },
    mutabakat_expired_many: {
      title: 'Yanıt gelmedi',
      message: '{count, plural, other {# mektup}} süresinde yanıtlanmadı.',
    },
    mutabakat_cancelled: {
      title: 'Mektup geri çekildi',
      message: '{name}, {no} sayılı mektubu geri çekti: {counterparty}',
    },
    mutabakat_passed_on: {
      title: 'Mektup başkasına iletildi',
      message: '{counterparty}: {by}, {no} sayılı mektubu {name} ({email}) kişisine iletti.',
    },
    mutabakat_asked_time: {
      title: 'Süre istendi',
      message: '{counterparty}: {by}, {no} için {until} tarihine kadar süre istedi.',
    },
    mutabakat_statement: { title: 'Ekstre geldi', message: '{counterparty} {no} için ekstre gönderdi: {file}.' },
    mutabakat_undelivered: {
      title: 'Mektup geri döndü',
      message: '{counterparty}: {no}, {address} adresine ulaşmadı. Adresi düzeltip yeniden gönderin.',
    },
  },
  tasks: {
    bulk_remind: 'Toplu hatırlatma',
    bulk_cancel: 'Toplu geri çekme',
    batch_send: 'Planlı gönderim',
    print: 'Yazdırma',
    print_title: '{count, plural, other {# mektubun yazdırılması}}',
    bulk_remind_title: '{count, plural, other {# mektubun hatırlatması}}',
    bulk_cancel_title: '{count, plural, other {# mektubun geri çekilmesi}}',
  },
} as const
