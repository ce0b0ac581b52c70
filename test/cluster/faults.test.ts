import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { defineRoom } from '../../packages/protocol/src/index.ts'
import { ArrayLog } from '../../packages/server/src/testing/array-log.ts'
import { type Acked, judge, runsOf } from './judge-reader.ts'
import { type Node, startNode } from './node.ts'
import { RedisLink } from './redis-link.ts'
import { RedisProcess } from './redis-process.ts'

const joined = { frame: { rooms: { r: null } } }
const upTo = (top: number, from = 1) => Array.from({ length: top - from + 1 }, (_, index) => index + from)
const join = async (node: Node, rooms: object = { r: null }) => {
  const client = await node.connect({}, { frame: { rooms } })
  await client.take({ type: 'room_joined' })
  return client
}

for (const [kept, settings] of [
  ['nothing', ['--appendonly', 'no']],
  ['what it had written', ['--appendonly', 'yes', '--appendfsync', 'everysec']],
] as const) {
  test(`[RD15] [S80] Redis is killed in a burst and comes back with ${kept}: nothing is lost in silence, nothing comes twice`, async () => {
    await using redis = await RedisProcess.start(settings)
    await using a = await startNode({ url: redis.url })
    await using b = await startNode({ url: redis.url })
    const readers = [await join(a), await join(b)]
    const acked: Acked[] = []
    let refused = 0
    let running = true
    const burst = async (node: Node, name: string) => {
      for (let index = 0; running; index++) {
        const id = `${name}${index}`
        await node.server.publish('r', 'x', 1, { id }).then(
          ({ epoch, offset }) => acked.push({ id, epoch: epoch!, offset: offset! }),
          error => {
            expect(error).toMatchObject({ code: 'unavailable', retry_after_ms: 1_000 })
            refused++
          },
        )
        if (refused > 0) await new Promise(resolve => setImmediate(resolve))
      }
    }
    const bursts = [burst(a, 'a'), burst(b, 'b'), burst(a, 'c')]
    await expect.poll(() => acked.length).toBeGreaterThan(200)
    expect(await redis.kill()).toBe('SIGKILL')
    await expect.poll(() => refused).toBeGreaterThan(3)
    const before = acked.length
    await redis.start()
    await expect.poll(() => acked.length, { timeout: 10_000 }).toBeGreaterThan(before + 200)
    running = false
    await Promise.all(bursts)
    const end = await a.server.publish('r', 'end', 0)
    for (const reader of readers) {
      await reader.take({ type: 'end' })
      const runs = judge(reader, acked)
      expect(runs.length).toBe(2)
      expect(runs[1]!.epoch).toBe(end.epoch)
      expect(runs[0]!.epoch.slice(0, 10)).not.toBe(end.epoch!.slice(0, 10))
    }
    expect(acked.filter(({ epoch }) => epoch !== end.epoch).length).toBeGreaterThan(100)
  })
}

test('[RD15] what was under way when a connection broke may have happened: it is refused, and never sent again', async () => {
  await using redis = await RedisProcess.start()
  await using link = await RedisLink.to(redis.url)
  await using a = await startNode({ url: link.url })
  const look = new Redis(redis.url)
  await a.server.publish('r', 'x', 1)
  link.freeze(/evalsha/i)
  const outcome = a.server.publish('r', 'x', 2).catch((error: { code: string }) => error.code)
  await expect.poll(() => look.xlen('nabiz:log:{r}')).toBe(2)
  link.lead(redis.url)
  link.freeze(null)
  expect(await outcome).toBe('unavailable')
  await expect.poll(() => a.server.publish('r', 'end', 3).catch(() => null)).toMatchObject({ offset: 3 })
  look.disconnect()
})

test('[RD16] a failover that lost the tail is told: offsets that were given twice are in two epochs', async () => {
  await using primary = await RedisProcess.start(['--repl-diskless-sync-delay', '0'])
  await using replica = await RedisProcess.start()
  await using link = await RedisLink.to(primary.url)
  const at = new URL(primary.url)
  const heir = new Redis(replica.url)
  await heir.replicaof(at.hostname, at.port)
  await using a = await startNode({ url: link.url })
  await using b = await startNode({ url: link.url })
  const reader = await join(b)
  for (const index of upTo(50)) await a.server.publish('r', 'old', index)
  await expect.poll(() => heir.xlen('nabiz:log:{r}'), { timeout: 10_000 }).toBe(50)
  // The replica hears no more; ten more events are answered, delivered, and known to the old primary alone.
  await heir.replicaof('NO', 'ONE')
  for (const index of upTo(60, 51)) await a.server.publish('r', 'old', index)
  const { epoch } = reader.frames.find(({ type }) => type === 'room_joined')!
  await reader.take({ offset: 60, type: 'old' })
  link.lead(replica.url)
  // Also to who only listens: nothing has been published yet.
  expect(await reader.take({ type: 'room_reset' })).toMatchObject({ reason: 'epoch_changed', offset: 50 })
  await expect.poll(() => a.server.publish('r', 'new', 1).catch(() => null)).toMatchObject({ offset: 51 })
  expect(await reader.take({ type: 'new' })).toMatchObject({ offset: 51 })
  const late = await a.connect({}, { frame: { rooms: { r: { epoch, offset: 40 } } } })
  expect(await late.take({ type: 'room_joined' })).toMatchObject({ recovered: 'reset', reason: 'epoch_changed' })
  expect(runsOf(reader.frames).faults).toEqual([])
  heir.disconnect()
})

