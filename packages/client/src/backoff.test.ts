/** The presets as numbers. */
import { expect, test } from 'vitest'
import { exp1To16X5, exponential, fixed3sX5 } from './backoff.ts'

const first = [1, 2, 3, 4, 5, 6, 7]
const almostOne = () => 0.999999

test('[C5] the default: full jitter under 1, 2, 4, 8, 16, 16 … s, without end', () => {
  expect(first.map(attempt => Math.ceil(exponential(attempt, almostOne)!))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 16_000, 16_000,
  ])
  expect(exponential(1, almostOne)).toBeLessThan(1000)
  expect(exponential(1, () => 0)).toBe(0)
  expect(exponential(10_000, almostOne)).toBeLessThan(16_000)
})

test('[C5] fixed-3s-x5 and exp-1-16-x5 give up after five', () => {
  expect(first.map(attempt => fixed3sX5(attempt, almostOne))).toEqual([3000, 3000, 3000, 3000, 3000, null, null])
  expect(first.map(attempt => exp1To16X5(attempt, almostOne))).toEqual([1000, 2000, 4000, 8000, 16_000, null, null])
})
