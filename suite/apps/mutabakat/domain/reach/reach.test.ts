/** The reach engine's decisions, as a table: what is known of a letter, and what happens next. */
import { expect, test } from 'vitest'
import { bestMoment, decideReach, type ReachFacts, type ReachPerson } from './index.ts'
import { addWorkingHours } from './working-hours.ts'

const calendar = { send_on_holidays: false, religious_feasts: [] }
const clock = { time_zone: 'Europe/Istanbul', calendar }
/** Wall time in Istanbul, which is three hours ahead of UTC. 2026-11-16 is a Monday. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+03:00`)
const ALI: ReachPerson = {
  contact_id: null,
  name: 'Ali',
  email: 'ali@a.example',
  mobile: '+905321111111',
  phone: '+905321111111',
  bounced: false,
}
const CAN: ReachPerson = {
  ...ALI,
  contact_id: 'c2',
  name: 'Can',
  email: 'can@a.example',
  mobile: null,
  phone: null,
}
const mailed = {
  channel: 'email' as const,
  address: 'ali@a.example',
  state: 'sent' as const,
  sent_at: at('2026-11-16 10:00'),
}
const bounced = { ...mailed, state: 'bounced' as const }
const facts = (more: Partial<ReachFacts> = {}): ReachFacts => ({
  now: at('2026-11-16 11:00'),
  clock,
  settings: { enabled: true, unseen_hours: 9, ways: ['sms', 'call'] },
  status: 'sent',
  reply_due: '2026-11-26',
  asked_until: null,
  stopped: false,
  reading: false,
  call_open: false,
  people: [ALI],
  tries: [mailed],
  sms: true,
  planned: new Set(),
  messaged: new Map(),
  calls: [],
  ...more,
})
const said = (more: Partial<ReachFacts> = {}): string => {
  const { next, hold } = decideReach(facts(more))
  if (next === null) return hold
  const wall = new Date(next.at.getTime() + 3 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  return `${wall} ${next.way} ${next.reason} ${next.person?.name ?? '-'}`
}

test('[MU520] working hours are weekdays from 09:00 to 18:00, without holidays', () => {
  const after = (from: string, hours: number) => addWorkingHours(at(from), hours, clock)
  expect(after('2026-11-16 10:00', 2)).toEqual(at('2026-11-16 12:00'))
  expect(after('2026-11-16 17:00', 2)).toEqual(at('2026-11-17 10:00'))
  expect(after('2026-11-20 17:00', 10)).toEqual(at('2026-11-23 18:00'))
  expect(after('2026-11-21 12:00', 1)).toEqual(at('2026-11-23 10:00'))
  // 29 October is a holiday, a Thursday of 2026.
  expect(after('2026-10-28 17:00', 2)).toEqual(at('2026-10-30 10:00'))
})

test('[MU521] a letter that came back goes on at once: another mail, then SMS, then a call', () => {
  expect(said({ tries: [bounced], people: [{ ...ALI, bounced: true }, CAN] })).toBe(
    '2026-11-16 11:00 email bounced Can',
  )
  const both = { tries: [bounced, { ...bounced, address: 'can@a.example' }], people: [ALI, CAN] }
  expect(said(both)).toBe('2026-11-16 11:00 sms bounced Ali')
  const sms = { ...bounced, channel: 'sms' as const, address: ALI.mobile! }
  expect(said({ ...both, tries: [...both.tries, sms] })).toBe('2026-11-16 11:00 call bounced Ali')
  expect(said({ ...both, sms: false })).toBe('2026-11-16 11:00 call bounced Ali')
  expect(said({ ...both, settings: { enabled: true, unseen_hours: 9, ways: ['sms'] }, sms: false })).toBe('no_way')
  // At night it waits for the morning; one that reached somebody else did not come back.
  expect(said({ ...both, now: at('2026-11-16 21:00') })).toBe('2026-11-17 09:00 sms bounced Ali')
  expect(said({ tries: [bounced, { ...mailed, address: 'can@a.example' }] })).toContain('unseen')
})

test('[MU522] a letter that nobody looked at goes on after the hours of the settings', () => {
  expect(said()).toBe('2026-11-17 10:00 sms unseen Ali')
  expect(said({ now: at('2026-11-19 14:00') })).toBe('2026-11-19 14:00 sms unseen Ali')
  const sms = { ...mailed, channel: 'sms' as const, address: ALI.mobile!, sent_at: at('2026-11-17 10:00') }
  expect(said({ tries: [mailed, sms], now: at('2026-11-17 11:00') })).toBe('2026-11-18 10:00 call unseen Ali')
  expect(said({ people: [{ ...ALI, mobile: null }] })).toBe('2026-11-17 10:00 call unseen Ali')
  expect(said({ people: [], now: at('2026-11-18 11:00') })).toBe('2026-11-18 11:00 call unseen -')
})

test('[MU523] a letter that was seen is called about on the working day before its day, and no message is sent', () => {
  expect(said({ status: 'viewed' })).toBe('2026-11-25 09:00 call no_answer Ali')
  // 23 November is a Monday: the working day before it is Friday.
  expect(said({ status: 'viewed', reply_due: '2026-11-23' })).toBe('2026-11-20 09:00 call no_answer Ali')
  expect(said({ status: 'viewed', settings: { enabled: true, unseen_hours: 9, ways: ['sms'] } })).toBe('no_way')
})

test('[MU524] nobody is written to twice a working day, beside a planned reminder, or while time was asked for', () => {
  const now = at('2026-11-17 10:30')
  expect(said({ now })).toBe('2026-11-17 10:30 sms unseen Ali')
  const yesterday = new Map([['ali@a.example', new Set(['2026-11-16'])]])
  expect(said({ now, messaged: yesterday })).toBe('2026-11-17 10:30 sms unseen Ali')
  for (const address of ['ali@a.example', ALI.mobile!])
    expect(said({ now, messaged: new Map([[address, new Set(['2026-11-17'])]]) })).toBe(
      '2026-11-18 09:00 sms unseen Ali',
    )
  expect(said({ now, planned: new Set(['2026-11-17', '2026-11-18']) })).toBe('2026-11-19 09:00 sms unseen Ali')
  expect(said({ now, asked_until: '2026-11-19' })).toBe('2026-11-20 09:00 sms unseen Ali')
  expect(said({ now, asked_until: '2026-11-19', people: [{ ...ALI, mobile: null }] })).toContain(
    '2026-11-20 09:00 call',
  )
  // A call is no message: it waits for neither.
  const called = { now, people: [{ ...ALI, mobile: null }], planned: new Set(['2026-11-17']) }
  expect(said(called)).toBe('2026-11-17 10:30 call unseen Ali')
})

test('[MU525] nothing is done where it is off, stopped, over, being read, on its way, or on the list of calls', () => {
  const ready = { now: at('2026-11-18 10:00') }
  expect(said(ready)).toContain('sms')
  expect(said({ ...ready, settings: { enabled: false, unseen_hours: 9, ways: ['sms', 'call'] } })).toBe('off')
  expect(said({ ...ready, stopped: true })).toBe('stopped')
  expect(said({ ...ready, reading: true })).toBe('reading')
  expect(said({ ...ready, call_open: true })).toBe('called')
  expect(said({ ...ready, tries: [mailed, { ...mailed, state: 'queued', sent_at: null }] })).toBe('on_its_way')
  for (const status of ['draft', 'approved', 'rejected', 'expired', 'cancelled'] as const)
    expect(said({ ...ready, status })).toBe('ended')
})

test('[MU526] who was not reached is called again the next working day, three times in all; who talked is not', () => {
  const now = at('2026-11-18 10:00')
  const people = [{ ...ALI, mobile: null }]
  const call = (outcome: 'reached' | 'not_reached' | 'wrong_number' | null, day = '2026-11-18') => ({
    reason: 'unseen' as const,
    outcome,
    closed_at: at(`${day} 09:30`),
  })
  expect(said({ now, people, calls: [call('not_reached')] })).toBe('2026-11-19 09:00 call unseen Ali')
  const twice = [call('not_reached', '2026-11-17'), call('not_reached')]
  expect(said({ now, people, calls: twice })).toBe('2026-11-19 09:00 call unseen Ali')
  expect(said({ now, people, calls: [call('not_reached', '2026-11-16'), ...twice] })).toBe('no_way')
  for (const outcome of ['reached', 'wrong_number', null] as const)
    expect(said({ now, people, calls: [call(outcome)] })).toBe('no_way')
  // Another reason is another call.
  expect(said({ now, status: 'viewed', calls: [call('reached')] })).toBe('2026-11-25 09:00 call no_answer Ali')
})

test('[MU527] the best moment is now while they read, else the hours they were seen in, else office hours', () => {
  const now = at('2026-11-18 10:00')
  const moment = (seen: string[], reading_until: Date | null = null) =>
    bestMoment({ seen: seen.map(at), reading_until }, now, 'Europe/Istanbul')
  const tuesdays = ['2026-10-06 14:10', '2026-10-13 14:50', '2026-10-16 09:30']
  expect(moment(tuesdays)).toEqual({ kind: 'habit', weekday: 2, from: '13:00', until: '15:00', facts: 3 })
  expect(moment(tuesdays, at('2026-11-18 10:01'))).toMatchObject({ kind: 'now' })
  expect(moment(tuesdays, now)).toMatchObject({ kind: 'habit' })
  expect(moment(tuesdays.slice(1))).toEqual({ kind: 'office', from: '09:00', until: '18:00' })
  // Nights and weekends make no habit.
  expect(moment([...tuesdays.slice(1), '2026-10-13 22:10', '2026-10-17 14:00'])).toMatchObject({ kind: 'office' })
  // Once each: the next to come, on this Wednesday at ten the slot at eleven rather than the one that is past.
  const even = ['2026-10-07 11:30', '2026-10-05 09:30', '2026-10-09 16:00']
  expect(moment(even)).toMatchObject({ weekday: 3, from: '11:00' })
})
