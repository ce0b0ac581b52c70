import type { Broker, Retention } from '@nabiz/server'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../packages/redis/src/index.ts'
import { brokerContract } from '../../packages/server/src/broker/broker-contract.ts'
import { RedisProcess } from './redis-process.ts'

let redis: RedisProcess
let prefixes = 0
beforeAll(async () => {
  redis = await RedisProcess.start()
})
afterAll(() => redis[Symbol.asyncDispose]())

const errors: unknown[] = []
const connect = (prefix: string, options: object = {}) =>
  connectRedis({ url: redis.url, prefix, onError: error => errors.push(error), ...options })

const RETENTION: Retention = { count: 10, bytes: 100_000, age_ms: 3_600_000, durable: false }
const PAGE = { events: 1_000, bytes: Infinity }
let ids = 0
const draft = (room = 'r', id = `id${++ids}`) => ({ head: `{"type":"x","room":"${room}","id":"${id}"`, slot: null })

/** A connection hears in the order in which Redis was told: what follows all else has been heard last. */
const arrived = async (...brokers: readonly Broker[]): Promise<void> => {
  const heard = brokers.map(async broker => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const subscription = await broker.subscribe('marker', RETENTION, () => resolve())
    return { promise, subscription }
  })
  const markers = await Promise.all(heard)
  await brokers[0]!.pass('marker', draft('marker'))
  await Promise.all(markers.map(({ promise }) => promise))
  for (const { subscription } of markers) subscription.close()
}

brokerContract('Redis', async () => {
  const prefix = `contract${++prefixes}`
  const [one, two] = await Promise.all([connect(prefix), connect(prefix)])
  return {
    one: one.broker,
    two: two.broker,
    arrived: () => arrived(one.broker, two.broker),
    end: async () => {
      await one.broker.close()
      await two.broker.close()
    },
  }
})

test('[RD7] a room is trimmed by count, by bytes and by age, the first reached', async () => {
  let now = Date.now()
  const { broker } = await connect(`trim${++prefixes}`, { now: () => now })
  const firstOf = async (room: string) => (await broker.read(room, null, PAGE)).first
  const wide = (room: string) => ({ ...draft(room), head: `${draft(room).head},"data":"${'d'.repeat(40_000)}"` })
  for (let index = 0; index < 25; index++) await broker.publish('count', draft('count'), RETENTION)
  expect(await firstOf('count')).toBe(16)
  for (let index = 0; index < 5; index++) await broker.publish('bytes', wide('bytes'), RETENTION)
  expect(await firstOf('bytes')).toBe(4)
  await broker.publish('age', draft('age'), RETENTION)
  now += RETENTION.age_ms / 2
  await broker.publish('age', draft('age'), RETENTION)
  now += RETENTION.age_ms / 2 + 1
  expect(await firstOf('age')).toBe(2)
  await broker.publish('age', draft('age'), RETENTION)
  expect((await broker.read('age', null, PAGE)).events.map(({ offset }) => offset)).toEqual([2, 3])
  await broker.close()
})

test('[RD7] an idle room is remembered a day longer than its events, and reading makes no room', async () => {
  const prefix = `idle${++prefixes}`
  const { broker } = await connect(prefix)
  const look = new Redis(redis.url)
  const { epoch } = await broker.publish('r', draft(), RETENTION)
  const [facts, log] = [`${prefix}:facts:{r}`, `${prefix}:log:{r}`]
  expect(await look.pttl(log)).toBeLessThanOrEqual(RETENTION.age_ms)
  expect(await look.pttl(facts)).toBeGreaterThan(RETENTION.age_ms + 86_400_000 - 60_000)
  // As when its time has come.
  await look.del(log)
  expect(await broker.read('r', null, PAGE)).toMatchObject({ epoch, top: 1, first: 2, events: [] })
  expect(await broker.publish('r', draft(), RETENTION)).toEqual({ epoch, offset: 2 })
  await look.del(log, facts)
  const anew = await broker.publish('r', draft(), RETENTION)
  expect(anew.offset).toBe(1)
  expect(anew.epoch).not.toBe(epoch)
  expect(anew.epoch).toMatch(/^[0-9a-f]{10}\.[A-Za-z0-9_-]{12}$/)
  await broker.read('nobody', null, PAGE)
  expect(await look.keys(`${prefix}:*nobody*`)).toEqual([])
  look.disconnect()
  await broker.close()
})

