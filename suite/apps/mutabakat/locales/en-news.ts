/** What is told of a letter's life and of its way, wherever its reader is, in English. ICU messages. */
import type { Shape } from '#platform/contract'
import type { news as turkish } from './tr-news.ts'

export const news = {
  events: {
    mutabakat_deleted: 'Draft {no} was deleted',
    mutabakat_batch: 'A batch changed',
    mutabakat_period: 'A period changed',
    letter_submitted: '{no} waits for approval: {counterparty}',
    letter_approved_inside: '{no} was approved for sending',
    letter_sent_back: '{no} was sent back for correction',
    letter_expired: '{no} got no answer: {counterparty}',
    letter_revised: '{no} was replaced by version {version}',
    period_open: 'The period {date} was opened',
    period_closing: 'The period {date} waits for its last answers',
    period_closed: 'The period {date} was closed',
    period_archived: '{archived, plural, one {# letter} other {# letters}} of {date} went to the archive',
    batch_gathered: '{title}: {total, plural, one {# letter} other {# letters}} gathered',
    batch_scheduled: '{title}: {total, plural, one {# letter waits} other {# letters wait}} for the hour',
    batch_running: '{title}: {total, plural, one {# letter is} other {# letters are}} being sent',
    batch_cancelled: '{title}: sending was called off',
    mutabakat_passed_on: '{no}: {by} passed the letter on to {name}',
    mutabakat_asked_time: '{no}: {by} asked for time until {until}',
    mutabakat_statement: '{no}: {counterparty} sent a statement',
    mutabakat_resent: '{no} is being sent again',
    reach_sent: 'The next way is tried for {no}: {counterparty}',
    mutabakat_reach: '{counterparty} is reading {no} now',
    mutabakat_call: 'The list of calls changed',
  },
  notifications: {
    mutabakat_approval_asked: {
      title: 'Your approval is asked for',
      message: '{name} submitted {no}: {counterparty}',
    },
    mutabakat_approval_asked_many: {
      title: 'Your approval is asked for',
      message: '{name} submitted {count, plural, one {# letter} other {# letters}}.',
    },
    mutabakat_approval_given: { title: 'Approved for sending', message: '{name} approved {no}: {counterparty}' },
    mutabakat_sent_back: { title: 'A letter came back', message: '{name} sent {no} back: {note}' },
    mutabakat_expired_many: {
      title: 'No answer came',
      message: '{count, plural, one {# letter was} other {# letters were}} not answered in time.',
    },
    mutabakat_cancelled: { title: 'A letter was withdrawn', message: '{name} withdrew {no}: {counterparty}' },
    mutabakat_passed_on: {
      title: 'A letter was passed on',
      message: '{counterparty}: {by} passed letter {no} on to {name} ({email}).',
    },
    mutabakat_asked_time: {
      title: 'Time was asked for',
      message: '{counterparty}: {by} asks for time until {until} for {no}.',
    },
    mutabakat_statement: { title: 'A statement came', message: '{counterparty} sent a statement for {no}: {file}.' },
    mutabakat_undelivered: {
      title: 'A letter came back',
      message: '{counterparty}: {no} did not reach {address}. Correct the address and send it again.',
    },
  },
  tasks: {
    bulk_remind: 'Reminding of many',
    bulk_cancel: 'Withdrawing many',
    batch_send: 'Planned sending',
    print: 'Printing',
    print_title: '{count, plural, one {Printing # letter} other {Printing # letters}}',
    bulk_remind_title: 'Reminding of {count, plural, one {# letter} other {# letters}}',
    bulk_cancel_title: 'Withdrawing {count, plural, one {# letter} other {# letters}}',
  },
} as const satisfies Shape<typeof turkish>
