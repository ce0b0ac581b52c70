/** Rates that all sessions of a user, and all of a company, use up together: twenty connections send no more than allowed. */
import type { Limits } from '@nabiz/protocol'
import { TokenBucket } from './token-bucket.ts'

type Rate = { readonly bucket: TokenBucket; holders: number }

const MINUTE = 60_000

/** Held by a session from its first message to its end. */
export type SharedRate = {
  /** 0 when one more message is within all rates, else the ms until it is. `now` is monotonic. */
  take(now: number): number
  release(): void
}

export class SharedRates {
  readonly #limits: Limits
  readonly #users = new Map<string, Rate>()
  readonly #companies = new Map<string, Rate>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** False: nothing is shared, and nothing has to be held. */
  get limited(): boolean {
    return Math.min(this.#limits.messagesPerMinuteOfUser, this.#limits.messagesPerMinuteOfCompany) < Infinity
  }

  hold(who: { user_id: string; company?: string | undefined }, now: number): SharedRate {
    const { user_id, company } = who
    const user = JSON.stringify([company ?? null, user_id])
    const mine = this.#hold(this.#users, user, this.#limits.messagesPerMinuteOfUser, now)
    const ours =
      company === undefined ? null : this.#hold(this.#companies, company, this.#limits.messagesPerMinuteOfCompany, now)
    return {
      take: at => mine.bucket.take(at) || (ours?.bucket.take(at) ?? 0),
      release: () => {
        this.#release(this.#users, user, mine)
        if (ours && company !== undefined) this.#release(this.#companies, company, ours)
      },
    }
  }

  #hold(rates: Map<string, Rate>, name: string, capacity: number, now: number): Rate {
    let rate = rates.get(name)
    if (!rate) {
      rate = { bucket: new TokenBucket(capacity, MINUTE, now), holders: 0 }
      rates.set(name, rate)
    }
    rate.holders++
    return rate
  }

  // A session ends at the earliest after its grace: by then the bucket of one that was alone is full again.
  #release(rates: Map<string, Rate>, name: string, rate: Rate): void {
    rate.holders--
    if (rate.holders === 0) rates.delete(name)
  }
}
