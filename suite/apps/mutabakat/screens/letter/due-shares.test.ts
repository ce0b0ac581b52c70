import { expect, it } from 'vitest'
import type { Due } from '../../contract/index.ts'
import { bucketOf, dueShares } from './due-shares.ts'

const due = (day: string, amount: string, side: 'A' | 'B' = 'B'): Due => ({
  due: day,
  balance: { amount, currency: 'TRY' },
  side,
})

it('[MU492] what falls due on the letter’s day is not late, and each delay has its own share', () => {
  const at = '2026-10-31'
  expect(
    [
      '2026-11-01',
      '2026-10-31',
      '2026-10-30',
      '2026-10-01',
      '2026-09-30',
      '2026-09-01',
      '2026-08-31',
      '2026-08-02',
    ].map(day => bucketOf(day, at)),
  ).toEqual(['later', 'later', 'd30', 'd30', 'd60', 'd60', 'd90', 'd90'])
  expect(bucketOf('2026-08-01', at)).toBe('over')
  expect(
    dueShares([due('2026-11-30', '750.00'), due('2026-10-15', '200.00'), due('2026-06-01', '50.00', 'A')], at),
  ).toEqual([
    { bucket: 'later', minor: 75_000n, share: 0.75 },
    { bucket: 'd30', minor: 20_000n, share: 0.2 },
    { bucket: 'over', minor: -5_000n, share: 0.05 },
  ])
})

it('[MU492] lines of both sides in one delay do not hide each other’s share', () => {
  expect(dueShares([due('2026-10-15', '100.00'), due('2026-10-16', '100.00', 'A')], '2026-10-31')).toEqual([
    { bucket: 'd30', minor: 0n, share: 1 },
  ])
  expect(dueShares([], '2026-10-31')).toEqual([])
})
