/** The cockpit of a period, in English: its screen, and what is told of hand-overs. ICU messages. */
import type { Shape } from '#platform/contract'
import type { cockpitTold as toldInTurkish, cockpit as turkish } from './tr-cockpit.ts'

export const cockpit = {
  open: 'Month-end cockpit',
  back: 'Back to periods',
  letters: 'Letters',
  standing: 'Where the period stands',
  closed_line: '{percent} of {total, plural, one {# letter} other {# letters}} answered',
  no_letters: 'No letter in this period yet.',
  part: {
    approved: 'Agreed',
    rejected: 'Not agreed',
    expired: 'Unanswered',
    waiting: 'Waiting',
    draft: 'Not sent',
    archived: 'Archived',
  },
  open_by: 'What keeps it open',
  keeps: {
    draft: '{count, plural, one {# letter not sent} other {# letters not sent}}',
    waiting: '{count, plural, other {# waiting for an answer}}',
    rejected: '{count, plural, other {# not agreed}}',
    expired: '{count, plural, other {# unanswered}}',
    undelivered: '{count, plural, other {# undelivered}}',
  },
  nothing_open: 'No letter keeps this period open.',
  forecast: 'When will it close?',
  done: 'Every answer is in.',
  likely: 'Most likely {day}',
  between: 'Between {from} and {to}',
  basis: {
    pace: 'By the pace of answers in this period, in working days. Two times out of three it ends within this range.',
    earlier:
      'By how {earlier, plural, one {# earlier period} other {# earlier periods}} ended; too few answers yet for a pace.',
    both: 'By the pace of answers in this period and how {earlier, plural, one {# earlier period} other {# earlier periods}} ended, in working days.',
  },
  unknown: {
    nothing_sent: 'No letter is out yet; nothing can be foretold.',
    few_answers: 'A forecast needs three answers, or an earlier period that ended.',
    too_far: 'At this pace it takes more than a year. Send reminders, or call.',
  },
  flow: 'Answers by day',
  flow_text: '{answered, plural, other {# answered}} of {out, plural, one {# letter} other {# letters}} sent.',
  no_flow: 'Once letters are sent, answers show here day by day.',
  bars: 'Answers of the day',
  answered_line: 'Answers in total',
  out_line: 'Letters sent',
  as_table: 'Show as a table',
  day: 'Day',
  answered_day: 'Answered that day',
  answered_all: 'Answered in total',
  sent_all: 'Sent in total',
  day_off: 'day off',
  lanes: 'Who has how much left?',
  lanes_text: 'Drag counterparties to a colleague, or choose and hand them over; their unfinished letters go along.',
  lanes_own: 'You can drag your own counterparties to a colleague, or choose and hand them over.',
  lane: '{name}: {count, plural, =0 {no unfinished counterparty} one {# unfinished counterparty} other {# unfinished counterparties}}',
  unfinished:
    '{count, plural, =0 {No unfinished counterparty} one {# unfinished counterparty} other {# unfinished counterparties}}',
  lane_letters: '{count, plural, =0 {no letter} one {# letter} other {# letters}}',
  lane_closed: '{percent} answered',
  you: 'you',
  left_company: 'has left',
  online: 'online',
  away: 'away',
  offline: 'offline',
  empty_lane: 'No unfinished counterparty.',
  empty_lane_drop: 'You can drop counterparties here.',
  drag: 'Drag {title}',
  choose: 'Choose {title}',
  count: {
    unsent: '{count, plural, one {# draft} other {# drafts}}',
    waiting: '{count, plural, other {# waiting}}',
    rejected: '{count, plural, other {# not agreed}}',
    expired: '{count, plural, other {# unanswered}}',
    undelivered: '{count, plural, other {# undelivered}}',
  },
  shown: '{from, number}–{to, number} of {total, number}',
  earlier_page: 'Previous',
  later_page: 'Next',
  hand_over: '{count, plural, one {Hand over the chosen counterparty} other {Hand over the # chosen counterparties}}',
  hand_over_title: 'Hand over counterparties',
  hand_over_do: 'Hand over',
  to: 'To',
  load: '{count, plural, =0 {no unfinished counterparty} one {# unfinished counterparty} other {# unfinished counterparties}}',
  handed: '{count, plural, one {# counterparty handed over} other {# counterparties handed over}}: {to}',
  taken_back: '{count, plural, one {# counterparty taken back} other {# counterparties taken back}}.',
  undo: 'Undo',
  stale:
    '{count, plural, =1 {{title} changed meanwhile; responsible now: {name}.} other {# counterparties changed meanwhile. {title}; responsible now: {name}.}} None was handed over.',
  nobody: 'Nobody responsible',
  stream: 'What happens',
  stream_line: {
    mutabakat_sent: 'Sent: {counterparty}',
    mutabakat_viewed: '{counterparty} opened it',
    mutabakat_approved: '{counterparty} agreed',
    mutabakat_rejected: '{counterparty} did not agree',
    mutabakat_assigned: '{count, plural, one {# counterparty} other {# counterparties}} handed over: {from} → {to}',
  },
} as const satisfies Shape<typeof turkish>

/** Said by the server alone. */
export const cockpitTold = {
  events: {
    mutabakat_assigned: '{by} handed over {count, plural, one {# counterparty} other {# counterparties}}: {to}',
    mutabakat_unassigned:
      '{by} left {count, plural, one {# counterparty} other {# counterparties}} without a responsible person',
  },
  notifications: {
    mutabakat_assigned: {
      title: 'Counterparties were handed to you',
      message:
        '{by} handed {count, plural, one {# counterparty} other {# counterparties}} to you, with the unfinished letters.',
    },
  },
} as const satisfies Shape<typeof toldInTurkish>
