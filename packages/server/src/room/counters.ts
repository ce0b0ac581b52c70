/** What a node has done since it started, in plain numbers: counted where it happens, made into metrics when asked for. */
import { ERRORS } from '@nabiz/protocol'
import { Histogram } from './histogram.ts'

/** Why events were taken from a stalled reader's queue: passing ones are gone, those of a `resync` room come again. */
export type DropReason = 'passing' | 'resync' | 'latest' | 'drop_oldest'

/** Why a connection was turned away before it opened, or a call before it was read. */
export const TURNED_AWAY = ['origin', 'address_connections', 'address_rate', 'pending', 'draining'] as const
export type TurnedAway = (typeof TURNED_AWAY)[number]

/** One pass in so many is timed: a clock for each would cost more than it tells. */
const PASSES = 16
/** One publication in so many is followed until it was written. */
const PUBLICATIONS = 64

export class Counters {
  /** Publications taken in, by kind. */
  recorded = 0
  passing = 0
  framesOut = 0
  bytesOut = 0
  readonly dropped: Record<DropReason, number> = { passing: 0, resync: 0, latest: 0, drop_oldest: 0 }
  readonly joined = { fresh: 0, all: 0, reset: 0 }
  /** `error` frames by their code. Codes of applications count as `application`. */
  readonly refused = new Map<string, number>()
  /** Connections with a session that ended, by the code this end gave; `client` where the other end did, or nobody. */
  readonly ended = new Map<string, number>()
  readonly turnedAway = Object.fromEntries(TURNED_AWAY.map(reason => [reason, 0])) as Record<TurnedAway, number>
  readonly fanOutMs = new Histogram()
  /** From publishing until everybody on this node was written to. */
  readonly deliveryMs = new Histogram()
  readonly #monotonic: () => number
  #passes = 0
  #publications = 0
  #passAt = 0
  #publishedAt: number | null = null

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic
  }

  refuse(code: string): void {
    const name = Object.hasOwn(ERRORS, code) ? code : 'application'
    this.refused.set(name, (this.refused.get(name) ?? 0) + 1)
  }

  end(code: number | undefined): void {
    const name = code === undefined ? 'client' : String(code)
    this.ended.set(name, (this.ended.get(name) ?? 0) + 1)
  }

  /** The time, when this publication is one to follow, else null. */
  publicationBegins(): number | null {
    return this.#publications++ % PUBLICATIONS === 0 ? this.#monotonic() : null
  }

  /** The publication that began at `at` leaves with the next pass. */
  publicationLeaves(at: number): void {
    this.#publishedAt ??= at
  }

  /** True when {@link passEnds} is wanted. */
  passBegins(): boolean {
    if (this.#passes++ % PASSES !== 0 && this.#publishedAt === null) return false
    this.#passAt = this.#monotonic()
    return true
  }

  passEnds(): void {
    const now = this.#monotonic()
    this.fanOutMs.observe(now - this.#passAt)
    if (this.#publishedAt !== null) this.deliveryMs.observe(now - this.#publishedAt)
    this.#publishedAt = null
  }
}
