/** What chosen lines add up to on both sides, and the gap between the sides. Pure. */
import { minorToText, textToMinor } from '#platform/contract'
import type { Line, StatementSide } from '../../contract/index.ts'

/** At most so many of one side make a pair. */
export const MOST_LINES = 20

export type LineSums = { ours: string; theirs: string; gap: string; isEven: boolean }

/** Both sums are seen from one side, so equal ones cancel out. Texts as on the wire. */
export const lineSums = (lines: Iterable<Pick<Line, 'side' | 'effect'>>, reader: StatementSide): LineSums => {
  const sums = { ours: 0n, theirs: 0n }
  for (const { side, effect } of lines) sums[side] += reader === 'ours' ? textToMinor(effect) : -textToMinor(effect)
  const gap = sums.ours - sums.theirs
  return {
    ours: minorToText(sums.ours),
    theirs: minorToText(sums.theirs),
    gap: withoutSign(minorToText(gap)),
    isEven: gap === 0n,
  }
}

export const withoutSign = (amount: string): string => amount.replace(/^-/, '')

export const isNothing = (amount: string): boolean => /^-?0(\.0+)?$/.test(amount)
