/** Turns connections away before they open: too many from one address, too fast, or too many that never say who they are. */
import type { Limits } from '@nabiz/protocol'
import type { Counters, TurnedAway } from '../room/counters.ts'
import { TokenBucket } from '../session/token-bucket.ts'

/** Seconds an address may catch up on: so many connects at once after a pause. */
const BURST_SECONDS = 10

/** The HTTP status of each refusal. */
export const STATUS_OF = {
  origin: 403,
  address_connections: 429,
  address_rate: 429,
  pending: 503,
  draining: 503,
} as const satisfies Record<TurnedAway, number>

export type AdmissionParts = {
  readonly limits: Limits
  /** ms of a clock nobody sets. */
  readonly monotonic: () => number
  readonly counters: Counters
  /** Connections that have not sent `connect`. */
  readonly pending: () => number
  /** False while the node empties. */
  readonly accepting: () => boolean
}

export class Admission {
  readonly #parts: AdmissionParts
  readonly #open = new Map<string, number>()
  readonly #rates = new Map<string, TokenBucket>()

  constructor(parts: AdmissionParts) {
    this.#parts = parts
  }

  /** Null, or why one more connection from this address is turned away, which is counted. */
  refusal(address: string): TurnedAway | null {
    const { limits, pending, accepting } = this.#parts
    if (!accepting()) return this.refuse('draining')
    if (pending() >= limits.pendingConnections) return this.refuse('pending')
    if ((this.#open.get(address) ?? 0) >= limits.connectionsPerAddress) return this.refuse('address_connections')
    return this.mayAsk(address) ? null : 'address_rate'
  }

  /** True when this address may have one more thing checked now; a no is counted. */
  mayAsk(address: string): boolean {
    const may = this.#rateOf(address).take(this.#parts.monotonic()) === 0
    if (!may) this.refuse('address_rate')
    return may
  }

  /** Counts a refusal. */
  refuse(reason: TurnedAway): TurnedAway {
    this.#parts.counters.turnedAway[reason]++
    return reason
  }

  opened(address: string): void {
    this.#open.set(address, (this.#open.get(address) ?? 0) + 1)
  }

  closed(address: string): void {
    const open = (this.#open.get(address) ?? 0) - 1
    if (open > 0) this.#open.set(address, open)
    else this.#open.delete(address)
  }

  sweep(): void {
    const now = this.#parts.monotonic()
    for (const [address, rate] of this.#rates) if (rate.full(now)) this.#rates.delete(address)
  }

  #rateOf(address: string): TokenBucket {
    let rate = this.#rates.get(address)
    if (!rate) {
      const { limits, monotonic } = this.#parts
      rate = new TokenBucket(limits.connectsPerSecond * BURST_SECONDS, BURST_SECONDS * 1_000, monotonic())
      this.#rates.set(address, rate)
    }
    return rate
  }
}
