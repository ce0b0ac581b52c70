import { defineRoom, type StandardSchemaV1 } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { startServer } from '../testing/start-server.ts'

const anything: StandardSchemaV1<unknown, { price: number; name: string }> = {
  '~standard': { version: 1, vendor: 'test', validate: value => ({ value: value as { price: number; name: string } }) },
}
const history = { count: 100_000, bytes: 1e9 }
const rooms = [
  defineRoom('resync', { events: {}, open: true, history }),
  defineRoom('latest', {
    events: { price: { schema: anything, slot: data => (data as { name: string }).name } },
    open: true,
    history,
    slowReader: 'latest',
  }),
  defineRoom('oldest', { events: {}, open: true, history, slowReader: 'drop_oldest' }),
]
const pad = 'x'.repeat(10_000)
const COUNT = 3_000

test('[W34] [W35] a reader that stands still delays nobody, and gets everything without reconnecting', async () => {
  await using running = await startServer({ rooms })
  const frame = { rooms: { resync: null } }
  const slow = await running.connect({}, { frame })
  const fast = await running.connect({ user_id: '6' }, { joined: false, frame })
  for (const client of [slow, fast]) await client.take({ type: 'room_joined' })
  slow.ws.pause()
  for (let index = 0; index < COUNT; index++) {
    await running.server.publish('resync', 'x', pad)
    if (index % 50 === 0) await fast.take({ offset: index + 1 })
  }
  await fast.take({ offset: COUNT })
  expect(slow.events('resync').length).toBeLessThan(COUNT)
  slow.ws.resume()
  for (let index = 0; index < 100; index++) await running.server.publish('resync', 'y', index)
  await slow.take({ offset: COUNT + 100 })
  await fast.take({ offset: COUNT + 100 })
  const all = Array.from({ length: COUNT + 100 }, (_, index) => index + 1)
  expect(slow.offsets('resync')).toEqual(all)
  expect(fast.offsets('resync')).toEqual(all)
  expect(slow.frames.filter(({ type }) => type === 'room_reset' || type === 'skipped')).toEqual([])
}, 30_000)

test.each(['latest', 'oldest'])(
  '[W36] in a %s room each gap is announced before the event behind it',
  async room => {
    await using running = await startServer({ rooms })
    const slow = await running.connect({}, { frame: { rooms: { [room]: null } } })
    await slow.take({ type: 'room_joined' })
    slow.ws.pause()
    for (let index = 1; index <= COUNT; index++) {
      await running.server.publish(room, 'price', { name: `n${index % 3}`, price: index, pad })
      if (index % 100 === 0) await new Promise(resolve => setImmediate(resolve))
    }
    slow.ws.resume()
    await slow.take({ offset: COUNT })
    for (let index = 0; index < 5; index++) await running.server.publish(room, 'price', { name: 'n', price: 0 })
    await slow.take({ offset: COUNT + 5 })
    let next = 1
    let skipped = 0
    for (const one of slow.frames.slice(2) as unknown as { type: string; offset: number; from: number; to: number }[]) {
      if (one.type === 'skipped') {
        expect(one.from).toBe(next)
        skipped += one.to - one.from + 1
        next = one.to + 1
      } else expect(one.offset).toBe(next++)
    }
    expect(next).toBe(COUNT + 6)
    expect(skipped).toBeGreaterThan(0)
    const last = slow.events(room).slice(-8, -5) as unknown as { data: { price: number } }[]
    expect(last.map(event => event.data.price)).toEqual([COUNT - 2, COUNT - 1, COUNT])
  },
  30_000,
)

test('[W37] a socket that takes no byte for thirty seconds is closed, and its session may come back', async () => {
  let ms = 0
  const codes: unknown[] = []
  await using running = await startServer({ rooms, monotonic: () => ms, audit: record => codes.push(record.code) })
  const slow = await running.connect({}, { frame: { rooms: { resync: null } } })
  await slow.take({ type: 'room_joined' })
  slow.ws.pause()
  for (let index = 0; index < 1_500; index++) {
    await running.server.publish('resync', 'x', pad)
    if (index % 100 === 0) await new Promise(resolve => setImmediate(resolve))
  }
  await expect
    .poll(() => {
      ms += 15_000
      return running.server.stats()
    })
    .toMatchObject({ connections: 0, sessions: 1 })
  expect(codes).toContain(4001)
  slow.ws.resume()
  await slow.closed
  const { connected } = await running.connect({}, { frame: { session: slow.connected.session } })
  expect(connected).toMatchObject({ resumed: true })
}, 30_000)
