import { expect, test } from 'vitest'
import { cacheContract } from './cache-contract.ts'
import { createMemoryShelf } from './memory-shelf.ts'

cacheContract('the cache in memory', async () => {
  let time = 1_000_000
  const now = () => time
  return {
    nodes: [createMemoryShelf({ now })],
    now,
    advance: async ms => {
      time += ms
    },
    close: async () => {},
  }
})

test('[PK7] memory is bounded by bytes, and what was not read for longest goes first', async () => {
  const shelf = createMemoryShelf({ now: () => 0, maxBytes: 100_000 })
  const text = 'x'.repeat(4_000)
  for (let index = 0; index < 11; index++) await shelf.write(`k${index}`, text, 1_000)
  await shelf.read('k0', [], () => true)
  for (let index = 11; index < 15; index++) await shelf.write(`k${index}`, text, 1_000)
  const kept: string[] = []
  for (let index = 0; index < 15; index++)
    if ((await shelf.read(`k${index}`, [], () => true)).text) kept.push(`k${index}`)
  expect(kept).toEqual(['k0', 'k4', 'k5', 'k6', 'k7', 'k8', 'k9', 'k10', 'k11', 'k12', 'k13', 'k14'])
  expect(shelf.stats()).toMatchObject({ entries: 12, evictions: 3 })
  expect(shelf.stats().bytes).toBeLessThanOrEqual(100_000)
  await shelf.write('huge', 'x'.repeat(7_000), 1_000)
  expect(await shelf.read('huge', [], () => true)).toEqual({ text: null, versions: [] })
})
