/** What a run under faults wrote down: one entry for everything that was asked, answered, seen or broken. */

/** Where a room is: offsets count within an epoch. */
export type Position = { readonly epoch: string; readonly offset: number }

/** `offset` is null on a passing event. `payload` is the text that was published, `op` the publish it came from. */
export type Seen = {
  readonly offset: number | null
  readonly id: string
  readonly op: string
  readonly payload: string
}

export type FinalEvent = Seen & { readonly offset: number }

/**
 * `at` is in ms of the recorder's clock. A `room` is named with its company, so that two companies' rooms of one name
 * are two. Every `inv` gets exactly one of `ok`, `fail` (it has no effect) and `info` (nobody knows).
 */
export type Entry = { readonly at: number } & (
  | { readonly kind: 'inv'; readonly op: string; readonly room: string; readonly payload: string }
  | { readonly kind: 'ok'; readonly op: string; readonly epoch: string; readonly offset: number; readonly id: string }
  /** Answered, and kept nowhere: a passing event. */
  | { readonly kind: 'passed'; readonly op: string; readonly id: string }
  | { readonly kind: 'fail'; readonly op: string; readonly code: string }
  | { readonly kind: 'info'; readonly op: string }
  | {
      readonly kind: 'sub'
      readonly observer: string
      readonly room: string
      /** The position it came with. */
      readonly was: Position | null
      readonly recovered: 'fresh' | 'all' | 'reset'
      readonly missed: number | null
      readonly epoch: string
      readonly top: number
    }
  | ({ readonly kind: 'recv'; readonly observer: string; readonly room: string } & Seen)
  | {
      readonly kind: 'skipped'
      readonly observer: string
      readonly room: string
      readonly from: number
      readonly to: number
    }
  | {
      readonly kind: 'room_reset'
      readonly observer: string
      readonly room: string
      readonly epoch: string
      readonly top: number
    }
  /** The run of this observer in this room is over: the connection is gone, or the room was left. */
  | { readonly kind: 'unsub'; readonly observer: string; readonly room: string }
  /** The truth about presence, and what an observer was shown of it. */
  | { readonly kind: 'present'; readonly room: string; readonly member: string }
  | { readonly kind: 'absent'; readonly room: string; readonly member: string }
  | { readonly kind: 'view'; readonly observer: string; readonly room: string; readonly members: readonly string[] }
  /** From now on nothing of `room` (null: nothing at all) may reach the observer. */
  | { readonly kind: 'revoked'; readonly observer: string; readonly room: string | null }
  /** Written when it is over. `witness` counts what proves that it happened. */
  | { readonly kind: 'fault'; readonly name: string; readonly from: number; readonly witness: number }
  | { readonly kind: 'healed' }
  /** Expected to be in the room, up to date, at the end. */
  | { readonly kind: 'live'; readonly observer: string; readonly room: string }
  | { readonly kind: 'measure'; readonly name: string; readonly value: number; readonly bound: number }
  | { readonly kind: 'exit'; readonly how: string; readonly expected: boolean }
  | { readonly kind: 'unhandled'; readonly what: string }
  /** The room's log after everything healed; `first` is the oldest offset still kept. */
  | {
      readonly kind: 'final'
      readonly room: string
      readonly epoch: string
      readonly first: number
      readonly top: number
      readonly events: readonly FinalEvent[]
    }
)

export type History = readonly Entry[]
export type Kind = Entry['kind']
export type Of<K extends Kind> = Extract<Entry, { readonly kind: K }>
