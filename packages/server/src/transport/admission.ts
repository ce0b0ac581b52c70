/** Turns connections away before they open: too many from one address, too fast, or too many that never say who they are. */
import type { Limits } from '@nabiz/protocol'
import { TokenBucket } from '../session/token-bucket.ts'

/** Seconds an address may catch up on: so many connects at once after a pause. */
const BURST_SECONDS = 10

export class Admission {
  readonly #limits: Limits
  readonly #monotonic: () => number
  readonly #open = new Map<string, number>()
  readonly #rates = new Map<string, TokenBucket>()

  constructor(limits: Limits, monotonic: () => number) {
    this.#limits = limits
    this.#monotonic = monotonic
  }

  /** Null, or the HTTP status of the refusal. `pending` = connections that have not sent `connect`. */
  refusal(address: string, pending: number): 429 | 503 | null {
    if (pending >= this.#limits.pendingConnections) return 503
    if ((this.#open.get(address) ?? 0) >= this.#limits.connectionsPerAddress) return 429
    return this.#rateOf(address).take(this.#monotonic()) > 0 ? 429 : null
  }

  /** True when this address may have one more thing checked now. */
  mayAsk(address: string): boolean {
    return this.#rateOf(address).take(this.#monotonic()) === 0
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
    const now = this.#monotonic()
    for (const [address, rate] of this.#rates) if (rate.full(now)) this.#rates.delete(address)
  }

  #rateOf(address: string): TokenBucket {
    let rate = this.#rates.get(address)
    if (!rate) {
      rate = new TokenBucket(this.#limits.connectsPerSecond * BURST_SECONDS, BURST_SECONDS * 1_000, this.#monotonic())
      this.#rates.set(address, rate)
    }
    return rate
  }
}
