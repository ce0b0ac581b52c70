/** The door to the other nodes: what is said about people on one of them happens on all. */
import type { DisconnectTarget } from './disconnect-sessions.ts'

/** What all nodes are told to do. `at` in ms: a revocation means tokens issued up to that second. */
export type Order =
  | { readonly kind: 'disconnect'; readonly target: DisconnectTarget; readonly revoke: boolean; readonly at: number }
  | { readonly kind: 'refresh_permissions'; readonly user_id: string }

/** What another node said. Does it and gives how many sessions it ended; repeats do no harm. */
export type Hear = (order: Order) => Promise<number>

export type Control = {
  /** Tells every other node; the sum of what those answered that answer within a second. Rejects when nobody could be told. */
  tell(order: Order): Promise<number>
  /** False when nothing was heard for a second: what others said may be unknown here. */
  current(): boolean
  /** Resolves when it is current; rejects when it is not within a second. */
  caughtUp(): Promise<void>
  close(): Promise<void>
}

/** Begins to listen; what is heard goes to `hear`. */
export type OpenControl = (hear: Hear) => Control

/** A node without others. */
export const ALONE: Control = {
  tell: async () => 0,
  current: () => true,
  caughtUp: async () => {},
  close: async () => {},
}
