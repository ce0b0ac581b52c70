/** Percentiles of what was measured: every value is kept and counted, nothing is thrown away as an outlier. */

export type Spread = { count: number; p50: number; p95: number; p99: number; max: number }

/** Nearest rank: a value that was really measured, never one in between. NaN of nothing. */
const rank = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN

export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((left, right) => left - right)
  return {
    count: sorted.length,
    p50: rank(sorted, 0.5),
    p95: rank(sorted, 0.95),
    p99: rank(sorted, 0.99),
    max: sorted.at(-1) ?? Number.NaN,
  }
}
