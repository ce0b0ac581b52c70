/** One room of this client: its position, the check of every offset, and what its holders are told. */
import type {
  ClientFrame,
  ErrorFrame,
  Position,
  Ref,
  RoomEvent,
  RoomJoinedFrame,
  RoomLeftFrame,
  RoomResetFrame,
  SkippedFrame,
} from '@nabiz/protocol'
import type { Report } from '../listeners.ts'
import type { Clock, TimerHandle } from '../outside/clock.ts'
import type { HistoryOptions, HistoryPage } from './history.ts'
import { Holder, type RoomState } from './joined-room.ts'
import { PresenceSaid } from './presence-said.ts'
import { PresenceWatch, type PresenceWish } from './presence-watch.ts'

/** What a room needs of the client around it. */
export type RoomSurroundings = {
  clock: Clock
  random: () => number
  report: Report
  /** Sends `join` if there is a connection; false otherwise (the next `connect` frame will carry it). */
  ask(room: string, since: Position | null, presence: PresenceWish | undefined, ref: Ref): boolean
  /** False when there is no connection to take it. */
  send(frame: ClientFrame): boolean
  ref(): Ref
  history(room: string, options?: HistoryOptions): Promise<HistoryPage>
  /** The last holder has gone. */
  abandoned(room: Room): void
}

export class Room {
  readonly name: string
  readonly presence: PresenceWatch
  readonly said: PresenceSaid
  readonly #surroundings: RoomSurroundings
  readonly #holders = new Set<Holder>()
  #state: RoomState = Object.freeze({ status: 'joining', position: null, error: null })
  /** The `join` whose answer counts; answers to earlier ones are out of date. */
  #ref: Ref | null = null
  #rejoin: TimerHandle = null
  #reset: TimerHandle = null

