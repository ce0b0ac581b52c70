/** The look over all companies, in Turkish. ICU messages. */

export const board = {
  title: 'Bütün şirketlerim',
  summary:
    '{companies, plural, other {# şirket}}, {closed, plural, =0 {hiçbirinin dönemleri kapanmadı} other {#’inin bütün dönemleri kapalı}}',
  only_open: 'Yalnız açık dönemi olanlar',
  all_closed: 'Bütün dönemler kapalı',
  last_answer: 'Son yanıt:',
  closed_hint: 'Mektupların {percent} kadarı yanıtlandı',
  empty_title: 'Açık dönem yok',
  empty_text: 'Üyesi olduğunuz şirketlerin bütün dönemleri kapanmış.',
  count: {
    rejected: '{count, plural, other {# mutabık değil}}',
    expired: '{count, plural, other {# yanıtsız kaldı}}',
    undelivered: '{count, plural, other {# ulaşmadı}}',
    waiting: '{count, plural, other {# yanıt bekliyor}}',
    draft: '{count, plural, other {# taslak}}',
  },
} as const
