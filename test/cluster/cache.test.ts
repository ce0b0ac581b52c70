import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRedisClient } from '../../packages/redis/src/index.ts'
import { createCache, createRedisShelf } from '../../suite/platform/cache/index.ts'
import { RedisShards } from './redis-shards.ts'

const log = pino({ level: 'silent' })
let shards: RedisShards
beforeAll(async () => {
  shards = await RedisShards.start()
}, 30_000)
afterAll(() => shards?.[Symbol.asyncDispose]())

test('[RD54] [PK2] the cache of the suite is one on a Redis Cluster, and forgets on all nodes at once', async () => {
  const redis = (settings: object) => createRedisClient(shards.url, settings)
  const shelves = [1, 2].map(() => createRedisShelf({ redis, now: Date.now, log }))
  for (const shelf of shelves) await expect.poll(() => shelf.stats().available).toBe(true)
  const [one, two] = shelves.map(shelf => createCache({ shelf, now: Date.now, log }))
  let truth = 1
  const key = { company_id: 'a', group: 'g', id: 'k' }
  const ask = (cache = one!) => cache.getOrSet(key, { ttl_ms: 60_000, tags: ['t', 'u'] }, async () => truth)
  await expect.poll(() => ask()).toBe(1)
  truth = 2
  expect(await ask(two)).toBe(1)
  await one!.invalidate('a', ['u', 'other'])
  expect(await Promise.all([ask(), ask(two), ask()])).toEqual([2, 2, 2])
  expect(two!.stats()).toMatchObject({ available: true, garbage: 0 })
  const look = new Redis(`redis://:a-password-of-a-test@127.0.0.1:${shards.primaries[0]!.port}`)
  // The default names, all of them in one slot.
  expect(await look.cluster('KEYSLOT', 'nabiz:{cache}:x')).toBe(await look.cluster('KEYSLOT', 'cache'))
  look.disconnect()
  for (const cache of [one!, two!]) await cache.close()
})
