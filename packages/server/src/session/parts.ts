/** What the session layer is built from: everything below it, and the world outside. */
import type { Limits } from '@nabiz/protocol'
import type { AuditRecord } from '../room/audit.ts'
import type { Authorizer } from '../room/authorize.ts'
import type { FanOut } from '../room/fan-out.ts'
import type { Hub } from '../room/hub.ts'
import type { Identity } from '../room/identity.ts'
import type { KeyMemory } from '../room/key-memory.ts'
import type { Presence } from '../room/presence.ts'
import type { Publisher } from '../room/publisher.ts'

export type SessionParts = {
  readonly hub: Hub
  readonly publisher: Publisher
  readonly presence: Presence
  readonly keys: KeyMemory
  readonly fanOut: FanOut
  readonly limits: Limits
  readonly authenticate: (token: string) => Promise<Identity>
  readonly may: Authorizer
  readonly node: string
  /** ms since 1970: for time stamps and the expiry of tokens. */
  readonly now: () => number
  /** ms of a clock nobody sets: for pauses, rates and heartbeats. */
  readonly monotonic: () => number
  readonly id: () => string
  readonly audit: (record: Omit<AuditRecord, 'at'>) => void
  readonly onError: (error: unknown, where: string) => void
}
