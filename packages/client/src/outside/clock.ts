/** Time as the client sees it, replaceable so that tests own every wait. */

/** What `setTimeout` returned. Opaque: a number in browsers, an object in Node. */
export type TimerHandle = unknown

export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  setTimeout(fn: () => void, ms: number): TimerHandle
  clearTimeout(handle: TimerHandle): void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (fn, ms) => setTimeout(fn, ms),
  clearTimeout: handle => clearTimeout(handle as ReturnType<typeof setTimeout>),
}
