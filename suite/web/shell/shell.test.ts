import type { Status } from '@nabiz/client'
import type { RoomEvent } from '@nabiz/protocol'
import { describe, expect, test } from 'vitest'
import type { Page, Task, TaskProgress } from '#platform/contract'
import { companyPath, notificationPath } from '../session/company-path.ts'
import { applyProgress } from '../session/patch-tasks.ts'
import { capCount } from './cap-count.ts'
import { connectionView } from './connection-view.ts'
import { fold } from './fold-text.ts'
import { TOAST_MAX_AGE_MS, toastFor } from './toast-for.ts'

test('[UX7] letters with and without marks find each other', () => {
  expect(fold('İSKONTO', 'tr')).toBe(fold('iskonto', 'tr'))
  expect(fold('ISPARTA', 'tr')).toBe(fold('ısparta', 'tr'))
  expect(fold('Müşteri', 'tr')).toContain(fold('musteri', 'tr'))
  expect(fold('Üzləşmə', 'az')).toContain(fold('uzlesme', 'az'))
})

test('[UX8] beyond 99 a badge says 99+', () => {
  expect([0, 99, 100, 12_345].map(capCount)).toEqual(['0', '99', '99+', '99+'])
})

test('[UX9] a notification leads into its own company', () => {
  const companies = [{ id: 'c1', slug: 'acme' }]
  expect(notificationPath('mutabakat/letters/1', 'c1', companies)).toBe('/c/acme/mutabakat/letters/1')
  expect(notificationPath('/c/acme/x', 'c1', companies)).toBe('/c/acme/x')
  expect(notificationPath('x', 'left', companies)).toBeNull()
  expect(notificationPath(null, 'c1', companies)).toBeNull()
  expect(companyPath('acme')).toBe('/c/acme')
})

describe('[UX13] the connection badge', () => {
  const status = (part: Partial<Status>): Status => ({
    state: 'connecting',
    since: 1000,
    reason: null,
    attempt: 0,
    next_attempt_at: null,
    latency_ms: null,
    transport: null,
    user_id: null,
    company: null,
    ...part,
  })
  test('live with its latency', () => {
    expect(connectionView(status({ state: 'connected', latency_ms: 18 }))).toEqual({ kind: 'live', latency_ms: 18 })
  })
  test('a first attempt is no bad news', () => {
    expect(connectionView(status({ state: 'idle' })).kind).toBe('starting')
    expect(connectionView(status({})).kind).toBe('starting')
  })
  test('lost says why, since when and what is next', () => {
    expect(
      connectionView(status({ state: 'waiting', reason: 'heartbeat_missed', attempt: 2, next_attempt_at: 9000 })),
    ).toEqual({ kind: 'lost', since: 1000, reason: 'heartbeat_missed', next_attempt_at: 9000, isTrying: false })
    expect(connectionView(status({ state: 'offline' }))).toMatchObject({ kind: 'lost', reason: 'offline' })
    expect(connectionView(status({ attempt: 3, reason: 'network' }))).toMatchObject({ kind: 'lost', isTrying: true })
  })
})

describe('[UX14] toasts', () => {
  const now = 1_000_000
  const event = (part: Partial<RoomEvent>): RoomEvent => ({
    type: 'stock_low',
    room: 'company:c1',
    data: { message: 'Stok azaldı' },
    timestamp: now,
    user_id: 'other',
    id: 'e1',
    ...part,
  })
  const ask = (part: Partial<RoomEvent>, toast?: Parameters<typeof toastFor>[0]['applications'][number]['toast']) =>
    toastFor({
      event: event(part),
      applications: toast ? [{ id: 'app', toast }] : [],
      translate: application => key => `${application}.${key}`,
      ending: state => state,
      user_id: 'me',
      now,
    })

  test('the application decides about its own events, in the reader’s words', () => {
    expect(ask({}, (_event, t) => ({ level: 'success', text: t('toast.low') }))).toEqual({
      level: 'success',
      text: 'app.toast.low',
    })
    expect(ask({}, () => null)).toBeNull()
    expect(ask({}, () => undefined)).toEqual({ level: 'info', text: 'Stok azaldı' })
  })
  test('what waited while the connection was away stays quiet', () => {
    expect(ask({ timestamp: now - TOAST_MAX_AGE_MS - 1 }, () => ({ level: 'info', text: 'x' }))).toBeNull()
  })
  test('one’s own deed in the company’s room is no news; in one’s own room it is', () => {
    expect(ask({ user_id: 'me' })).toBeNull()
    expect(ask({ user_id: 'me', room: 'user:me' })).toEqual({ level: 'info', text: 'Stok azaldı' })
  })
  test('progress moves a bar and says nothing', () => {
    expect(ask({ type: 'task_progress', room: 'user:me' })).toBeNull()
  })
  test('a job’s end says how it went', () => {
    const end = (data: object) =>
      ask({ type: 'task_completed', room: 'user:me', data: { ...data, message: 'liste.xlsx' } })
    expect(end({ ok: true, error: null })).toEqual({ level: 'success', text: 'liste.xlsx: done' })
    expect(end({ ok: false, error: { code: 'bad_file' } })).toEqual({ level: 'error', text: 'liste.xlsx: failed' })
    expect(end({ ok: false, error: { code: 'task_cancelled' } })).toEqual({
      level: 'info',
      text: 'liste.xlsx: cancelled',
    })
  })
  test('an event without a sentence is silent', () => {
    expect(ask({ data: { letter_id: '1' } })).toBeNull()
    expect(ask({ data: null })).toBeNull()
  })
})

describe('[UX15] progress', () => {
  const task = (part: Partial<Task>): Task => ({
    id: 't1',
    company_id: null,
    owner_id: null,
    file_url: null,
    resumed_at: null,
    kind: 'import',
    title: 'İçe aktarma',
    state: 'queued',
    done: 0,
    total: null,
    percent: null,
    step: null,
    rate: null,
    eta_s: null,
    errors: 0,
    result: null,
    error: null,
    attempt: 1,
    created_at: '',
    started_at: null,
    finished_at: null,
    ...part,
  })
  const page = (...items: Task[]): Page<Task> => ({
    items,
    next_cursor: null,
    prev_cursor: null,
    total: items.length,
    total_is_exact: true,
  })
  const progress: TaskProgress = {
    task_id: 't1',
    kind: 'import',
    done: 420,
    total: 1000,
    percent: 42,
    step: null,
    rate: 10,
    eta_s: 58,
    errors: 3,
    message: '',
  }
  test('moves the task it names', () => {
    expect(applyProgress(page(task({ id: 't0' }), task({})), progress)?.items[1]).toMatchObject({
      state: 'running',
      percent: 42,
      errors: 3,
    })
  })
  test('a task that is not on the page is asked for', () => {
    expect(applyProgress(page(task({ id: 't0' })), progress)).toBeNull()
  })
  test.each(['done', 'failed', 'cancelled'] as const)('a late one never wakes a task that is %s', state => {
    const before = page(task({ state }))
    expect(applyProgress(before, progress)).toBe(before)
  })
})
