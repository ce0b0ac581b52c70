/** A clock for tests: time stands still until a test moves it. */
import type { Clock } from '../outside/clock.ts'

export type ManualClock = Clock & {
  /** Moves on, running each timer that falls due at its own instant, in order. */
  advance(ms: number): void
  /** How many ms until each timer that is set, soonest first. */
  pending(): number[]
}

export const createManualClock = (start = 1_700_000_000_000): ManualClock => {
  let now = start
  let last = 0
  const timers = new Map<number, { at: number; fn: () => void }>()
  const soonest = () => [...timers].sort(([a, x], [b, y]) => x.at - y.at || a - b)[0]
  return {
    now: () => now,
    setTimeout: (fn, ms) => {
      last += 1
      timers.set(last, { at: now + ms, fn })
      return last
    },
    clearTimeout: handle => void timers.delete(handle as number),
    advance: ms => {
      const end = now + ms
      for (let next = soonest(); next && next[1].at <= end; next = soonest()) {
        timers.delete(next[0])
        now = Math.max(now, next[1].at)
        next[1].fn()
      }
      now = end
    },
    pending: () => [...timers.values()].map(timer => timer.at - now).sort((a, b) => a - b),
  }
}
