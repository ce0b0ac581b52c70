/** The broker gives events their order and carries them between nodes: the interface that memory and Redis implement. */
import type { Durability, Position } from '@nabiz/protocol'

/** How much of a room is kept; the first limit reached trims. `durable`: offsets come from a log, the ring is only a cache. */
export type Retention = {
  readonly count: number
  readonly bytes: number
  readonly age_ms: number
  readonly durable: boolean
}

/** A frame as bytes: its JSON and, where the broker made room for the head, the same as a WebSocket's message. */
export type Written = { readonly frame: Buffer; readonly message?: Buffer }

/** One event on its way, encoded once for everybody. `offset` is null on a passing event, `slot` names what `latest` keeps one of. */
export type Carried = Written & {
  readonly offset: number | null
  readonly slot: string | null
}

/** An event before it has an offset: its JSON without the closing brace, so that the broker completes it. */
export type Draft = { readonly head: string; readonly slot: string | null }

/** The door back up: everything a room gets, in the order of its offsets within `epoch`. May miss some; offsets tell. */
export type Deliver = (epoch: string, carried: Carried) => void

/**
 * The other door up, for a broker whose deliveries may be lost: the room's top is here, whatever was delivered. Null: it
 * could be anywhere, look.
 */
export type Moved = (top: Position | null) => void

/** What makes one publication happen once: whose key it is, what was published under it, and what answers a repeat. */
export type Once = {
  readonly scope: string
  /** Of the content, in hexadecimal: the same key with another digest is another publication. */
  readonly digest: string
  /** The id of this event; a repeat is answered with that of the first. */
  readonly id: string
  readonly keep_ms: number
}

/** `id` is that of the first publication under the key. */
export type PublishedOnce =
  | { readonly kind: 'placed' | 'repeated'; readonly position: Position; readonly id: string }
  | { readonly kind: 'reused' }

/** `first` is the oldest offset still kept, `top` + 1 when none is. Events are ascending and without a hole. */
export type HistoryPage = {
  readonly epoch: string
  readonly top: number
  readonly first: number
  readonly events: readonly Stored[]
}

/** A kept event: as {@link Carried}, with the offset it has. */
export type Stored = Carried & { readonly offset: number }

/** What a page may hold: at most so many events and, from the second one on, bytes. */
export type PageSize = { readonly events: number; readonly bytes: number }

/** A node's interest in a room. `position` is the top from which on `Deliver` gets everything. */
export type Subscription = { readonly position: Position; close(): void }

export type Broker = {
  /** What an answered `publish` has survived. */
  readonly durability: Durability
  /** Gives the next offset, keeps the event and delivers it to every node; to this one before or soon after it resolves. */
  publish(room: string, draft: Draft, retention: Retention): Promise<Position> | Position
  /** As `publish`, once among all nodes. Absent: there are no others, and the server remembers keys itself. */
  publishOnce?(room: string, draft: Draft, once: Once, retention: Retention): Promise<PublishedOnce>
  /** Delivers without keeping: no offset, no history. */
  pass(room: string, draft: Draft): Promise<void>
  /** Delivers an event that a log has placed. Repeats do no harm; what is older than the room's top is dropped. */
  place(room: string, epoch: string, event: Stored, retention: Retention): Promise<void>
  /** Delivers what lies behind the position it resolves to; of what lies before, an event may still be on its way. */
  subscribe(room: string, retention: Retention, deliver: Deliver, moved?: Moved): Promise<Subscription>
  /** Events after `since`; null = the newest, oldest first. */
  read(room: string, since: Position | null, size: PageSize): Promise<HistoryPage>
  /** Trims by age and forgets what may be forgotten; the server calls it about once a minute. */
  sweep(): void
  close(): Promise<void>
}
