/** The look over all companies, in English. ICU messages. */
import type { Shape } from '#platform/contract'
import type { board as turkish } from './tr-board.ts'

export const board = {
  title: 'All my companies',
  summary:
    '{companies, plural, one {# company} other {# companies}}, {closed, plural, =0 {none of them closed} one {# with every period closed} other {# with every period closed}}',
  only_open: 'Only with open periods',
  all_closed: 'Every period closed',
  last_answer: 'Last answer:',
  closed_hint: '{percent} of the letters are answered',
  empty_title: 'No open period',
  empty_text: 'Every period of the companies you belong to is closed.',
  count: {
    rejected: '{count, plural, other {# not agreed}}',
    expired: '{count, plural, other {# unanswered}}',
    undelivered: '{count, plural, other {# undelivered}}',
    waiting: '{count, plural, other {# waiting}}',
    draft: '{count, plural, one {# draft} other {# drafts}}',
  },
} as const satisfies Shape<typeof turkish>
