/** A bucket of permissions that refills steadily: bursts up to a minute's worth, then the pace of the limit. */

export class TokenBucket {
  readonly #capacity: number
  readonly #perMs: number
  #tokens: number
  #at: number

  /** `capacity` tokens refill in `period_ms`; `now` is monotonic, in ms. */
  constructor(capacity: number, period_ms: number, now: number) {
    this.#capacity = capacity
    this.#perMs = capacity / period_ms
    this.#tokens = capacity
    this.#at = now
  }

  /** 0 when `amount` tokens were taken, else the ms until there are. More than the bucket holds costs all of it. */
  take(now: number, amount = 1): number {
    if (this.#capacity === Infinity) return 0
    this.#tokens = Math.min(this.#capacity, this.#tokens + Math.max(0, now - this.#at) * this.#perMs)
    this.#at = now
    const wanted = Math.min(amount, this.#capacity)
    if (this.#tokens < wanted) return Math.ceil((wanted - this.#tokens) / this.#perMs)
    this.#tokens -= wanted
    return 0
  }

  /** True when nothing would be lost by making a new one. */
  full(now: number): boolean {
    return this.#tokens + Math.max(0, now - this.#at) * this.#perMs >= this.#capacity
  }
}
