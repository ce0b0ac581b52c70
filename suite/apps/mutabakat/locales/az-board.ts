/** The look over all companies, in Azerbaijani. ICU messages. */
import type { Shape } from '#platform/contract'
import type { board as turkish } from './tr-board.ts'

export const board = {
  title: 'Bütün şirkətlərim',
  summary:
    '{companies, plural, other {# şirkət}}, {closed, plural, =0 {heç birinin dövrləri bağlanmayıb} other {#-nin bütün dövrləri bağlıdır}}',
  only_open: 'Yalnız açıq dövrü olanlar',
  all_closed: 'Bütün dövrlər bağlıdır',
  last_answer: 'Son cavab:',
  closed_hint: 'Məktubların {percent} hissəsi cavablanıb',
  empty_title: 'Açıq dövr yoxdur',
  empty_text: 'Üzvü olduğunuz şirkətlərin bütün dövrləri bağlanıb.',
  count: {
    rejected: '{count, plural, other {# razılaşılmayıb}}',
    expired: '{count, plural, other {# cavabsız qaldı}}',
    undelivered: '{count, plural, other {# çatmayıb}}',
    waiting: '{count, plural, other {# cavab gözləyir}}',
    draft: '{count, plural, other {# qaralama}}',
  },
} as const satisfies Shape<typeof turkish>
