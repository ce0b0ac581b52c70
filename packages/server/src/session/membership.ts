/** One session in one room: live, catching up from history, or holding the newest for a stalled reader. */
import type { Position, Ref, ResetReason } from '@nabiz/protocol'
import { Batch, Parcel } from '../room/parcel.ts'
import type { Member, Room } from '../room/room.ts'
import { HeldEvents } from './held-events.ts'
import type { PresenceWatch } from './presence-watch.ts'
import { isBatch, type Owner, type SendQueue } from './send-queue.ts'

/**
 * `joining`: allowed, the room is being opened. `catching`: everything up to `sent` was queued, the rest comes from
 * history. `lossy`: the reader stalls in a room whose policy keeps less than everything.
 */
type State =
  | { readonly name: 'joining' }
  | { readonly name: 'live' }
  | { readonly name: 'catching'; sent: number }
  | { readonly name: 'lossy'; sent: number; seen: number; readonly held: HeldEvents }
  | { readonly name: 'left' }

// One object for all who are in a state that holds nothing: each reader of a room is in one of these.
const JOINING: State = { name: 'joining' }
const LIVE: State = { name: 'live' }
const LEFT: State = { name: 'left' }

/** The door to the session: what a membership needs of it. */
export type Reader = {
  readonly queue: SendQueue
  /** A frame that is no room's event. */
  send(frame: object): void
  /** The membership wants {@link Membership.fill} when the queue is idle, until that says it is done. */
  wantsFilling(membership: Membership): void
  /** Frames of no room overflow: nothing helps this reader. */
  overflowed(): void
}

/** One page of a replay: what a stalled reader costs at most, beside its queue. */
const PAGE = { events: 500, bytes: 65_536 }

export class Membership implements Member, Owner {
  // What each event asks for comes first, as in the queue.
  #state: State = JOINING
  readonly #queue: SendQueue
  readonly #reader: Reader
  readonly key: string
  readonly name: string
  #room: Room | null = null
  #watch: PresenceWatch | null = null

  constructor(key: string, name: string, reader: Reader) {
    this.key = key
    this.name = name
    this.#reader = reader
    this.#queue = reader.queue
  }

  get left(): boolean {
    return this.#state.name === 'left'
  }

  /** True once `room_joined` was sent. */
  get entered(): boolean {
    return this.#room !== null
  }

