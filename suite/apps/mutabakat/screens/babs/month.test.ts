import { expect, it } from 'vitest'
import { addMonths, daysBetween, declaredUntil, monthEnd, monthsBefore } from './month.ts'

it('[MU491] a month is named by its last day and declared until the last day of the next', () => {
  expect([monthEnd('2026-10'), monthEnd('2028-02'), monthEnd('2026-12')]).toEqual([
    '2026-10-31',
    '2028-02-29',
    '2026-12-31',
  ])
  expect([declaredUntil('2026-10'), declaredUntil('2026-12'), declaredUntil('2027-01')]).toEqual([
    '2026-11-30',
    '2027-01-31',
    '2027-02-28',
  ])
  expect([addMonths('2026-12', 1), addMonths('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
  expect(monthsBefore('2026-01', 3)).toEqual(['2026-01', '2025-12', '2025-11'])
  expect([daysBetween('2026-11-22', '2026-11-30'), daysBetween('2026-12-01', '2026-11-30')]).toEqual([8, -1])
})
