/** One client instance: who it is, its rates, and whether it is attached, away for a while, or ended. */
import type { Limits } from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import type { Presence } from '../room/presence.ts'
import type { Attachment } from './attachment.ts'
import { SessionPresence } from './presence-of-session.ts'
import type { SharedRate } from './shared-rates.ts'
import { TokenBucket } from './token-bucket.ts'

export type SessionState =
  | { readonly name: 'attached'; readonly attachment: Attachment }
  /** `until` on the monotonic clock: then it ends. */
  | { readonly name: 'away'; readonly until: number }
  | { readonly name: 'ended' }

/** What a session may do so often a minute, each in a bucket of its own. */
const RATES = {
  message: 'messagesPerMinute',
  bytes: 'bytesPerMinute',
  ping: 'pingsPerMinute',
  presence: 'presencePerMinute',
} as const
export type Rated = keyof typeof RATES

const MINUTE = 60_000

export class Session {
  readonly id: string
  identity: Identity
  state: SessionState
  /** Counts up whenever permissions may have changed, so that a decision begun before is made again. */
  permissions = 0
  /** Refusals by rate in a row. */
  refusals = 0
  readonly presence: SessionPresence
  /** What it uses up together with others; null before its first message. */
  shared: SharedRate | null = null

  readonly #limits: Limits
  /** Made by the first use: a bucket nobody took from is full anyway, and most sessions only listen. */
  #buckets: Partial<Record<Rated, TokenBucket>> | null = null

  constructor(id: string, identity: Identity, limits: Limits, now: number, presence: Presence) {
    this.id = id
    this.#limits = limits
    this.identity = identity
    this.state = { name: 'away', until: now + limits.graceMs }
    this.presence = new SessionPresence(presence, id)
  }

  /** The connection, if there is one. */
  get attachment(): Attachment | null {
    return this.state.name === 'attached' ? this.state.attachment : null
  }

  /** 0 when one more `what` (or `amount` of it) is within its rate, else the ms until it is. `now` is monotonic. */
  take(what: Rated, now: number, amount = 1): number {
    const capacity = this.#limits[RATES[what]]
    if (capacity === Infinity) return 0
    this.#buckets ??= {}
    this.#buckets[what] ??= new TokenBucket(capacity, MINUTE, now)
    return this.#buckets[what].take(now, amount)
  }

  /** Same user of the same company: what a resumption and a fresh token must be. */
  belongsTo(identity: Identity): boolean {
    return this.identity.user_id === identity.user_id && this.identity.company === identity.company
  }
}
