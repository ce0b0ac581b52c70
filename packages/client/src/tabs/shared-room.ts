/** One room of the shared connection: which tabs are in it, from where, and how one join at the server serves them all. */
import type { Position, PresenceChangedFrame, Ref, RoomEvent, RoomJoinedFrame, ServerFrame } from '@nabiz/protocol'
import type { Tab } from './tab.ts'

export type Watch = 'count' | 'list'
/** What a tab asks for. Without `ref` it asked by `connect`. */
export type Want = { ref?: Ref; since: Position | null; presence?: Watch }
type Asked = Omit<Want, 'ref'> & { ref: number | null }
type Seat = { state: 'pending' | 'joined'; want: Want }

export type SharedRoomOptions = {
  name: string
  ref(): number
  /** Joins at the server, anew if it was joined. */
  ask(want: Want & { ref: number }): void
}

export class SharedRoom {
  readonly #options: SharedRoomOptions
  readonly #seats = new Map<Tab, Seat>()
  /** The join under way; `null` ref: the one in `connect`. */
  #asked: Asked | null = null
  /** What every joined tab has been given, or has from before. */
  #position: Position | null = null
  /** The room's top when it was joined. */
  #top = 0
  #watch: Watch | undefined
  #presence: { count: number; version: number } | undefined

  constructor(options: SharedRoomOptions) {
    this.#options = options
  }

  get empty(): boolean {
    return this.#seats.size === 0
  }

  has(tab: Tab): boolean {
    return this.#seats.has(tab)
  }

  leave(tab: Tab): void {
    this.#seats.delete(tab)
  }

