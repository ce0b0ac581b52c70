/** Durations counted in buckets: a few additions for each, read when somebody asks for metrics. */

/** Upper bounds in ms; what is longer counts in none of them. */
export const BOUNDS_MS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000] as const

export class Histogram {
  /** How many were at most as long as the bound at the same index, and longer than the one before. */
  readonly counts: number[] = BOUNDS_MS.map(() => 0)
  count = 0
  sum_ms = 0

  observe(ms: number): void {
    this.count++
    this.sum_ms += ms
    const index = BOUNDS_MS.findIndex(bound => ms <= bound)
    if (index >= 0) this.counts[index]!++
  }
}