  /**
   * Goes in: one synchronous step, so that nothing falls between `room_joined` and the first live event.
   * `reset` says why the session cannot go on from `since`; `watch` begins with the answer.
   */
  enter(
    room: Room,
    since: Position | null,
    reset: ResetReason | null,
    ref: Ref | undefined,
    watch: PresenceWatch | null,
  ): void {
    room.flush()
    this.#room = room
    this.#watch = watch
    const reason = since && !reset && since.epoch !== room.epoch ? 'epoch_changed' : reset
    const recovered = since === null ? 'fresh' : reason ? 'reset' : 'all'
    const missed = since && !reason ? room.top - since.offset : undefined
    this.#queue.counters.joined[recovered]++
    this.#reader.send({
      type: 'room_joined',
      room: this.name,
      ...(ref !== undefined && { ref }),
      epoch: room.epoch,
      offset: room.top,
      recovered,
      ...(missed !== undefined && { missed }),
      ...(reason && { reason }),
      ...(watch && { presence: watch.begin() }),
    })
    room.members.add(this)
    this.#queue.rooms++
    if (since && missed) this.#catchUp(since.offset)
    else this.#state = LIVE
  }

  /** Out of the room at once; what still waits for the connection is taken back. Gives the room to release, if any. */
  leave(): Room | null {
    if (this.#state.name === 'lossy') this.#queue.reserve(-this.#state.held.bytes)
    this.#state = LEFT
    this.#queue.withdraw(this)
    this.#watch?.end()
    this.#watch = null
    const room = this.#room
    this.#room = null
    if (room?.members.delete(this)) this.#queue.rooms--
    return room
  }

  receive(batch: Batch): void {
    const state = this.#state
    if (state.name === 'live') {
      if (!this.#queue.push(batch, this)) this.#overflow(batch)
    } else if (state.name === 'lossy') this.#hold(state, [batch])
    // Passing events need no place in an order; they go on while there is room for them.
    else if (state.name === 'catching' && batch.first === null && !this.#queue.push(batch, this))
      this.#queue.counters.dropped.passing += batch.events.length
  }

  reset(position: Position, reason: ResetReason): void {
    if (this.#state.name === 'left' || this.#state.name === 'joining') return
    if (this.#state.name === 'lossy') this.#queue.reserve(-this.#state.held.bytes)
    this.#queue.withdraw(this)
    this.#state = LIVE
    this.#reader.send({ type: 'room_reset', room: this.name, ...position, reason })
  }

  giveWay(): void {
    if (this.#state.name === 'live' || this.#state.name === 'catching') this.#overflow(null)
  }

  /** Queues the next part of what the reader lacks. True when it has everything and is live again. */
  async fill(): Promise<boolean> {
    const state = this.#state
    if (state.name === 'lossy') return this.#release(state)
    if (state.name !== 'catching' || !this.#room) return true
    const room = this.#room
    const page = await room.history.read({ epoch: room.epoch, offset: state.sent }, PAGE)
    if (this.#state !== state) return this.#state.name !== 'catching' && this.#state.name !== 'lossy'
    if (page.epoch === room.epoch && page.events[0]?.offset === state.sent + 1) {
      // What lies past the room's top comes live: two sources of one event would give it twice.
      const events = page.events.filter(event => event.offset <= room.top)
      const batch = new Batch(events)
      if (events.length > 0 && this.#queue.push(batch, this)) state.sent = batch.last ?? state.sent
    } else if (state.sent < room.top) {
      this.reset({ epoch: room.epoch, offset: room.top }, page.epoch === room.epoch ? 'trimmed' : 'epoch_changed')
      return true
    }
    if (state.sent < room.top) return false
    room.flush()
    this.#state = LIVE
    return true
  }

  /** Over the budget: the room's events give way, and come again when the socket drains. */
  #overflow(batch: Batch | null): void {
    const displaced = this.#queue.withdraw(this).filter(isBatch)
    if (batch) displaced.push(batch)
    const first = displaced.find(one => one.first !== null)?.first
    const { dropped } = this.#queue.counters
    for (const one of displaced) for (const { offset } of one.events) if (offset === null) dropped.passing++
    if (first === undefined || first === null || !this.#room) return
    const policy = this.#room.rules.contract.slowReader
    if (policy === 'resync' || this.#state.name === 'catching') {
      for (const one of displaced) for (const { offset } of one.events) if (offset !== null) dropped.resync++
      this.#catchUp(first - 1)
      return
    }
    const state: State = { name: 'lossy', sent: first - 1, seen: first - 1, held: new HeldEvents(policy) }
    this.#state = state
    this.#hold(state, displaced)
    this.#reader.wantsFilling(this)
  }

  #catchUp(sent: number): void {
    this.#state = { name: 'catching', sent }
    this.#reader.wantsFilling(this)
  }

  #hold(state: State & { name: 'lossy' }, batches: readonly Batch[]): void {
    const { held } = state
    const before = held.bytes
    for (const batch of batches) {
      held.put(batch.events)
      state.seen = batch.last ?? state.seen
    }
    const queue = this.#queue
    queue.reserve(held.bytes - before)
    while (!queue.fits(0)) {
      const full = held.bytes
      if (!held.dropOldest()) break
      queue.reserve(held.bytes - full)
    }
  }

  #release(state: State & { name: 'lossy' }): boolean {
    const queue = this.#queue
    const { slowReader } = this.#room!.rules.contract
    if (slowReader !== 'resync') queue.counters.dropped[slowReader] += state.seen - state.sent - state.held.size
    const frames = state.held.release(this.name, state.sent, state.seen, slowReader)
    queue.reserve(-state.held.bytes)
    this.#state = LIVE
    // Without an owner: these may not give way again, or their gaps would be told twice.
    if (frames.length > 0 && !queue.push(new Parcel(frames), null)) this.#reader.overflowed()
    return true
  }
}
