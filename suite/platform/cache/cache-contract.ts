/** The suite every shelf passes, given as two nodes over the same store. */
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { type Cache, type CacheKey, createCache } from './cache.ts'
import type { Shelf } from './shelf.ts'

/** `nodes` shelves see the same values; a shelf of one process gives one. `advance` moves time for all of them, in ms. */
export type ShelfWorld = {
  nodes: Shelf[]
  now: () => number
  advance(ms: number): Promise<void>
  close(): Promise<void>
}

const log = pino({ level: 'silent' })
const key = (id: string, company_id: string | null = 'a', group = 'g'): CacheKey => ({ company_id, group, id })
const MINUTE = { ttl_ms: 60_000 }

export const cacheContract = (title: string, open: () => Promise<ShelfWorld>): void => {
  const within = async (work: (caches: Cache[], world: ShelfWorld) => Promise<void>) => {
    const world = await open()
    const caches = world.nodes.map(shelf => createCache({ shelf, now: world.now, log }))
    try {
      await work(caches, world)
    } finally {
      for (const cache of caches) await cache.close()
      await world.close()
    }
  }
  /** The last node; the same as the first where there is only one. */
  const far = (caches: Cache[]) => caches.at(-1)!

  describe(title, () => {
    test('[PK1] a value is kept until its time is up, and everybody gets an object of their own', () =>
      within(async (caches, world) => {
        let fills = 0
        const ask = (cache: Cache) =>
          cache.getOrSet(key('k'), MINUTE, async () => ({ n: ++fills, text: 'İğdır "çay"\n', list: [1.5, null] }))
        const first = await ask(caches[0]!)
        expect(first).toEqual({ n: 1, text: 'İğdır "çay"\n', list: [1.5, null] })
        first.n = 99
        expect((await ask(far(caches))).n).toBe(1)
        await world.advance(60_001)
        expect((await ask(far(caches))).n).toBe(2)
        expect(await caches[0]!.getOrSet(key('none'), MINUTE, async () => undefined)).toBe(null)
        for (const ttl_ms of [0, -1, Number.NaN, 3_600_001])
          await expect(caches[0]!.getOrSet(key('x'), { ttl_ms }, async () => 1)).rejects.toThrow(RangeError)
      }))

    test('[PK2] an invalidated tag ends a value everywhere, also one whose fill had begun', () =>
      within(async caches => {
        let truth = 1
        const use = { ...MINUTE, tags: ['letters', 'cards'] }
        const ask = (cache: Cache) => cache.getOrSet(key('k'), use, async () => truth)
        expect([await ask(caches[0]!), await ask(far(caches))]).toEqual([1, 1])
        truth = 2
        await far(caches).invalidate('a', ['cards'])
        expect([await ask(caches[0]!), await ask(far(caches))]).toEqual([2, 2])

        const gate = Promise.withResolvers<void>()
        const begun = Promise.withResolvers<void>()
        const slow = caches[0]!.getOrSet(key('slow'), use, async () => {
          const read = truth
          begun.resolve()
          await gate.promise
          return read
        })
        await begun.promise
        truth = 3
        await far(caches).invalidate('a', ['letters'])
        const after = caches[0]!.getOrSet(key('slow'), use, async () => truth)
        gate.resolve()
        expect([await slow, await after]).toEqual([2, 3])
        expect(await far(caches).getOrSet(key('slow'), use, async () => truth)).toBe(3)
      }))

    test('[PK3] many readers on every node cause one fill', () =>
      within(async caches => {
        let fills = 0
        const gate = Promise.withResolvers<void>()
        const asked = caches.flatMap(cache =>
          Array.from({ length: 50 }, () =>
            cache.getOrSet(key('k'), MINUTE, async () => {
              fills++
              await gate.promise
              return 'once'
            }),
          ),
        )
        await expect.poll(() => fills).toBe(1)
        gate.resolve()
        expect(new Set(await Promise.all(asked))).toEqual(new Set(['once']))
        expect(fills).toBe(1)
      }))

    test('[PK4] in its grace an old value is given at once while one refresh runs, but never after its tag ended', () =>
      within(async (caches, world) => {
        const use = { ttl_ms: 1_000, grace_ms: 10_000, tags: ['t'] }
        let fills = 0
        const ask = (cache: Cache) => cache.getOrSet(key('k'), use, async () => ++fills)
        expect(await ask(caches[0]!)).toBe(1)
        await world.advance(1_500)
        expect(await Promise.all([ask(caches[0]!), ask(caches[0]!), ask(caches[0]!)])).toEqual([1, 1, 1])
        await expect.poll(() => ask(far(caches))).toBe(2)
        expect(fills).toBe(2)
        await world.advance(1_500)
        await caches[0]!.invalidate('a', ['t'])
        expect(await ask(far(caches))).toBe(3)
        await world.advance(11_001)
        expect(await ask(caches[0]!)).toBe(4)
      }))

    test('[PK5] [S28] companies and odd names never meet', () =>
      within(async caches => {
        const companies = [null, '-', 'a', 'a:b', 'a*', 'a/b', 'a%2Fb', 'ğ']
        const use = { ...MINUTE, tags: ['t'] }
        for (const company of companies) await caches[0]!.getOrSet(key('k', company), use, async () => String(company))
        await caches[0]!.invalidate('a*', ['t'])
        await caches[0]!.invalidate('a', ['t:*', '*'])
        const seen: unknown[] = []
        for (const company of companies)
          seen.push(await far(caches).getOrSet(key('k', company), use, async () => 'new'))
        expect(seen).toEqual(['null', '-', 'a', 'a:b', 'new', 'a/b', 'a%2Fb', 'ğ'])
        expect(await far(caches).getOrSet(key('x/k', 'a', 'g'), MINUTE, async () => 1)).toBe(1)
        expect(await far(caches).getOrSet(key('k', 'a', 'g/x'), MINUTE, async () => 2)).toBe(2)
      }))

    test('[PK6] a fill that fails is told to all who waited, and nothing is kept', () =>
      within(async caches => {
        const gate = Promise.withResolvers<void>()
        const failing = async () => {
          await gate.promise
          throw new Error('down')
        }
        const asked = [1, 2, 3].map(() => caches[0]!.getOrSet(key('k'), MINUTE, failing))
        const results = Promise.allSettled(asked)
        gate.resolve()
        expect((await results).map(result => result.status)).toEqual(['rejected', 'rejected', 'rejected'])
        expect(await far(caches).getOrSet(key('k'), MINUTE, async () => 'up')).toBe('up')
        expect(caches[0]!.stats().groups.g!.failures).toBe(1)
      }))

    test('[PK8] hits and misses are counted by group', () =>
      within(async ([cache]) => {
        for (const id of ['1', '1', '1', '2']) await cache!.getOrSet(key(id), MINUTE, async () => id)
        await cache!.getOrSet(key('1', 'a', 'other'), MINUTE, async () => 1)
        const { keyspace_hits, keyspace_misses, hit_rate, groups, available } = cache!.stats()
        expect({ keyspace_hits, keyspace_misses, hit_rate, available }).toEqual({
          keyspace_hits: 2,
          keyspace_misses: 3,
          hit_rate: 0.4,
          available: true,
        })
        expect(groups.g).toMatchObject({ hits: 2, misses: 2, fills: 2, hit_rate: 0.5 })
        expect(groups.other).toMatchObject({ hits: 0, misses: 1, hit_rate: 0 })
      }))
  })
}