  constructor(name: string, surroundings: RoomSurroundings, said = new PresenceSaid(name, surroundings)) {
    this.name = name
    this.#surroundings = surroundings
    this.said = said
    this.presence = new PresenceWatch(name, surroundings, presence => {
      for (const holder of [...this.#holders]) holder.seen(presence)
    })
  }

  get empty(): boolean {
    return this.#holders.size === 0
  }

  get position(): Position | null {
    return this.#state.position
  }

  /** Adds a holder; asks the server again if the room had been refused or taken away. */
  hold(since: Position | null, wish: PresenceWish | null): Holder {
    const first = this.empty && this.#state.position === null
    const holder: Holder = new Holder(
      this.name,
      since,
      {
        state: () => this.#state,
        presence: () => this.presence.current,
        say: (state, tab) => this.said.say(state, tab),
        release: holder => this.#release(holder),
        history: options => this.#surroundings.history(this.name, options),
      },
      this.#surroundings.report,
    )
    this.#holders.add(holder)
    const more = wish !== null && this.presence.want(wish)
    if (first && since) this.#set({ position: since })
    if (this.#state.status === 'joined') {
      const { position } = this.#state
      if (since && position?.epoch === since.epoch && position.offset === since.offset) holder.begun = true
      // Later, so that the caller can put its handlers on first.
      else queueMicrotask(() => holder.begun || holder.reset(since ? 'other_position' : 'fresh'))
      if (more) this.ask()
    } else if (this.#state.status !== 'joining') this.ask()
    return holder
  }

  /** Asks the server for this room from the present position. */
  ask(): void {
    this.#calm()
    const ref = this.#surroundings.ref()
    this.#ref = ref
    this.#set({ status: 'joining', error: null })
    this.#surroundings.ask(this.name, this.#state.position, this.presence.ask(), ref)
  }

  /** The `connect` frame being sent names this room; its answer carries no `ref`. */
  asked(): void {
    this.#calm()
    this.#ref = null
    this.#set({ status: 'joining', error: null })
  }

  disconnected(): void {
    this.#calm()
    this.#ref = null
    this.presence.disconnected()
    this.said.disconnected()
    if (this.#state.status === 'joined') this.#set({ status: 'joining' })
  }

  /** No timer of this room is left running. */
  end(): void {
    this.#calm()
    this.#surroundings.clock.clearTimeout(this.#reset)
    this.#reset = null
    this.#absent()
  }

  joined(frame: RoomJoinedFrame): void {
    if (frame.ref !== undefined && frame.ref !== this.#ref) return
    this.#calm()
    this.#ref = null
    const before = this.#state.position
    const there = { epoch: frame.epoch, offset: frame.offset }
    const sameEpoch = before?.epoch === there.epoch
    // `all`: the missed ones follow, from where we stand. Anything else begins at the top.
    const continues = sameEpoch && (frame.recovered === 'all' || before.offset === there.offset)
    this.#set({ status: 'joined', error: null, position: continues && frame.recovered === 'all' ? before : there })
    const reason = frame.reason ?? frame.recovered
    for (const holder of [...this.#holders]) {
      if (holder.begun ? continues : continues && holder.since !== null && same(holder.since, before)) {
        holder.begun = true
      } else if (holder.begun || frame.recovered === 'reset') holder.reset(reason)
      else holder.reset(holder.since && continues ? 'other_position' : 'fresh')
    }
    this.said.joined()
    if (this.presence.joined(frame.presence)) this.ask()
  }

  /** True when the event is news to the holders; false for what came twice or too early. */
  event(event: RoomEvent): boolean {
    const { status, position } = this.#state
    if (event.offset !== undefined) {
      // Between a loss of continuity and its repair nothing is taken: what is dropped here is replayed after it.
      if (status !== 'joined' || !position || event.offset <= position.offset) return false
      if (event.offset > position.offset + 1) {
        this.ask()
        return false
      }
      this.#set({ position: { epoch: position.epoch, offset: event.offset } })
    }
    for (const holder of [...this.#holders]) holder.hear(event)
    return true
  }

  /** Continuity ended while joined. Snapshots are asked for spread over `after_ms`, once for several resets. */
  wasReset(frame: RoomResetFrame): void {
    this.#set({ position: { epoch: frame.epoch, offset: frame.offset } })
    if (this.#reset !== null) return
    const { clock, random } = this.#surroundings
    const tell = () => {
      this.#reset = null
      for (const holder of [...this.#holders]) holder.reset(frame.reason)
    }
    if (frame.after_ms) this.#reset = clock.setTimeout(tell, random() * frame.after_ms)
    else tell()
  }

  skipped(frame: SkippedFrame): void {
    const { position, status } = this.#state
    if (status !== 'joined' || !position || frame.to <= position.offset) return
    if (frame.from > position.offset + 1) {
      // Offsets before `from` that never came were not announced: a gap like any other.
      this.ask()
    } else {
      this.#set({ position: { epoch: position.epoch, offset: frame.to } })
      for (const holder of [...this.#holders]) holder.skipped(frame)
    }
  }

  /**
   * Taken away by the server. An answer to our own `leave` means nothing any more: it carries that `ref`, or comes
   * before the answer to the `join` that followed, which will tell.
   */
  left(frame: RoomLeftFrame): void {
    if (frame.ref !== undefined || this.#ref !== null) return
    this.#calm()
    this.#absent()
    this.#set({ status: 'left', error: Object.freeze({ code: frame.reason, message: 'removed from the room' }) })
  }

  /** False when the error is not about this room's join or presence. */
  refused(frame: ErrorFrame): boolean {
    const mine =
      frame.ref === undefined ? this.#state.status === 'joining' && this.#ref === null : frame.ref === this.#ref
    if (!mine) return this.presence.refused(frame) || this.said.refused(frame)
    const { code, message, retry_after_ms } = frame
    this.#calm()
    if (retry_after_ms === undefined) {
      this.#ref = null
      this.#absent()
      this.#set({ status: 'refused', error: Object.freeze({ code, message }) })
    } else {
      this.#set({ error: Object.freeze({ code, message }) })
      this.#rejoin = this.#surroundings.clock.setTimeout(() => this.ask(), retry_after_ms)
    }
    return true
  }

  #absent(): void {
    this.presence.end()
    this.said.disconnected()
  }

  #release(holder: Holder): void {
    this.#holders.delete(holder)
    if (this.empty) this.#surroundings.abandoned(this)
  }

  #calm(): void {
    this.#surroundings.clock.clearTimeout(this.#rejoin)
    this.#rejoin = null
  }

  #set(change: Partial<RoomState>): void {
    const after: RoomState = Object.freeze({ ...this.#state, ...change })
    const before = this.#state
    if (after.status === before.status && after.error === before.error && same(after.position, before.position)) return
    this.#state = after
    for (const holder of [...this.#holders]) holder.changed(after)
  }
}

const same = (a: Position | null, b: Position | null): boolean =>
  a === b || (a !== null && b !== null && a.epoch === b.epoch && a.offset === b.offset)
