import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineRoom } from '../../packages/protocol/src/index.ts'
import { ArrayLog } from '../../packages/server/src/testing/array-log.ts'
import { judge, runsOf } from './judge-reader.ts'
import { type Node, startNode } from './node.ts'
import { publishOn } from './publish-on.ts'
import { RedisShards } from './redis-shards.ts'

const LONG = { timeout: 15_000 }
let redis: RedisShards
let prefixes = 0
beforeAll(async () => {
  redis = await RedisShards.start({ replica: true })
}, 30_000)
afterAll(() => redis?.[Symbol.asyncDispose]())

const cluster = () => ({ url: redis.url, prefix: `shards${++prefixes}` })
const join = async (node: Node, ...rooms: string[]) => {
  const client = await node.connect({}, { frame: { rooms: Object.fromEntries(rooms.map(room => [room, null])) } })
  for (const room of rooms) await client.take({ type: 'room_joined', room })
  return client
}

test('[RD45] a room whose slot moves in a burst goes on elsewhere, in a new epoch, and nothing is lost in silence', async () => {
  const shared = cluster()
  await using a = await startNode(shared)
  await using b = await startNode(shared)
  const room = await redis.roomOn(1, shared.prefix)
  const readers = [await join(a, room), await join(b, room)]
  await using burst = publishOn([a, b], room)
  await expect.poll(() => burst.acked.length).toBeGreaterThan(100)
  await redis.move(room, shared.prefix, redis.primaries[1]!, redis.primaries[2]!)
  const before = burst.acked.length
  await expect.poll(() => burst.acked.length, LONG).toBeGreaterThan(before + 100)
  await burst.stop()
  for (const reader of readers) await reader.take({ type: 'room_reset', room })
  const end = await a.server.publish(room, 'end', 0)
  for (const reader of readers) {
    await reader.take({ type: 'end', room })
    const runs = judge(reader, burst.acked, room)
    expect(runs.length).toBe(2)
    expect(runs[1]!.epoch).toBe(end.epoch)
  }
  await redis.move(room, shared.prefix, redis.primaries[2]!, redis.primaries[1]!)
})

test('[RD44] a primary is killed: its rooms go on in a new epoch when its replica takes over, the others never stop', async () => {
  const shared = cluster()
  const rooms = [defineRoom('kept:{id}', { events: {}, open: true, history: { durable: true } })]
  const log = new ArrayLog()
  await using a = await startNode(shared, { rooms, log })
  await using b = await startNode(shared, { rooms, log })
  const [lost, safe] = [await redis.roomOn(0, shared.prefix), await redis.roomOn(1, shared.prefix)]
  const kept = Array.from({ length: 9 }, (_, index) => `kept:${index}`)
  const readers = [await join(a, lost, safe, ...kept), await join(b, lost, safe, ...kept)]
  const carry = (room: string, data: number) => {
    const { epoch, event } = log.append(room, { type: 'x', data })
    return a.server.carry(room, epoch, event)
  }
  for (const room of kept) await carry(room, 1)
  await using one = publishOn([a, b], lost)
  await using other = publishOn([a, b], safe)
  await expect.poll(() => Math.min(one.acked.length, other.acked.length)).toBeGreaterThan(100)
  expect(await redis.primaries[0]!.kill()).toBe('SIGKILL')
  await expect.poll(() => one.refused(), LONG).toBeGreaterThan(3)
  // Of some of these rooms Redis is not told; their log knows.
  const carried = await Promise.allSettled(kept.map(room => carry(room, 2)))
  expect(new Set(carried.map(({ status }) => status))).toEqual(new Set(['fulfilled', 'rejected']))
  const before = one.acked.length
  await expect.poll(() => one.acked.length, LONG).toBeGreaterThan(before + 100)
  await Promise.all([one.stop(), other.stop()])
  for (const reader of readers) await reader.take({ type: 'room_reset', room: lost })
  await Promise.all([lost, safe].map(room => a.server.publish(room, 'end', 0)))
  for (const reader of readers) {
    for (const room of [lost, safe]) await reader.take({ type: 'end', room })
    expect(judge(reader, one.acked, lost).length).toBe(2)
    expect(judge(reader, other.acked, safe).length).toBe(1)
    for (const room of kept) {
      await reader.take({ type: 'x', room, offset: 2 })
      expect(runsOf(reader.frames, room)).toMatchObject({ faults: [], runs: [{ offset: 2 }] })
    }
  }
  expect(other.refused()).toBe(0)
}, 40_000)
