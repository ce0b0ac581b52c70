/** How long to wait before the next attempt, as a value: a function from the attempt's number to milliseconds. */

/** `attempt` counts from 1 since the connection was last good. `null` gives up: the client stops as `closed`. */
export type Backoff = (attempt: number, random: () => number) => number | null

const CAP_MS = 16_000

const doubling = (attempt: number): number => Math.min(CAP_MS, 1000 * 2 ** (attempt - 1))

/**
 * The default: full jitter under 1, 2, 4, 8, 16, 16 … s, without end, so the first retry comes within a second
 * and a restarted server is not met by everybody at once. Source: "Exponential Backoff And Jitter", AWS, 2015.
 */
export const exponential: Backoff = (attempt, random) => random() * doubling(attempt)

/** Five attempts, 3 s apart. */
export const fixed3sX5: Backoff = attempt => (attempt <= 5 ? 3000 : null)

/** Five attempts after exactly 1, 2, 4, 8 and 16 s. */
export const exp1To16X5: Backoff = attempt => (attempt <= 5 ? doubling(attempt) : null)

/** The presets by the names that documentation and configuration use. */
export const backoffs = {
  exponential,
  'fixed-3s-x5': fixed3sX5,
  'exp-1-16-x5': exp1To16X5,
} as const satisfies Record<string, Backoff>

export type BackoffName = keyof typeof backoffs
