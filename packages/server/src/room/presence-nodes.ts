/** The door to presence on other nodes: each tells who is in its rooms, and hears who is in theirs. */
import type { PresenceMember } from '@nabiz/protocol'

/** Members that came or look different, and the names of those who left, with `last_seen` in ms since 1970. */
export type PresenceNews = {
  readonly put: readonly PresenceMember[]
  readonly left: readonly { readonly member: string; readonly last_seen: number }[]
}

/** One room on this node. */
export type PresenceSide = {
  /** What happened on other nodes, each member's news in order. Repeats do no harm. */
  hear(news: PresenceNews): void
  /** Everybody who is in the room on this node: others may have to be told anew. */
  own(): readonly PresenceMember[]
}

export type PresenceLink = {
  /** Resolves when everybody on other nodes was heard of; rejects when they are out of reach. */
  readonly ready: Promise<void>
  /** Tells the other nodes, now or once they are in reach again. */
  tell(news: PresenceNews): void
  /** Hears nothing more; on other nodes nobody of this one is in the room any more. */
  close(): void
}

export type PresenceNodes = {
  /** Twelve hexadecimal digits that end the names of this node's members; no other node has them, also not its successor. */
  readonly tag: string
  /** `room` is a room's key. It is opened once, and not again before it was closed. */
  open(room: string, side: PresenceSide): PresenceLink
  /** Closes what is open; resolves when the others were told, or cannot be. */
  close(): Promise<void>
}
