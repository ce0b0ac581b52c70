/** Matches two statements of one account line by line, in the order an accountant would: the surest rule first. */
import type { StatementLine } from './line.ts'
import { type Pair, pairByKey, pairByLikeness } from './pairs.ts'
import { type Waiting, waitingOf } from './pool.ts'
import { findSums, SUM_WINDOW } from './sums.ts'

/** In the order they are tried; what one rule took, the next does not see. */
export const MATCH_RULES = ['opening', 'number_amount', 'amount_date', 'number', 'sum', 'suspect'] as const
export type MatchRule = (typeof MATCH_RULES)[number]

/** Why a pair is only suspected. */
export const SUSPICIONS = ['far_apart', 'wrong_side', 'small_difference'] as const
export type Suspicion = (typeof SUSPICIONS)[number]

export type LineMatch = {
  ours: string[]
  theirs: string[]
  rule: MatchRule
  /** Percent: how sure the rule is. People decide. */
  confidence: number
  /** Days between the earliest and the latest line. */
  days: number
  /** Ours minus theirs, hundredths, as "they owe us"; zero where the amounts agree. */
  difference: bigint
  suspicion: Suspicion | null
}

export type MatchStep = { rule: MatchRule; matches: LineMatch[] /** See `findSums`. */; cut: number }

/** Days between the two bookings of one thing: a transfer on Friday is booked on Wednesday after a holiday. */
export const DATE_WINDOW = 5
/** Same number, same amount: no distance in time makes them two. */
const ANY = Number.POSITIVE_INFINITY
/** A rounding or a commission, not another document: at most one unit of the currency, or a thousandth. */
const SMALL = { minor: 100n, part: 1000n }

const spread = (lines: readonly Waiting[]): number =>
  Math.max(...lines.map(line => line.day)) - Math.min(...lines.map(line => line.day))

const total = (lines: readonly Waiting[]): bigint => lines.reduce((sum, line) => sum + line.effect, 0n)

const matchOf = (
  ours: readonly Waiting[],
  theirs: readonly Waiting[],
  rule: MatchRule,
  confidence: number,
  suspicion: Suspicion | null = null,
): LineMatch => ({
  ours: ours.map(one => one.line.id),
  theirs: theirs.map(one => one.line.id),
  rule,
  confidence,
  days: spread([...ours, ...theirs]),
  difference: total(ours) - total(theirs),
  suspicion,
})

const pairsAs = (pairs: readonly Pair[], rule: MatchRule, confidence: (pair: Pair) => number): LineMatch[] =>
  pairs.map(pair => matchOf([pair.ours], [pair.theirs], rule, confidence(pair)))

const keyed = (line: Waiting, key: string): string => (key === '' || line.opening ? '' : key)
const byNumber = (line: Waiting): string => keyed(line, line.number)
const byNumberAndAmount = (line: Waiting): string => keyed(line, line.number && `${line.number} ${line.effect}`)
const byShortAndAmount = (line: Waiting): string => keyed(line, line.short && `${line.short} ${line.effect}`)
const byAmount = (line: Waiting): string => keyed(line, line.effect === 0n ? '' : String(line.effect))
const byOpening = (line: Waiting): string => (line.opening ? 'opening' : '')
const size = (line: Waiting): bigint => (line.effect < 0n ? -line.effect : line.effect)

/** Two numbers that both stand there and differ make a pair by amount less sure: each books by its own receipt. */
const byDateConfidence = ({ ours, theirs, days }: Pair): number =>
  90 - 2 * days - (ours.number !== '' && theirs.number !== '' ? 15 : 0)

const openingStep = (ours: Waiting[], theirs: Waiting[]): LineMatch[] =>
  pairByKey(ours, theirs, byOpening, ANY).map(pair =>
    matchOf([pair.ours], [pair.theirs], 'opening', pair.ours.effect === pair.theirs.effect ? 100 : 60),
  )

const numberStep = (ours: Waiting[], theirs: Waiting[]): LineMatch[] => [
  ...pairsAs(pairByKey(ours, theirs, byNumberAndAmount, ANY), 'number_amount', () => 100),
  ...pairsAs(pairByKey(ours, theirs, byShortAndAmount, SUM_WINDOW), 'number_amount', () => 95),
]

const sumStep = (ours: Waiting[], theirs: Waiting[]): { matches: LineMatch[]; cut: number } => {
  const mine = findSums(ours, theirs)
  const others = findSums(theirs, ours)
  const confidence = (several: Waiting[]) => 70 - 5 * several.length
  return {
    matches: [
      ...mine.sums.map(sum => matchOf([sum.one], sum.several, 'sum', confidence(sum.several))),
      ...others.sums.map(sum => matchOf(sum.several, [sum.one], 'sum', confidence(sum.several))),
    ],
    cut: mine.cut + others.cut,
  }
}

const flipped = (line: Waiting): string => keyed(line, line.effect === 0n ? '' : String(-line.effect))

const almostEqual = (ours: Waiting, theirs: Waiting): boolean => {
  const gap = ours.effect - theirs.effect
  const absolute = gap < 0n ? -gap : gap
  return !ours.opening && !theirs.opening && (absolute <= SMALL.minor || absolute * SMALL.part <= size(ours))
}

/** What looks alike and is not proved: far apart in time, on the wrong side of the account, or almost the same amount. */
const suspectStep = (ours: Waiting[], theirs: Waiting[]): LineMatch[] => {
  const suspects = (pairs: Pair[], confidence: number, suspicion: Suspicion) =>
    pairs.map(pair => matchOf([pair.ours], [pair.theirs], 'suspect', confidence, suspicion))
  return [
    ...suspects(pairByKey(ours, theirs, byAmount, SUM_WINDOW), 40, 'far_apart'),
    ...suspects(pairByKey(ours, theirs, byAmount, DATE_WINDOW, flipped), 35, 'wrong_side'),
    ...suspects(pairByLikeness(ours, theirs, almostEqual, DATE_WINDOW), 30, 'small_difference'),
  ]
}

/**
 * Lines of both sides in one currency, those already decided left out. Yields after every rule, so that a caller can write
 * down, report and stop between them. The same lines in another order give the same matches.
 */
export function* matchLines(ours: readonly StatementLine[], theirs: readonly StatementLine[]): Generator<MatchStep> {
  const mine = waitingOf(ours, 'ours')
  const other = waitingOf(theirs, 'theirs')
  yield { rule: 'opening', matches: openingStep(mine, other), cut: 0 }
  yield { rule: 'number_amount', matches: numberStep(mine, other), cut: 0 }
  yield {
    rule: 'amount_date',
    matches: pairsAs(pairByKey(mine, other, byAmount, DATE_WINDOW), 'amount_date', byDateConfidence),
    cut: 0,
  }
  yield { rule: 'number', matches: pairsAs(pairByKey(mine, other, byNumber, SUM_WINDOW), 'number', () => 70), cut: 0 }
  const sums = sumStep(mine, other)
  yield { rule: 'sum', ...sums }
  yield { rule: 'suspect', matches: suspectStep(mine, other), cut: 0 }
}
