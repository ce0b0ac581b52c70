/** How much of everything: the whole run, or the quick one that shows only the direction. */

export type Scale = {
  /** Many short ones: what else the machine does lasts seconds, and hits then some rounds of all instead of all of some. */
  readonly rounds: number
  readonly round_s: number
  /** Of one measure that takes no turns. */
  readonly seconds: number
  readonly idle_sessions: number
  readonly storm_readers: number
  readonly requests: number
  /** Numbers of subscribers, and of rooms, at which growth is shown. */
  readonly subscribers: readonly number[]
  readonly rooms: readonly number[]
}

export const FULL: Scale = {
  rounds: 12,
  round_s: 0.8,
  seconds: 2,
  idle_sessions: 8_000,
  storm_readers: 10_000,
  requests: 40_000,
  subscribers: [10, 100, 1_000, 10_000],
  rooms: [1, 100, 1_000, 10_000, 100_000],
}

export const QUICK: Scale = {
  rounds: 2,
  round_s: 0.5,
  seconds: 1,
  idle_sessions: 3_000,
  storm_readers: 1_500,
  requests: 10_000,
  subscribers: [10, 1_000],
  rooms: [1, 1_000],
}
