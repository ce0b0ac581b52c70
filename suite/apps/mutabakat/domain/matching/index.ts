/** Matching two statements of one account: pure, deterministic, in steps. */
export { normalizeNumber, shortNumber } from './document-number.ts'
export { reasonOfLeftover } from './leftover.ts'
export { dayNumber, effectOf, type LineSide, type StatementLine } from './line.ts'
export {
  DATE_WINDOW,
  type LineMatch,
  MATCH_RULES,
  type MatchRule,
  type MatchStep,
  matchLines,
  SUSPICIONS,
  type Suspicion,
} from './match-lines.ts'
export { SUM_CANDIDATES, SUM_WINDOW } from './sums.ts'
