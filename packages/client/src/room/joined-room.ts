/** One caller's hold on a room: its own handlers and its own end, over what all holders of the room share. */
import type { Position, PresenceState, RoomEvent, SkippedFrame } from '@nabiz/protocol'
import { Listeners, type Report } from '../listeners.ts'
import type { HistoryOptions, HistoryPage } from './history.ts'
import type { RoomPresence } from './presence-watch.ts'

export type RoomStatus = 'joining' | 'joined' | 'refused' | 'left'

/** One immutable snapshot. `joined` means live; after a loss it is `joining` until the next connection has it back. */
export type RoomState = {
  readonly status: RoomStatus
  /** The last recorded event received, or where the room stood when it was joined. */
  readonly position: Position | null
  /** Why it is `refused`, or was taken away (`left`). */
  readonly error: { readonly code: string; readonly message: string } | null
}

export type JoinedRoom = {
  readonly name: string
  readonly state: RoomState
  /** Who is here, once a holder joined with `presence`; null until it is known, and in rooms that keep none. */
  readonly presence: RoomPresence | null
  /** `type` is an event's type, or `'*'` for all. Returns its own removal. */
  on(type: string, fn: (event: RoomEvent) => void): () => void
  /**
   * Load a snapshot now: what this holder knows does not continue into the events that follow. Comes once after a
   * join without a position (`fresh`), and whenever continuity ended. The snapshot may already hold what the next
   * events say, so applying an event must bear repetition.
   */
  onReset(fn: (reason: string) => void): () => void
  /** A lossy room left these offsets out for this session. */
  onSkipped(fn: (frame: SkippedFrame) => void): () => void
  /** Also called as the position moves. */
  onState(fn: (state: RoomState) => void): () => void
  /** Another snapshot; null when nothing is known any more, because the room was left. */
  onPresence(fn: (presence: RoomPresence | null) => void): () => void
  /**
   * What others see of this client: small public data, `status: 'away'` among it; null to be seen no more. `tab` is
   * one more member beside the client's own. Said again on every connection while the room is held, by whichever
   * holder; what the server refuses for good is reported.
   */
  setPresence(state: PresenceState | null, options?: { tab?: string }): void
  /** Reads the room's past, also after `leave`. Rejects with `RequestFailed`: `denied`, `position_lost`, … */
  history(options?: HistoryOptions): Promise<HistoryPage>
  /** Nothing is heard after it. The room itself is left when its last holder has gone. */
  leave(): void
}

/** What the shared room gives to a holder. */
export type Hold = {
  state(): RoomState
  presence(): RoomPresence | null
  say(state: PresenceState | null, tab: string | undefined): void
  release(holder: Holder): void
  history(options?: HistoryOptions): Promise<HistoryPage>
}

const LEFT: RoomState = Object.freeze({ status: 'left', position: null, error: null })

export class Holder implements JoinedRoom {
  readonly name: string
  /** From where this holder wants to hear. */
  readonly since: Position | null
  /** It was told once where it begins. */
  begun = false
  #hold: Hold | null
  readonly #history: Hold['history']
  readonly #events: Listeners<[RoomEvent]>
  readonly #typed = new Map<string, Listeners<[RoomEvent]>>()
  readonly #resets: Listeners<[string]>
  readonly #skips: Listeners<[SkippedFrame]>
  readonly #states: Listeners<[RoomState]>
  readonly #presences: Listeners<[RoomPresence | null]>
  readonly #report: Report

  constructor(name: string, since: Position | null, hold: Hold, report: Report) {
    this.name = name
    this.since = since
    this.#hold = hold
    this.#history = hold.history
    this.#report = report
    this.#events = new Listeners(report)
    this.#resets = new Listeners(report)
    this.#skips = new Listeners(report)
    this.#states = new Listeners(report)
    this.#presences = new Listeners(report)
  }

  get state(): RoomState {
    return this.#hold ? this.#hold.state() : LEFT
  }

  get presence(): RoomPresence | null {
    return this.#hold ? this.#hold.presence() : null
  }

  on(type: string, fn: (event: RoomEvent) => void): () => void {
    if (type === '*') return this.#events.add(fn)
    const known = this.#typed.get(type)
    const listeners = known ?? new Listeners<[RoomEvent]>(this.#report)
    if (!known) this.#typed.set(type, listeners)
    return listeners.add(fn)
  }

  onReset(fn: (reason: string) => void): () => void {
    return this.#resets.add(fn)
  }

  onSkipped(fn: (frame: SkippedFrame) => void): () => void {
    return this.#skips.add(fn)
  }

  onState(fn: (state: RoomState) => void): () => void {
    return this.#states.add(fn)
  }

  onPresence(fn: (presence: RoomPresence | null) => void): () => void {
    return this.#presences.add(fn)
  }

  setPresence(state: PresenceState | null, { tab }: { tab?: string } = {}): void {
    this.#hold?.say(state, tab)
  }

  history(options?: HistoryOptions): Promise<HistoryPage> {
    return this.#history(options)
  }

  leave(): void {
    const hold = this.#hold
    this.#hold = null
    hold?.release(this)
  }

  hear(event: RoomEvent): void {
    if (!this.#hold) return
    this.#typed.get(event.type)?.emit(event)
    if (this.#hold) this.#events.emit(event)
  }

  reset(reason: string): void {
    this.begun = true
    if (this.#hold) this.#resets.emit(reason)
  }

  skipped(frame: SkippedFrame): void {
    if (this.#hold) this.#skips.emit(frame)
  }

  seen(presence: RoomPresence | null): void {
    if (this.#hold) this.#presences.emit(presence)
  }

  changed(state: RoomState): void {
    if (this.#hold) this.#states.emit(state)
  }
}
