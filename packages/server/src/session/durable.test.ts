import { defineRoom } from '@nabiz/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createServer } from '../server.ts'
import { ArrayLog } from '../testing/array-log.ts'
import { turns } from '../testing/late-broker.ts'
import { startServer, type TestServer } from '../testing/start-server.ts'
import type { Frame } from '../testing/wire-client.ts'

const rooms = [defineRoom('company:{id}', { events: {}, open: true, history: { durable: true } })]
const ROOM = 'company:1'
const upTo = (top: number, from = 1) => Array.from({ length: Math.max(0, top - from + 1) }, (_, index) => index + from)

/** Places an event as the relay does, and gives back its delivery. */
const placed = (log: ArrayLog, running: TestServer, data: unknown = 1) => {
  const { epoch, event } = log.append(ROOM, { type: 'x', data })
  return () => running.server.carry(ROOM, epoch, event)
}

test('[W31] recorded events come from the log alone; passing ones from anybody who may', async () => {
  await using running = await startServer({ rooms, log: new ArrayLog() })
  await expect(running.server.publish(ROOM, 'x', 1)).rejects.toMatchObject({ code: 'durable_room' })
  const client = await running.connect({}, { frame: { rooms: { [ROOM]: null } } })
  await client.take({ type: 'room_joined' })
  client.send(
    { type: 'publish', room: ROOM, event: 'x', data: 1, ref: 1 },
    { type: 'publish', room: ROOM, event: 't', data: 1, record: false, ref: 2 },
  )
  expect(await client.take({ ref: 1 })).toMatchObject({ code: 'durable_room' })
  expect(await client.take({ ref: 2 })).toMatchObject({ type: 'published', durability: 'none' })
  await client.take({ type: 't' })
  await expect(
    running.server.carry('other', 'e', {
      type: 'x',
      room: 'other',
      data: 1,
      timestamp: 0,
      user_id: null,
      id: 'i',
      offset: 1,
    }),
  ).rejects.toThrow('not a durable room')
})

test('[W31] durable rooms without a log are refused at the start', () => {
  expect(() => createServer({ authenticate: async () => ({ user_id: '1' }), rooms })).toThrow(
    'durable rooms need options.log',
  )
})

test('[W32] repeats are dropped and gaps are read from the log, whatever order the deliveries have', async () => {
  const log = new ArrayLog()
  await using running = await startServer({ rooms, log })
  const client = await running.connect({}, { frame: { rooms: { [ROOM]: null } } })
  await client.take({ type: 'room_joined' })
  const deliver = upTo(8).map(() => placed(log, running))
  const reads = log.reads
  for (const index of [0, 0, 2, 1, 2, 7, 3, 7]) await deliver[index]!()
  await client.take({ offset: 8 })
  await placed(log, running)()
  await client.take({ offset: 9 })
  expect(client.offsets(ROOM)).toEqual(upTo(9))
  expect(log.reads).toBeGreaterThan(reads)
})

test('[W32] an event the log has but nobody delivered yet is part of what a joiner missed, and comes once', async () => {
  const log = new ArrayLog()
  await using running = await startServer({ rooms, log })
  const early = await running.connect({}, { frame: { rooms: { [ROOM]: null } } })
  const { epoch } = await early.take({ type: 'room_joined' })
  const first = placed(log, running)
  const second = placed(log, running)
  const late = await running.connect({ user_id: '6' })
  // Another reader of the log knows position 2 already: it is not ahead.
  late.send({ type: 'join', room: ROOM, since: { epoch, offset: 2 }, ref: 1 })
  expect(await late.take({ ref: 1 })).toMatchObject({ recovered: 'all', missed: 0, offset: 2 })
  await early.take({ offset: 2, type: 'x' })
  await first()
  await second()
  await placed(log, running)()
  await early.take({ offset: 3, type: 'x' })
  await late.take({ offset: 3, type: 'x' })
  expect(early.offsets(ROOM)).toEqual([1, 2, 3])
  expect(late.offsets(ROOM)).toEqual([3])
})