  /** `connecting`: the `connect` frame that is still to come will ask. */
  enter(tab: Tab, want: Want, connecting: boolean): void {
    this.#seats.set(tab, { state: 'pending', want })
    if (!connecting && !this.#asked) this.#serve()
  }

  /** The connection is there: asks for what came too late for its `connect`. */
  connected(): void {
    if (!this.#asked) this.#serve()
  }

  /** What `connect` asks for. */
  toConnect(): Want {
    const want = this.#lowest()
    this.#asked = { ...want, ref: null }
    return want
  }

  event(event: RoomEvent): void {
    if (event.offset !== undefined && this.#position && event.offset > this.#position.offset) {
      this.#position = { epoch: this.#position.epoch, offset: event.offset }
    }
    for (const [tab, { state }] of this.#seats) if (state === 'joined') tab.frame(event)
  }

  /** False when nothing of the room is left at the server. */
  frame(frame: ServerFrame): boolean {
    if (frame.type === 'room_joined') this.#joined(frame)
    else if (frame.type === 'error') return this.#refused(frame)
    else if (frame.type === 'presence_changed') this.#presenceChanged(frame)
    else if (frame.type === 'room_left') {
      if (frame.ref !== undefined) return true
      for (const tab of this.#seats.keys()) tab.frame(frame)
      return false
    } else if (frame.type === 'room_reset' || frame.type === 'skipped') {
      const { epoch, offset } = frame.type === 'room_reset' ? frame : { epoch: this.#position!.epoch, offset: frame.to }
      this.#position = { epoch, offset }
      this.#toJoined(frame)
    }
    return true
  }

  #toJoined(frame: ServerFrame): void {
    for (const [tab, { state }] of this.#seats) if (state === 'joined') tab.frame(frame)
  }

  #presenceChanged(frame: PresenceChangedFrame): void {
    this.#presence = { count: frame.count, version: frame.version }
    for (const [tab, { state, want }] of this.#seats) if (state === 'joined' && want.presence) tab.frame(frame)
  }

  #joined(frame: RoomJoinedFrame): void {
    const asked = this.#asked
    if (!asked || (frame.ref ?? null) !== asked.ref) return
    const { epoch, offset } = frame
    const before = this.#position
    this.#asked = null
    this.#watch = asked.presence
    this.#presence = frame.presence
    this.#position = frame.recovered === 'all' && asked.since ? asked.since : { epoch, offset }
    this.#top = offset
    const after = this.#position
    // Those who were in it go on, unless something between what they have and what comes now is left out.
    if (before && (before.epoch !== after.epoch || before.offset < after.offset)) {
      this.#toJoined({ type: 'room_reset', room: this.#options.name, epoch, offset, reason: frame.reason ?? 'trimmed' })
    }
    for (const [tab, seat] of this.#seats) {
      if (seat.state === 'pending' && same(seat.want.since, asked.since) && this.#shows(seat.want)) {
        this.#answer(tab, seat, frame)
      }
    }
    this.#serve()
  }

  /** Answers who can be answered from what is joined; asks the server for who stands elsewhere. */
  #serve(): void {
    const position = this.#position
    for (const [tab, seat] of position ? this.#seats : []) {
      const { since } = seat.want
      if (seat.state === 'joined' || !this.#shows(seat.want)) continue
      const here = { type: 'room_joined', room: this.#options.name, epoch: position!.epoch } as const
      if (!since) this.#answer(tab, seat, { ...here, offset: position!.offset, recovered: 'fresh' })
      else if (since.epoch !== position!.epoch) {
        this.#answer(tab, seat, { ...here, offset: position!.offset, recovered: 'reset', reason: 'epoch_changed' })
      } else if (since.offset >= position!.offset && since.offset <= Math.max(this.#top, position!.offset)) {
        this.#answer(tab, seat, { ...here, offset: since.offset, recovered: 'all', missed: 0 })
      }
    }
    if (![...this.#seats.values()].some(seat => seat.state === 'pending')) return
    const ask = { ...this.#lowest(), ref: this.#options.ref() }
    this.#asked = ask
    this.#options.ask(ask)
  }

  #answer(tab: Tab, seat: Seat, frame: RoomJoinedFrame): void {
    seat.state = 'joined'
    const { ref, presence } = seat.want
    tab.frame({ ...frame, ref, presence: presence && this.#presence })
  }

  /** False when the server is to be told that presence is wanted, or more of it. */
  #shows({ presence }: Want): boolean {
    return !presence || presence === this.#watch || this.#watch === 'list'
  }

  /** From where one join serves the most: the lowest position of those who wait, or where the room stands. */
  #lowest(): Want {
    const seats = [...this.#seats.values()]
    const waiting = seats.flatMap(({ state, want }) => (state === 'pending' && want.since ? [want.since] : []))
    const position = this.#position
    // Past the top as far as is known here: what that means is the server's to say.
    const ahead = position && waiting.every(at => at.offset > position.offset) ? waiting[0] : undefined
    const all = position && !ahead ? [position, ...waiting] : waiting
    const lowest = all.filter(at => at.epoch === all[0]!.epoch).sort((a, b) => a.offset - b.offset)[0]
    const since = ahead ?? lowest ?? null
    const watches = seats.map(seat => seat.want.presence)
    const presence = watches.includes('list') ? 'list' : watches.includes('count') ? 'count' : undefined
    return { since, ...(presence && { presence }) }
  }

  #refused(frame: ServerFrame & { type: 'error' }): boolean {
    if (!this.#asked || (frame.ref ?? null) !== this.#asked.ref) return true
    this.#asked = null
    // A pause asked for changes nothing; any other no is said after the room was left to be joined anew.
    const still = this.#position !== null && frame.retry_after_ms !== undefined
    for (const [tab, { state, want }] of [...this.#seats]) {
      if (state === 'pending') {
        this.#seats.delete(tab)
        tab.frame({ ...frame, ref: want.ref })
      } else if (!still) tab.frame({ type: 'room_left', room: this.#options.name, reason: frame.code })
    }
    return still
  }
}

const same = (a: Position | null, b: Position | null): boolean =>
  a === b || (a !== null && b !== null && a.epoch === b.epoch && a.offset === b.offset)
