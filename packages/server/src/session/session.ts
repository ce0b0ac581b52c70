/** One client instance: who it is, its rates, and whether it is attached, away for a while, or ended. */
import type { Limits } from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import type { Attachment } from './attachment.ts'
import { TokenBucket } from './token-bucket.ts'

export type SessionState =
  | { readonly name: 'attached'; readonly attachment: Attachment }
  /** `until` on the monotonic clock: then it ends. */
  | { readonly name: 'away'; readonly until: number }
  | { readonly name: 'ended' }

const MINUTE = 60_000

export class Session {
  readonly id: string
  identity: Identity
  state: SessionState
  /** Counts up whenever permissions may have changed, so that a decision begun before is made again. */
  permissions = 0
  /** Refusals by rate in a row. */
  refusals = 0
  readonly messages: TokenBucket
  readonly pings: TokenBucket

  constructor(id: string, identity: Identity, limits: Limits, now: number) {
    this.id = id
    this.identity = identity
    this.state = { name: 'away', until: now + limits.graceMs }
    this.messages = new TokenBucket(limits.messagesPerMinute, MINUTE, now)
    this.pings = new TokenBucket(limits.pingsPerMinute, MINUTE, now)
  }

  /** The connection, if there is one. */
  get attachment(): Attachment | null {
    return this.state.name === 'attached' ? this.state.attachment : null
  }

  /** Same user of the same company: what a resumption and a fresh token must be. */
  belongsTo(identity: Identity): boolean {
    return this.identity.user_id === identity.user_id && this.identity.company === identity.company
  }
}