test('[W32] joins, cuts and deliveries at any instant lose and repeat nothing', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 10 }) }),
    fc.record({ do: fc.constant('carry' as const), order: fc.nat() }),
    fc.record({ do: fc.constant('reconnect' as const), who: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ do: fc.constant('turn' as const) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async steps => {
      const log = new ArrayLog()
      await using running = await startServer({ rooms, log, limits: { connectsPerMinute: Infinity } })
      const connect = (since: object) => running.connect({}, { frame: { rooms: { [ROOM]: since } } })
      const zero = { epoch: 'log-1', offset: 0 }
      const clients = await Promise.all([0, 1, 2].map(() => connect(zero)))
      const seen: number[][] = [[], [], []]
      const waiting: (() => Promise<void>)[] = []
      let top = 0
      for (const one of steps) {
        if (one.do === 'append') {
          for (let index = 0; index < one.count; index++) waiting.push(placed(log, running, top++))
        } else if (one.do === 'carry' && waiting.length > 0) {
          void waiting.splice(one.order % waiting.length, 1)[0]!()
        } else if (one.do === 'turn') await turns(1)
        else if (one.do === 'reconnect') {
          await clients[one.who]!.cut()
          seen[one.who]!.push(...clients[one.who]!.offsets(ROOM))
          clients[one.who] = await connect({ epoch: 'log-1', offset: seen[one.who]!.at(-1) ?? 0 })
        }
      }
      waiting.push(placed(log, running))
      top++
      for (const deliver of waiting.toReversed()) void deliver()
      for (const [who, client] of clients.entries()) {
        await client.take((frame: Frame) => frame.offset === top && frame.type === 'x')
        expect([...seen[who]!, ...client.offsets(ROOM)]).toEqual(upTo(top))
      }
      expect(running.errors).toEqual([])
    }),
    { numRuns: 30 },
  )
}, 60_000)

test('[W32] an event placed and delivered while a room is being opened reaches the one who joins', async () => {
  const log = new ArrayLog()
  await using running = await startServer({ rooms, log })
  const client = await running.connect()
  const { top } = log
  Object.assign(log, {
    top: async (room: string) => {
      const position = await top.call(log, room)
      await placed(log, running)()
      return position
    },
  })
  client.send({ type: 'join', room: ROOM, since: { epoch: 'log-1', offset: 0 }, ref: 1 })
  await client.take({ ref: 1, offset: 1, missed: 1 })
  await client.take({ offset: 1, type: 'x' })
})

test('[W33] a restart loses nothing: another process goes on from the log', async () => {
  const log = new ArrayLog()
  let since: object
  {
    await using running = await startServer({ rooms, log })
    const client = await running.connect({}, { frame: { rooms: { [ROOM]: null } } })
    const { epoch } = await client.take({ type: 'room_joined' })
    await placed(log, running)()
    await client.take({ offset: 1 })
    since = { epoch, offset: 1 }
    for (let index = 0; index < 1_200; index++) placed(log, running)
  }
  await using running = await startServer({ rooms, log })
  const client = await running.connect({}, { frame: { rooms: { [ROOM]: since } } })
  expect(await client.take({ type: 'room_joined' })).toMatchObject({ recovered: 'all', missed: 1_200 })
  await client.take({ offset: 1_201, type: 'x' })
  expect(client.offsets(ROOM)).toEqual(upTo(1_201, 2))
  client.send({ type: 'history', room: ROOM, limit: 2, ref: 1 })
  expect(await client.take({ ref: 1 })).toMatchObject({
    offset: 1_201,
    more: true,
    events: [{ offset: 1_200 }, { offset: 1_201 }],
  })
})

test('[W27] [W28] a trimmed log and a log that began anew are told', async () => {
  const log = new ArrayLog()
  await using running = await startServer({ rooms, log })
  const client = await running.connect({}, { frame: { rooms: { [ROOM]: null } } })
  const { epoch } = await client.take({ type: 'room_joined' })
  const deliver = upTo(10).map(() => placed(log, running))
  log.trim(ROOM, 2)
  await deliver[9]!()
  expect(await client.take({ type: 'room_reset' })).toMatchObject({ epoch, offset: 10, reason: 'trimmed' })
  await placed(log, running)()
  await client.take({ offset: 11, type: 'x' })
  client.send({ type: 'join', room: ROOM, since: { epoch, offset: 3 }, ref: 1 })
  expect(await client.take({ ref: 1 })).toMatchObject({ recovered: 'reset', reason: 'trimmed', offset: 11 })
})

test('[W32] a log that cannot be read keeps nobody out for ever', async () => {
  const log = new ArrayLog()
  await using running = await startServer({ rooms, log })
  const { read, top } = log
  const down = () => Promise.reject(new Error('database is down'))
  Object.assign(log, { read: down, top: down })
  const client = await running.connect({}, { frame: { rooms: { [ROOM]: null } } })
  expect(await client.take({ type: 'error' })).toMatchObject({ room: ROOM, code: 'unavailable', retry_after_ms: 1_000 })
  Object.assign(log, { top })
  client.send({ type: 'join', room: ROOM, ref: 1 })
  await client.take({ ref: 1, type: 'room_joined' })
  placed(log, running)
  await placed(log, running)()
  await expect.poll(() => running.errors.length).toBeGreaterThan(1)
  expect(client.offsets(ROOM)).toEqual([])
  Object.assign(log, { read })
  await client.take({ offset: 2, type: 'x' })
  expect(client.offsets(ROOM)).toEqual([1, 2])
})
