/** The rules of a letter's life as pure functions. */
import { describe, expect, it, test } from 'vitest'
import type { ROLES } from '#platform/contract'
import { LETTER_ACTIONS, LETTER_STATUSES, type LetterAction, type LetterStatus } from '../contract/index.ts'
import {
  type ActionFacts,
  canMove,
  dueReminder,
  type FourEyes,
  inLira,
  instantInZone,
  isWorkingDay,
  kindOf,
  needsApproval,
  nextWorkingInstant,
  refusalOf,
} from './index.ts'

const OFF: FourEyes = { enabled: false, limits: [] }
const lira = (amount: string) => ({ enabled: true, limits: [{ amount, currency: 'TRY' as const }] })

describe('what a letter is worth', () => {
  it('[MU250] lira are cari and worth themselves, others are cari_doviz and worth their rate', () => {
    expect(['TRY', 'USD', 'EUR'].map(currency => kindOf(currency as 'TRY'))).toEqual([
      'cari',
      'cari_doviz',
      'cari_doviz',
    ])
    expect(inLira({ minor: 1_000_000n, currency: 'TRY' }, '3')).toEqual({ rate: null, try_minor: 1_000_000n })
    expect(inLira({ minor: 10_001n, currency: 'USD' }, '41.2345')).toEqual({ rate: '41.2345', try_minor: 412_386n })
    expect(inLira({ minor: 10_001n, currency: 'USD' }, null)).toEqual({ rate: null, try_minor: null })
  })
})

describe('four eyes', () => {
  const usd = (minor: bigint, try_minor: bigint | null) => ({ minor, currency: 'USD' as const, try_minor })

  it('[MU251] begins at the limit, not above it', () => {
    const at = (minor: bigint) => needsApproval({ minor, currency: 'TRY', try_minor: minor }, lira('1000.00'))
    expect([at(99_999n), at(100_000n), at(100_001n)]).toEqual([false, true, true])
  })

  it('[MU251] measures a currency by its own limit, else by lira; an unknown value is looked at', () => {
    const both = { enabled: true, limits: [...lira('1000.00').limits, { amount: '50.00', currency: 'USD' as const }] }
    expect(needsApproval(usd(4_999n, 999_999_999n), both)).toBe(false)
    expect(needsApproval(usd(5_000n, 1n), both)).toBe(true)
    expect(needsApproval(usd(1n, 99_999n), lira('1000.00'))).toBe(false)
    expect(needsApproval(usd(1n, 100_000n), lira('1000.00'))).toBe(true)
    expect(needsApproval(usd(1n, null), lira('1000.00'))).toBe(true)
  })

  it('[MU251] without limits it is about every letter, switched off about none', () => {
    expect(needsApproval(usd(1n, 1n), { enabled: true, limits: [] })).toBe(true)
    expect(needsApproval(usd(1n, null), { ...lira('0.00'), enabled: false })).toBe(false)
  })
})

describe('what may be done', () => {
  const facts = (given: Partial<ActionFacts> = {}): ActionFacts => ({
    status: 'draft',
    version: 1,
    minor: 100_000n,
    currency: 'TRY',
    try_minor: 100_000n,
    queued: false,
    was_queued: false,
    author_id: 'author',
    submitted_by: null,
    period: 'open',
    ...given,
  })
  const manager = { user_id: 'manager', role: 'manager' as const }
  const allowed = (given: Partial<ActionFacts>, rule = OFF, reader: Parameters<typeof refusalOf>[2] = manager) =>
    LETTER_ACTIONS.filter(action => refusalOf(action, facts(given), reader, rule) === null)

  it('[MU252] each state offers its own actions', () => {
    const offered: Record<LetterStatus, LetterAction[]> = {
      draft: ['edit', 'delete', 'send', 'cancel'],
      pending_approval: ['approve', 'send_back', 'cancel'],
      ready: ['send', 'cancel'],
      sent: ['remind', 'cancel', 'record_answer'],
      viewed: ['remind', 'cancel', 'record_answer'],
      approved: [],
      rejected: ['revise'],
      expired: ['revise', 'record_answer'],
      revised: [],
      resolved: [],
      cancelled: [],
      archived: [],
    }
    for (const status of LETTER_STATUSES) expect([status, allowed({ status })]).toEqual([status, offered[status]])
  })

  it('[MU252] no action leads where the table of moves does not', () => {
    const leads: Partial<Record<LetterAction, LetterStatus>> = {
      submit: 'pending_approval',
      approve: 'ready',
      send_back: 'draft',
      send: 'sent',
      cancel: 'cancelled',
      revise: 'revised',
      record_answer: 'approved',
    }
    for (const status of LETTER_STATUSES)
      for (const [action, to] of Object.entries(leads) as [LetterAction, LetterStatus][])
        for (const rule of [OFF, lira('0.00')])
          if (refusalOf(action, facts({ status }), manager, rule) === null)
            expect([status, action, canMove(status, to, 'member')]).toEqual([status, action, true])
  })

  it('[MU252] viewers and strangers may do nothing, in no state', () => {
    for (const status of LETTER_STATUSES)
      for (const role of ['viewer', undefined] as const)
        for (const action of LETTER_ACTIONS)
          expect(refusalOf(action, facts({ status }), { user_id: 'x', role }, OFF)).toBe('role_too_low')
  })

  it('[MU253] a second person who leads decides, never the author or who submitted', () => {
    const pending = { status: 'pending_approval' as const, submitted_by: 'clerk' }
    for (const action of ['approve', 'send_back'] as const) {
      const by = (user_id: string, role: (typeof ROLES)[number]) =>
        refusalOf(action, facts(pending), { user_id, role }, lira('0.00'))
      expect(by('manager', 'manager')).toBeNull()
      expect(by('boss', 'owner')).toBeNull()
      expect(by('author', 'owner')).toBe('letter_own_approval')
      expect(by('clerk', 'admin')).toBe('letter_own_approval')
      expect(by('other', 'member')).toBe('role_too_low')
    }
  })

  it('[MU254] a draft at the limit is submitted and not sent; once approved it is sent', () => {
    expect(allowed({}, lira('1000.00'))).toEqual(['edit', 'delete', 'submit', 'cancel'])
    expect(refusalOf('send', facts(), manager, lira('1000.00'))).toBe('letter_needs_approval')
    expect(refusalOf('submit', facts(), manager, lira('1000.01'))).toBe('letter_needs_no_approval')
    expect(allowed({ status: 'ready' }, lira('1000.00'))).toContain('send')
  })

  it('[MU257] what was on its way, or follows another version, is not deleted', () => {
    expect(refusalOf('delete', facts({ was_queued: true }), manager, OFF)).toBe('letter_not_deletable')
    expect(refusalOf('delete', facts({ version: 2 }), manager, OFF)).toBe('letter_not_deletable')
  })

  it('[MU262] in a period that is closing or closed nothing is written, sent or revised', () => {
    for (const period of ['closing', 'closed'] as const) {
      expect(allowed({ period })).toEqual(['delete', 'cancel'])
      expect(allowed({ period, status: 'rejected' })).toEqual([])
      expect(allowed({ period, status: 'sent' })).toEqual(['remind', 'cancel', 'record_answer'])
    }
  })
})

