/** Calls a minute of one source on one route: a bucket that fills steadily, so a burst at the turn of a minute gains nothing. */
import { fail } from '#platform/contract'

export type RateLimit = {
  /** Throws `rate_limited` with the time until the next call is allowed. `rate`: calls a minute. */
  take(route: string, source: string, rate: number): void
}

const MINUTE_MS = 60_000
/** Buckets kept; the ones untouched for longest are full again anyway. */
const MOST = 20_000

export const createRateLimit = (options: { now: () => Date }): RateLimit => {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(route, source, rate) {
      const key = `${route}\n${source}`
      const now = options.now().getTime()
      const bucket = buckets.get(key) ?? { left: rate, at: now }
      const left = Math.min(rate, bucket.left + ((now - bucket.at) / MINUTE_MS) * rate)
      buckets.delete(key)
      buckets.set(key, { left: Math.max(0, left - 1), at: now })
      if (buckets.size > MOST) buckets.delete(buckets.keys().next().value!)
      if (left >= 1) return
      // A refused call takes nothing away: whoever waits as told gets through.
      buckets.set(key, { left, at: now })
      const wait = Math.ceil(((1 - left) / rate) * MINUTE_MS)
      throw fail('rate_limited', { retryAfterMs: wait, params: { minutes: Math.floor(wait / MINUTE_MS) } })
    },
  }
}