test('[RD2] what pub/sub loses is found again within a second or so, also when nothing follows it', async () => {
  await using redis = await RedisProcess.start()
  await using link = await RedisLink.to(redis.url)
  await using a = await startNode({ url: redis.url })
  await using b = await startNode({ url: link.url })
  const reader = await join(b)
  link.freeze(/\r\nsubscribe\r\n/i)
  expect(link.held).toBe(1)
  const began = performance.now()
  await a.server.publish('r', 'x', 1)
  await reader.take({ type: 'x', offset: 1 })
  expect(performance.now() - began).toBeLessThan(1_500)
  await a.server.publish('r', 'x', 2)
  await reader.take({ type: 'x', offset: 2 })
  link.freeze(null)
  await a.server.publish('r', 'x', 3)
  await reader.take({ type: 'x', offset: 3 })
  expect(reader.offsets('r')).toEqual([1, 2, 3])
})

test('[RD17] while Redis is away nothing is promised: publishing and joining say so, and go on when it is back', async () => {
  await using redis = await RedisProcess.start()
  await using a = await startNode({ url: redis.url })
  const client = await join(a)
  await redis.kill()
  await expect.poll(() => a.server.publish('r', 'x', 1).catch(error => error.code)).toBe('unavailable')
  client.send({ type: 'publish', room: 'r', event: 'x', data: 1, ref: 1 }, { type: 'join', room: 'new', ref: 2 })
  expect(await client.take({ ref: 1 })).toMatchObject({ code: 'unavailable', retry_after_ms: 1_000 })
  expect(await client.take({ ref: 2 })).toMatchObject({ code: 'unavailable', retry_after_ms: 1_000 })
  await redis.start()
  await client.take({ type: 'room_reset' })
  client.send({ type: 'join', room: 'new', ref: 3 }, { type: 'publish', room: 'r', event: 'x', data: 1, ref: 4 })
  expect(await client.take({ ref: 3 })).toMatchObject({ type: 'room_joined' })
  expect(await client.take({ ref: 4 })).toMatchObject({ type: 'published', offset: 1 })
  await client.take({ type: 'x', offset: 1 })
})

for (const [kept, settings] of [
  ['nothing', ['--appendonly', 'no']],
  ['everything', ['--appendonly', 'yes', '--appendfsync', 'always']],
] as const) {
  test(`[RD18] durable rooms are carried between nodes and read from their log, though Redis dies and keeps ${kept}`, async () => {
    await using redis = await RedisProcess.start(settings)
    const rooms = [defineRoom('company:{id}', { events: {}, open: true, history: { durable: true } })]
    const log = new ArrayLog()
    await using a = await startNode({ url: redis.url }, { rooms, log })
    await using b = await startNode({ url: redis.url }, { rooms, log })
    const reader = await join(b, { 'company:1': null })
    const carry = (data: unknown) => {
      const { epoch, event } = log.append('company:1', { type: 'x', data })
      return a.server.carry('company:1', epoch, event)
    }
    for (const index of upTo(20)) await carry(index)
    await reader.take({ type: 'x', offset: 20 })
    expect(await redis.kill()).toBe('SIGKILL')
    await expect(carry(21)).rejects.toThrow()
    await redis.start()
    // Nobody carries anything more: what Redis never heard of is in the log.
    await reader.take({ type: 'x', offset: 21 })
    await carry(22)
    await reader.take({ type: 'x', offset: 22 })
    expect(reader.offsets('company:1')).toEqual(upTo(22))
    expect(reader.frames.filter(({ type }) => type === 'room_reset')).toEqual([])
  })
}

test('[RD12] [S78] garbage on the control bus and among the revocations is counted and dropped', async () => {
  await using redis = await RedisProcess.start()
  await using a = await startNode({ url: redis.url })
  await using b = await startNode({ url: redis.url })
  const client = await b.connect({}, joined)
  await client.take({ type: 'room_joined' })
  const look = new Redis(redis.url)
  const order = (fields: object) => JSON.stringify({ v: 1, kind: 'order', from: 'n', ask: 'q', ...fields })
  const disconnect = { kind: 'disconnect', target: { user_id: '5' }, revoke: true, at: 1 }
  const garbage = [
    'hello',
    '[]',
    'null',
    '{"v":"1"}',
    order({}),
    order({ from: 7 }),
    order({ order: { kind: 'shutdown' } }),
    order({ order: { ...disconnect, target: {} } }),
    order({ order: { ...disconnect, target: { user_id: 5 } } }),
    order({ order: { ...disconnect, revoke: 'yes' } }),
    order({ order: { ...disconnect, at: -1 } }),
    order({ order: { kind: 'refresh_permissions', user_id: 'x'.repeat(2_000) } }),
    JSON.stringify({ v: 1, kind: 'answer', from: 'n', to: 'm', ask: 'q', ended: 'many' }),
  ]
  for (const text of garbage) await look.xadd('nabiz:control', '*', 'm', text)
  await look.xadd('nabiz:control', '*', 'other', '{}')
  await look.xadd('nabiz:control', '*', 'm', '{"v":2}')
  await expect.poll(() => b.dropped()).toEqual({ foreign: 1, garbage: garbage.length + 1 })
  await look.zadd('nabiz:revocations', Date.now(), 'hello', Date.now(), '{"user_id":7}', 'inf', '{"user_id":"5"}')
  await using c = await startNode({ url: redis.url })
  await c.connect({ user_id: '5', issued_at: 1 })
  expect(c.dropped().garbage).toBeGreaterThanOrEqual(3)
  client.send({ type: 'ping', ts: 1 })
  await client.take({ type: 'pong' })
  expect(await a.server.disconnect({ user_id: '5' })).toBe(2)
  look.disconnect()
})
