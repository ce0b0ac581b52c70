/** When reports are kept, and what speed they show. Time comes in, so nothing waits. */
import { expect, test } from 'vitest'
import { createProgress } from './progress.ts'
import { percentOf } from './task-row.ts'

test('[PJ5] a report is kept when half a second passed, or a percent is full and screens can use it', () => {
  const progress = createProgress(0)
  const kept = (done: number, at: number) => progress.take({ done, total: 1000 }, at) !== null
  expect(kept(0, 0)).toBe(true)
  expect(kept(5, 400)).toBe(false)
  expect(kept(6, 500)).toBe(true)
  expect(kept(17, 550)).toBe(false)
  expect(kept(18, 600)).toBe(true)
  expect(kept(1000, 601)).toBe(true)
  expect(kept(1000, 602)).toBe(false)
})

test('[PJ5] speed and what is left count from this attempt, not from what an earlier one did', () => {
  const progress = createProgress(1000)
  progress.take({ done: 500, total: 1000 }, 1000)
  expect(progress.take({ done: 600 }, 3000)).toEqual({
    done: 600,
    total: 1000,
    step: null,
    errors: 0,
    rate: 50,
    eta_s: 8,
  })
})

test('[PJ5] total, step and errors stay until they are said again', () => {
  const progress = createProgress(0)
  progress.take({ done: 1, total: 10, step: 'reading', errors: 1 }, 0)
  expect(progress.take({ done: 2 }, 1000)).toMatchObject({ total: 10, step: 'reading', errors: 1 })
  expect(progress.take({ done: 3, total: null }, 2000)).toMatchObject({ total: null, eta_s: null })
})

test('[PJ5] percent is between 0 and 100, and unknown without a total', () => {
  expect([
    percentOf(1, 3),
    percentOf(0, 0),
    percentOf(9, 3),
    percentOf(5, null),
    percentOf(999_999, 1_000_000),
  ]).toEqual([33.3, 100, 100, null, 99.9])
})