test('[RD12] [S78] what strangers say in Redis is counted and dropped, and ours is heard on', async () => {
  const prefix = `garbage${++prefixes}`
  const { broker, dropped } = await connect(prefix)
  const look = new Redis(redis.url)
  const got: unknown[] = []
  await broker.subscribe('r', RETENTION, (_, { frame }) => got.push(JSON.parse(frame.toString())))
  const live = `${prefix}:live:{r}`
  const event = (fields: object) => JSON.stringify({ type: 'x', room: 'r', id: 'i', offset: 1, ...fields })
  const garbage = [
    '',
    'hello',
    '\n',
    '1 e 1 null',
    '1 e 1 null\n',
    '1 e 1 null\nnull',
    '1 e 1 null\n[]',
    `1 e:f 1 null\n${event({})}`,
    `1 e 1 7\n${event({})}`,
    `1 e 2 null\n${event({})}`,
    `1 e 0 null\n${event({ offset: 0 })}`,
    `1 e - null\n${event({})}`,
    `1 e 1 null\n${event({ room: 'other' })}`,
    `1 e 1 null\n${event({ type: 'closed' })}`,
    `1 e 1 null\n${event({ type: 7 })}`,
    `1 e 1 null\n${event({ id: null })}`,
    `1 e 1 null\n${event({})}\n${event({})}`,
    `1 ${'e'.repeat(25)} 1 null\n${event({})}`,
    `{"v":1}`,
    'x'.repeat(200_000),
  ]
  for (const message of garbage) await look.publish(live, message)
  await look.publish(live, Buffer.from([0xff, 0xfe, 0x0a, 0x7b]))
  await look.publish(live, `2 e 1 null\n${event({})}`)
  const { offset } = await broker.publish('r', draft('r', 'ours'), RETENTION)
  await expect.poll(() => got).toMatchObject([{ id: 'ours', offset }])
  expect(dropped()).toEqual({ foreign: 1, garbage: garbage.length + 1 })
  look.disconnect()
  await broker.close()
})

test('[RD12] [S78] a log that a stranger wrote into is never read over a hole, and goes on', async () => {
  const prefix = `spoiled${++prefixes}`
  const { broker, dropped } = await connect(prefix)
  const look = new Redis(redis.url)
  const log = `${prefix}:log:{r}`
  for (let index = 0; index < 4; index++) await broker.publish('r', draft(), RETENTION)
  const { epoch } = await broker.read('r', null, PAGE)
  const page = (offset: number) => broker.read('r', { epoch, offset }, PAGE)
  await look.xdel(log, '2-0')
  expect(await page(1)).toMatchObject({ top: 4, first: 3, events: [{ offset: 3 }, { offset: 4 }] })
  await look.xadd(log, '4-1', 'f', 'garbage')
  expect(await page(3)).toMatchObject({ top: 4, first: 5, events: [] })
  expect(dropped().garbage).toBeGreaterThan(0)
  await broker.publish('r', draft(), RETENTION)
  expect(await page(3)).toMatchObject({ top: 5, first: 5, events: [{ offset: 5 }] })
  await look.xadd(log, '900-0', 'f', 'garbage')
  const anew = await broker.publish('r', draft(), RETENTION)
  expect(anew.offset).toBe(6)
  expect(anew.epoch).not.toBe(epoch)
  expect(await broker.read('r', null, PAGE)).toMatchObject({ top: 6, first: 6, events: [{ offset: 6 }] })
  look.disconnect()
  await broker.close()
})

test('[RD13] durability is what Redis is set to: memory, or disk where every write is synced', async () => {
  const durabilityOf = async (...settings: string[]) => {
    await using own = await RedisProcess.start(settings)
    const { broker } = await connectRedis({ url: own.url, onError: () => {} })
    await broker.close()
    return broker.durability
  }
  expect(await durabilityOf('--appendonly', 'no')).toBe('memory')
  expect(await durabilityOf('--appendonly', 'yes', '--appendfsync', 'everysec')).toBe('memory')
  expect(await durabilityOf('--appendonly', 'yes', '--appendfsync', 'always')).toBe('disk')
  expect(await durabilityOf('--appendonly', 'no', '--appendfsync', 'always')).toBe('memory')
  expect(await durabilityOf('--rename-command', 'CONFIG', '')).toBe('memory')
})

test('[RD14] [S78] a Redis without a password is refused where it is not on this machine, and in production', async () => {
  const refused = (url: string, options: object = {}) =>
    connectRedis({ url, onError: () => {}, ...options }).then(
      () => 'connected',
      (error: Error) => [error.name, error.message],
    )
  expect(await refused('redis://cache.example')).toEqual(['TypeError', expect.stringContaining('needs a password')])
  expect(await refused(redis.url, { production: true })).toEqual(['TypeError', expect.stringContaining('password')])
  expect(await refused('http://127.0.0.1')).toEqual(['TypeError', expect.stringContaining('expected redis://')])
  expect(await refused(redis.url, { prefix: 'a{b}' })).toEqual(['TypeError', expect.stringContaining('prefix')])
  await using own = await RedisProcess.start(['--requirepass', 'a-password-of-a-test'])
  const [, wrong] = await refused(own.url.replace('//', '//:canary-not-it@'))
  expect(wrong).toContain('WRONGPASS')
  expect(wrong).not.toContain('canary')
  const right = own.url.replace('//', '//:a-password-of-a-test@')
  const { broker } = await connectRedis({ url: right, production: true, onError: () => {} })
  expect(await broker.publish('r', draft(), RETENTION)).toMatchObject({ offset: 1 })
  await broker.close()
})
