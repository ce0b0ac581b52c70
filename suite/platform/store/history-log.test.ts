/** What recovery reads, and what retention leaves. */
import { pino } from 'pino'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createHistoryLog, emit, type HistoryLog, startRelay, trimEventLog } from './index.ts'
import { createTestStore, type TestStore } from './testing/index.ts'

let store: TestStore
let history: HistoryLog
const stores: TestStore[] = []
beforeEach(async () => {
  store = await createTestStore()
  stores.push(store)
  history = createHistoryLog(store)
})
afterAll(async () => {
  await Promise.all(stores.map(each => each.close()))
})

const fill = async (room: string, count: number) => {
  const log = pino({ level: 'silent' })
  const relay = await startRelay({
    store,
    log,
    route: event => [{ room, type: event.type, data: event.data }],
    deliver: async () => {},
  })
  await store.asSystem('a test writes', async trx => {
    for (let n = 1; n <= count; n++) await emit(trx, { type: `e${n}`, company_id: null, user_id: null, data: { n } })
  })
  await relay.idle()
  await relay.close()
}
const offsets = (page: { events: { offset?: number }[] }) => page.events.map(event => event.offset)

test('[PS27] a room nobody wrote to gets one epoch, whoever asks first, and the relay goes on with it', async () => {
  const tops = await Promise.all(Array.from({ length: 8 }, () => history.top('user:1')))
  expect(new Set(tops.map(top => top.epoch)).size).toBe(1)
  expect(tops[0]).toEqual({ epoch: expect.stringMatching(/^[0-9a-f]{24}$/), offset: 0 })
  expect(await history.read('user:1', null, 10)).toEqual({ epoch: tops[0]!.epoch, top: 0, first: 1, events: [] })
  await fill('user:1', 2)
  expect(await history.top('user:1')).toEqual({ epoch: tops[0]!.epoch, offset: 2 })
})

test('[PS27] events after a position come in order and in pages; the newest come without one', async () => {
  await fill('user:1', 7)
  const { epoch } = await history.top('user:1')
  expect(offsets(await history.read('user:1', { epoch, offset: 2 }, 3))).toEqual([3, 4, 5])
  expect(offsets(await history.read('user:1', { epoch, offset: 5 }, 100))).toEqual([6, 7])
  expect(await history.read('user:1', { epoch, offset: 7 }, 100)).toMatchObject({ top: 7, first: 1, events: [] })
  expect(offsets(await history.read('user:1', null, 3))).toEqual([5, 6, 7])
  expect((await history.read('user:1', null, 1)).events[0]).toMatchObject({
    type: 'e7',
    room: 'user:1',
    data: { n: 7 },
    offset: 7,
    user_id: null,
  })
})

test('[PS27] a position of another epoch finds no events, and the answer names the right one', async () => {
  await fill('user:1', 3)
  const page = await history.read('user:1', { epoch: 'other', offset: 1 }, 10)
  expect(page).toMatchObject({ epoch: (await history.top('user:1')).epoch, top: 3, events: [] })
})

test('[PS28] retention by count and by age takes the old end only; offsets are never used again', async () => {
  await fill('user:1', 10)
  await fill('user:2', 3)
  const trim = (limits: { max_events: number; max_age_ms: number }, now = new Date()) =>
    store.asSystem('a test trims', trx => trimEventLog(trx, { ...limits, now }))
  const DAY_MS = 86_400_000
  expect(await trim({ max_events: 4, max_age_ms: DAY_MS })).toBe(6)
  expect(await history.read('user:1', null, 100)).toMatchObject({ top: 10, first: 7 })
  expect(offsets(await history.read('user:2', null, 100))).toEqual([1, 2, 3])
  expect(await trim({ max_events: 4, max_age_ms: DAY_MS })).toBe(0)
  expect(await trim({ max_events: 100, max_age_ms: DAY_MS }, new Date(Date.now() + 2 * DAY_MS))).toBe(7)
  expect(await history.read('user:1', null, 100)).toMatchObject({ top: 10, first: 11, events: [] })
  await fill('user:1', 1)
  expect(offsets(await history.read('user:1', null, 100))).toEqual([11])
})
