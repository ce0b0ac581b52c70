/** What is told of a letter's life and of its way, wherever its reader is, in Azerbaijani. ICU messages. */
import type { Shape } from '#platform/contract'
import type { news as turkish } from './tr-news.ts'

export const news = {
  events: {
    mutabakat_deleted: '{no} qaralaması silindi',
    mutabakat_batch: 'Göndəriş qrupu dəyişdi',
    mutabakat_period: 'Dövr dəyişdi',
    letter_submitted: '{no} təsdiqə verildi: {counterparty}',
    letter_approved_inside: '{no} göndərilmək üçün təsdiqləndi',
    letter_sent_back: '{no} düzəliş üçün geri qaytarıldı',
    letter_expired: '{no} cavabsız qaldı: {counterparty}',
    letter_revised: '{no} yerinə {version}-ci versiya yazıldı',
    period_open: '{date} dövrü açıldı',
    period_closing: '{date} dövrü son cavabları gözləyir',
    period_closed: '{date} dövrü bağlandı',
    period_archived: '{date} dövründən {archived, plural, other {# məktub arxivə götürüldü}}',
    batch_gathered: '{title}: {total, plural, other {# məktub toplandı}}',
    batch_scheduled: '{title}: {total, plural, other {# məktub vaxtını gözləyir}}',
    batch_running: '{title}: {total, plural, other {# məktub göndərilir}}',
    batch_cancelled: '{title}: göndəriş ləğv edildi',
    mutabakat_passed_on: '{no}: {by} məktubu {name} adlı şəxsə ötürdü',
    mutabakat_asked_time: '{no}: {by} {until} tarixinədək vaxt istədi',
    mutabakat_statement: '{no}: {counterparty} çıxarış göndərdi',
    mutabakat_resent: '{no} yenidən göndərilir',
    reach_sent: '{no} üçün növbəti yol sınanır: {counterparty}',
    mutabakat_reach: '{counterparty} {no} məktubunu indi oxuyur',
    mutabakat_call: 'Zənglər siyahısı dəyişdi',
  },
  notifications: {
    mutabakat_approval_asked: {
      title: 'Təsdiqiniz gözlənilir',
      message: '{name} {no} məktubunu təsdiqə verdi: {counterparty}',
    },
    mutabakat_approval_asked_many: {
      title: 'Təsdiqiniz gözlənilir',
      message: '{name} {count, plural, other {# məktubu}} təsdiqə verdi.',
    },
    mutabakat_approval_given: {
      title: 'Göndəriş təsdiqləndi',
      message: '{name} {no} məktubunu təsdiqlədi: {counterparty}',
    },
    mutabakat_sent_back: { title: 'Məktub geri qayıtdı', message: '{name} {no} məktubunu geri qaytardı: {note}' },
    mutabakat_expired_many: {
      title: 'Cavab gəlmədi',
      message: '{count, plural, other {# məktub}} vaxtında cavablandırılmadı.',
    },
    mutabakat_cancelled: {
      title: 'Məktub geri götürüldü',
      message: '{name} {no} məktubunu geri götürdü: {counterparty}',
    },
    mutabakat_passed_on: {
      title: 'Məktub başqasına ötürüldü',
      message: '{counterparty}: {by} {no} nömrəli məktubu {name} ({email}) adlı şəxsə ötürdü.',
    },
    mutabakat_asked_time: {
      title: 'Vaxt istənildi',
      message: '{counterparty}: {by} {no} üçün {until} tarixinədək vaxt istəyir.',
    },
    mutabakat_statement: { title: 'Çıxarış gəldi', message: '{counterparty} {no} üçün çıxarış göndərdi: {file}.' },
    mutabakat_undelivered: {
      title: 'Məktub geri qayıtdı',
      message: '{counterparty}: {no} {address} ünvanına çatmadı. Ünvanı düzəldib yenidən göndərin.',
    },
  },
  tasks: {
    bulk_remind: 'Toplu xatırlatma',
    bulk_cancel: 'Toplu geri götürmə',
    batch_send: 'Planlı göndəriş',
    print: 'Çap',
    print_title: '{count, plural, other {# məktubun çapı}}',
    bulk_remind_title: '{count, plural, other {# məktubun xatırladılması}}',
    bulk_cancel_title: '{count, plural, other {# məktubun geri götürülməsi}}',
  },
} as const satisfies Shape<typeof turkish>