describe('working days', () => {
  const calendar = { send_on_holidays: false, religious_feasts: ['2026-03-20'] }

  it('[MU263] are no weekend, no fixed holiday and no feast', () => {
    const days = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-10-29', '2026-01-01', '2026-07-15', '2026-03-20']
    expect(days.map(day => isWorkingDay(day, calendar))).toEqual([true, false, false, false, false, false, false])
    const open = { ...calendar, send_on_holidays: true }
    expect(days.map(day => isWorkingDay(day, open))).toEqual([true, false, false, true, true, true, true])
  })

  it('[MU264] an hour is that of the zone, also where clocks change', () => {
    const at = (day: string, zone: string) => instantInZone(day, '09:30', zone).toISOString()
    expect(at('2026-10-30', 'Europe/Istanbul')).toBe('2026-10-30T06:30:00.000Z')
    expect(at('2026-10-30', 'Asia/Baku')).toBe('2026-10-30T05:30:00.000Z')
    expect(at('2026-03-08', 'America/New_York')).toBe('2026-03-08T13:30:00.000Z')
    expect(at('2026-03-07', 'America/New_York')).toBe('2026-03-07T14:30:00.000Z')
    expect(at('2026-11-01', 'America/New_York')).toBe('2026-11-01T14:30:00.000Z')
  })

  it('[MU264] the next one is today while it is ahead, else the first working day', () => {
    const next = (now: string, from: string | null = null) =>
      nextWorkingInstant({ from, time: '09:30' }, new Date(now), 'Europe/Istanbul', calendar).toISOString().slice(0, 16)
    expect(next('2026-10-26T06:00:00Z')).toBe('2026-10-26T06:30')
    expect(next('2026-10-26T06:30:00Z')).toBe('2026-10-27T06:30')
    // Wednesday evening; Thursday is the 29th of October.
    expect(next('2026-10-28T20:00:00Z')).toBe('2026-10-30T06:30')
    expect(next('2026-10-30T07:00:00Z')).toBe('2026-11-02T06:30')
    expect(next('2026-10-26T06:00:00Z', '2026-11-07')).toBe('2026-11-09T06:30')
    expect(next('2026-10-26T06:00:00Z', '2020-01-01')).toBe('2026-10-26T06:30')
  })
})

test('[MU268] the last of the due steps goes out, missed ones are passed over, done ones stay done', () => {
  const plan = [
    { after_days: 3, channel: 'email' as const },
    { after_days: 7, channel: 'email' as const },
    { after_days: 9, channel: 'sms' as const },
  ]
  const due = (today: string, ...done: number[]) => dueReminder(plan, '2026-11-02', new Set(done), today)
  expect(due('2026-11-04')).toBeNull()
  expect(due('2026-11-05')).toEqual({ step: 0, channel: 'email', passed_over: [] })
  expect(due('2026-11-06', 0)).toBeNull()
  expect(due('2026-11-09')).toEqual({ step: 1, channel: 'email', passed_over: [{ step: 0, channel: 'email' }] })
  expect(due('2026-12-01', 0)).toMatchObject({ step: 2, channel: 'sms', passed_over: [{ step: 1 }] })
  expect(due('2026-12-01', 0, 1, 2)).toBeNull()
})
