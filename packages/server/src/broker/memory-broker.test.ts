import { expect, test } from 'vitest'
import { brokerContract } from './broker-contract.ts'
import { createMemoryBroker } from './memory-broker.ts'

brokerContract('memory', async () => {
  const broker = createMemoryBroker()
  return { one: broker, two: broker, arrived: async () => {}, end: () => broker.close() }
})

const HOUR = 3_600_000
const PAGE = { events: 100_000, bytes: Infinity }
const RETENTION = { count: 10, bytes: 100_000, age_ms: HOUR, durable: false }
const draft = (size = 0) => ({ head: `{"type":"x","data":"${'d'.repeat(size)}"`, slot: null })

test('[W29] a room is trimmed by count, by bytes and by age, the first reached', async () => {
  let now = 0
  const broker = createMemoryBroker({ now: () => now })
  const firstOf = async (room: string) => (await broker.read(room, null, PAGE)).first
  for (let index = 0; index < 25; index++) await broker.publish('count', draft(), RETENTION)
  expect(await firstOf('count')).toBe(16)
  for (let index = 0; index < 5; index++) await broker.publish('bytes', draft(40_000), RETENTION)
  expect(await firstOf('bytes')).toBe(4)
  await broker.publish('age', draft(), RETENTION)
  now += HOUR / 2
  await broker.publish('age', draft(), RETENTION)
  now += HOUR / 2 + 1
  expect(await firstOf('age')).toBe(2)
})

test('[W29] an idle room keeps epoch and offset 24 h after its events are gone; afterwards the epoch is another', async () => {
  let now = 0
  const broker = createMemoryBroker({ now: () => now })
  now += 700
  const { epoch } = await broker.publish('r', draft(), RETENTION)
  now += HOUR + 24 * HOUR - 1
  broker.sweep()
  expect(await broker.read('r', null, PAGE)).toMatchObject({ epoch, top: 1, first: 2, events: [] })
  now += 1_000
  broker.sweep()
  const anew = await broker.publish('r', draft(), RETENTION)
  expect(anew.offset).toBe(1)
  expect(anew.epoch).not.toBe(epoch)
  expect(anew.epoch).toMatch(/^[A-Za-z0-9_.@=-]{1,24}$/)
})

test('[W29] an empty room costs nothing once nobody listens, and a position in it stays good', async () => {
  const broker = createMemoryBroker()
  const first = await broker.subscribe('r', RETENTION, () => {})
  first.close()
  const again = await broker.subscribe('r', RETENTION, () => {})
  expect(again.position).toEqual(first.position)
})

test('[W29] the budget of the process trims the quietest rooms first', async () => {
  let now = 0
  const broker = createMemoryBroker({ now: () => now, budgetBytes: 40_000 })
  const wide = { ...RETENTION, count: 1_000, bytes: Infinity }
  for (let index = 0; index < 20; index++) await broker.publish('quiet', draft(1_000), wide)
  now += 1
  for (let index = 0; index < 25; index++) await broker.publish('busy', draft(1_000), wide)
  expect((await broker.read('quiet', null, PAGE)).first).toBeGreaterThan(1)
  expect((await broker.read('busy', null, PAGE)).first).toBe(1)
})

test('[W32] placed events are kept where somebody listens, and a gap begins the ring anew', async () => {
  const broker = createMemoryBroker()
  const durable = { ...RETENTION, durable: true }
  await broker.subscribe('d', durable, () => {})
  const place = (offset: number) => broker.place('d', 'log', { offset, slot: null, frame: Buffer.from('{}') }, durable)
  for (const offset of [7, 8, 8, 7, 9]) await place(offset)
  const page = await broker.read('d', { epoch: 'log', offset: 7 }, PAGE)
  expect(page).toMatchObject({ epoch: 'log', top: 9, first: 7 })
  expect(page.events.map(({ offset }) => offset)).toEqual([8, 9])
  await place(12)
  expect(await broker.read('d', { epoch: 'log', offset: 7 }, PAGE)).toMatchObject({ top: 12, first: 12 })
})
