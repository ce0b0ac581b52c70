/** Reaching, calls, the morning's digest and their refusals, in English. ICU messages. */
import type { Shape } from '#platform/contract'
import type {
  calls as turkishCalls,
  callsAudit as turkishCallsAudit,
  callsTold as turkishCallsTold,
  reachAudit as turkishReachAudit,
  reaching as turkishReaching,
} from './tr-calls.ts'

export const calls = {
  title: 'Calls',
  mine: 'Mine',
  state: { open: 'To call', done: 'Called', dropped: 'Not needed' },
  reason: {
    bounced: 'The letter came back',
    unseen: 'Nobody looked at the letter',
    no_answer: 'The day of the answer is near',
    differs: 'Does not agree',
    asked: '{by} asked for a call',
  },
  outcome: {
    reached: 'Talked',
    not_reached: 'Not reached',
    promised: 'Named a day',
    wrong_number: 'Wrong number',
  },
  promised_until: 'will answer by {day}',
  why: 'Why',
  whom: 'Whom',
  no_name: 'No name',
  no_phone: 'No number',
  call_number: 'Call {number}',
  finish: 'Write the outcome',
  drop: 'Not needed',
  drop_title: 'Take this call off the list?',
  drop_text: '{counterparty}: nobody will call about {no}.',
  finish_title: 'Call with {counterparty}',
  outcome_label: 'Outcome',
  day_label: 'By which day',
  day_hint: 'Until then no reminder and no message goes out.',
  day_missing: 'Choose the day they named.',
  note_label: 'Note',
  save: 'Save',
  finished: '{counterparty}: outcome saved.',
  dropped: '{counterparty} is off the list.',
  empty_title: 'Nobody to call',
  empty_text: 'Counterparties whose letter came back, was not seen or differs appear here.',
  best: {
    now: 'Reading the letter now',
    habit:
      '{day} between {from} and {until} ({facts, plural, one {seen # time in office hours} other {seen # times in office hours}})',
    office: 'Office hours ({from}–{until})',
  },
  weekday: {
    d1: 'Monday',
    d2: 'Tuesday',
    d3: 'Wednesday',
    d4: 'Thursday',
    d5: 'Friday',
    d6: 'Saturday',
    d7: 'Sunday',
  },
} as const satisfies Shape<typeof turkishCalls>

export const reaching = {
  title: 'Reach',
  reading: 'Reading now',
  reading_text: 'The counterparty is on the page of the letter. A good moment to call.',
  next: 'Next step',
  way: {
    email: '{at}: mail to {to}',
    sms: '{at}: SMS to {to}',
    call: '{at}: goes on the list of calls',
  },
  why: {
    bounced: 'The letter came back.',
    unseen: 'Nobody looked at the letter.',
    no_answer: 'The letter was seen, and the day of the answer is near.',
  },
  hold: {
    off: 'Reaching on its own is off in this company.',
    ended: 'The letter no longer waits for an answer.',
    stopped: '{by} stopped it for this letter.',
    called: 'On the list of calls.',
    reading: 'Nothing is sent while they read.',
    on_its_way: 'A message is about to leave.',
    no_way: 'There is no other way left to try.',
  },
  best: 'When to call',
  stop: 'Stop for this letter',
  resume: 'Go on',
  add_call: 'Add to calls',
  added: '{counterparty} is on the list of calls.',
  setup_title: 'Reaching on its own',
  setup_text:
    'A letter that came back or was not seen is tried again by the next way: another person’s mail, SMS, then a call. A person gets one message a day at most.',
  setup_enabled: 'On',
  setup_hours: 'Unseen after how many working hours',
  setup_ways: 'Ways',
  setup_sms: 'Send an SMS',
  setup_call: 'Add to calls',
} as const satisfies Shape<typeof turkishReaching>

export const callsTold = {
  errors: {
    call_not_found: 'There is no such call.',
    call_closed: 'This call is over already.',
    letter_not_callable: 'There is nothing to call about, or the letter is on the list already.',
    reach_stopped: 'Reaching is stopped for this letter already.',
    reach_not_stopped: 'Reaching is not stopped for this letter.',
  },
  notifications: {
    mutabakat_digest: { title: 'Your letters this morning', message: '{text}' },
    mutabakat_babs_deadline: {
      title: 'The last days of BA/BS',
      message:
        '{month}: {unsent, plural, one {# letter} other {# letters}} not sent, {waiting, plural, one {# letter} other {# letters}} without an answer, {differing, plural, one {# letter} other {# letters}} that differ.',
    },
  },
  digest: {
    agreed: 'Agreed yesterday: {count, number}.',
    differing: 'Not agreed yesterday: {count, number} (difference {sum}).',
    unseen: 'Not seen: {count, number}.',
    back: 'Came back: {count, number}.',
    due: 'Due within three days: {count, number}.',
    calls: 'To call: {count, number}.',
  },
} as const satisfies Shape<typeof turkishCallsTold>

export const callsAudit = {
  opened: 'Put on the list of calls',
  finished: 'Call made',
  dropped: 'Call taken off the list',
} as const satisfies Shape<typeof turkishCallsAudit>
export const reachAudit = {
  reached: 'Reached by the next way',
  reach_stopped: 'Reaching on its own stopped',
  reach_resumed: 'Reaching on its own resumed',
} as const satisfies Shape<typeof turkishReachAudit>
