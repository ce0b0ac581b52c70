/** What every judge of a history is told, and what it gives back. */

export type RunRules = {
  /** Rooms whose log outlives the server: there nothing acknowledged may be lost, ever. */
  readonly durable: (room: string) => boolean
  /** How many events the room keeps. */
  readonly keeps: (room: string) => number
  /** After healing, everybody is up to date within so many ms. */
  readonly healWithinMs: number
  readonly revokeWithinMs: number
  readonly presenceWithinMs: number
  /** So many resets may be told although the history reached back far enough. */
  readonly needlessResets: number
}

export const DEFAULT_RULES: RunRules = {
  durable: () => false,
  keeps: () => 10_000,
  healWithinMs: 5_000,
  revokeWithinMs: 1_000,
  presenceWithinMs: 5_000,
  needlessResets: 0,
}

/** A broken promise. `rule` is its number in SPEC.md, `name` one word for it. */
export type Finding = { readonly rule: string; readonly name: string; readonly text: string }
