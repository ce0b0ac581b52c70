import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCache } from './cache.ts'
import { cacheContract } from './cache-contract.ts'
import { createRedisShelf } from './redis-shelf.ts'
import { linkTo } from './testing/cut-link.ts'
import { startRedis, type TestRedis } from './testing/start-redis.ts'

const log = pino({ level: 'silent' })
let server: TestRedis
let worlds = 0
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server.stop())

const open = async () => {
  // It stands still: a slow machine must not age what a test calls fresh.
  let time = Date.now()
  const now = () => time
  const advance = async (ms: number) => {
    time += ms
  }
  const prefix = `test${++worlds}:`
  const redis = { host: '127.0.0.1', port: server.port }
  const nodes = [1, 2].map(() => createRedisShelf({ redis, now, log, prefix }))
  for (const node of nodes) await expect.poll(() => node.stats().available).toBe(true)
  return { nodes, now, prefix, advance, close: async () => {} }
}
cacheContract('the cache on Redis', open)

const key = { company_id: 'a', group: 'g', id: 'k' }
const use = { ttl_ms: 60_000, tags: ['t'] }

test('[PK9] [S80] without Redis everything is worked out anew, nothing stale comes back with it', async () => {
  const world = await open()
  const cache = createCache({ shelf: world.nodes[0]!, now: world.now, log })
  let truth = 1
  const ask = () => cache.getOrSet(key, use, async () => truth)
  expect(await ask()).toBe(1)
  truth = 2
  expect(await ask()).toBe(1)
  await server.stop()
  expect(await ask()).toBe(2)
  truth = 3
  await cache.invalidate('a', ['t'])
  expect(await ask()).toBe(3)
  await expect.poll(() => cache.stats().available).toBe(false)
  await server.start()
  await expect.poll(() => cache.stats().available, { timeout: 10_000 }).toBe(true)
  expect(await ask()).toBe(3)
  truth = 4
  expect(await ask()).toBe(3)
  await cache.close()
  await world.nodes[1]!.close()
})

test('[PK2] an invalidation that could not be told is told before anything is read again', async () => {
  const world = await open()
  const [, far] = world.nodes
  const link = await linkTo(server.port)
  const redis = { host: '127.0.0.1', port: link.port }
  const cutOff = createRedisShelf({ redis, now: world.now, log, prefix: world.prefix })
  await expect.poll(() => cutOff.stats().available).toBe(true)
  const [near, other] = [cutOff, far!].map(shelf => createCache({ shelf, now: world.now, log }))
  let truth = 1
  const ask = () => near!.getOrSet(key, use, async () => truth)
  expect(await ask()).toBe(1)
  link.cut()
  truth = 2
  await near!.invalidate('a', ['t'])
  expect(await other!.getOrSet(key, use, async () => 'never')).toBe(1)
  expect(await ask()).toBe(2)
  link.mend()
  await expect.poll(() => near!.stats().available, { timeout: 10_000 }).toBe(true)
  expect(await ask()).toBe(2)
  expect(await other!.getOrSet(key, use, async () => 'never')).toBe(2)
  for (const cache of [near!, other!]) await cache.close()
  await world.nodes[0]!.close()
  link.close()
})

test('[PK3] what another node filled is given also when the news of it was lost', async () => {
  const world = await open()
  const link = await linkTo(server.port)
  const ways = [server.port, link.port]
  // First the connection that asks, then the one that hears the news.
  const far = createRedisShelf({
    redis: settings => new Redis({ host: '127.0.0.1', port: ways.shift()!, ...settings }),
    now: world.now,
    log,
    prefix: world.prefix,
  })
  await expect.poll(() => far.stats().available).toBe(true)
  const [near, deaf] = [world.nodes[0]!, far].map(shelf => createCache({ shelf, now: world.now, log }))
  expect(await near!.getOrSet(key, use, async () => 1)).toBe(1)
  expect(await deaf!.getOrSet(key, use, async () => 'never')).toBe(1)
  link.cut()
  await near!.invalidate('a', ['t'])
  expect(await near!.getOrSet(key, use, async () => 2)).toBe(2)
  expect(await deaf!.getOrSet(key, use, async () => 'never')).toBe(2)
  for (const cache of [near!, deaf!]) await cache.close()
  await world.nodes[1]!.close()
  link.close()
})

test('[PK3] a node that died while it filled holds nobody up for longer than its lock', async () => {
  const world = await open()
  const release = await world.nodes[0]!.lock('k', 200)
  expect(release).not.toBe(null)
  expect(await world.nodes[1]!.lock('k', 200)).toBe(null)
  await expect.poll(() => world.nodes[1]!.lock('k', 200)).not.toBe(null)
  // The first one’s late release does not free what is another’s by now.
  await release!()
  expect(await world.nodes[0]!.lock('k', 200)).toBe(null)
  for (const node of world.nodes) await node.close()
})

test('[PK10] [S78] garbage on the bus and under our keys is passed over', async () => {
  const world = await open()
  const cache = createCache({ shelf: world.nodes[0]!, now: world.now, log })
  const direct = new Redis({ host: '127.0.0.1', port: server.port })
  for (const message of ['', '{', 'null', '{"v":2,"filled":"k"}', '{"v":1,"filled":7}', '\u0000\uffff'])
    await direct.publish(`${world.prefix}bus`, message)
  await expect.poll(() => cache.stats().garbage).toBe(6)
  expect(await cache.getOrSet(key, use, async () => 1)).toBe(1)
  const name = (await direct.keys(`${world.prefix}v*`))[0]!
  for (const text of ['', 'x', '[1]', '[1,"a",[]]\n1', '{"a":1}\n2', '[2,1,[""]]\n3']) {
    await direct.set(name, text)
    // A reader without a copy in memory sees what lies there.
    const fresh = createRedisShelf({
      redis: { host: '127.0.0.1', port: server.port },
      now: world.now,
      log,
      prefix: world.prefix,
    })
    await expect.poll(() => fresh.stats().available).toBe(true)
    const reader = createCache({ shelf: fresh, now: world.now, log })
    expect([text, await reader.getOrSet(key, use, async () => `right ${text}`)]).toEqual([text, `right ${text}`])
    await reader.close()
  }
  direct.disconnect()
  await cache.close()
  await world.nodes[1]!.close()
})
