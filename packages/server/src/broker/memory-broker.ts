/** The broker of one process: order, ring and delivery in memory, nothing to install. */
import { randomBytes } from 'node:crypto'
import type { Position } from '@nabiz/protocol'
import type { Broker, Deliver, Draft, HistoryPage, PageSize, Retention, Stored, Subscription } from './broker.ts'
import { passingFrame, placedJson } from './encode-event.ts'
import { Ring } from './ring.ts'

export type MemoryBrokerOptions = {
  /** ms; for ages of events. Default `Date.now`. */
  now?: () => number
  /** Names this life of the process in every epoch, at most 12 characters of `[A-Za-z0-9_-]`. Default: random. */
  life?: string
  /** What all rings together may take, in bytes. Default 512 MiB. */
  budgetBytes?: number
  /** How long an idle room keeps epoch and offset after its events are gone, in ms. Default 24 h. */
  rememberMs?: number
}

type Room = {
  epoch: string
  top: number
  ring: Ring
  retention: Retention
  subscribers: Set<Deliver>
  /** When it was last published to or listened to, in whole s since the broker began: a number of ms would be an object. */
  touched_s: number
}

class MemoryBroker implements Broker {
  readonly durability = 'memory'
  readonly #rooms = new Map<string, Room>()
  readonly #now: () => number
  readonly #life: string
  readonly #budget: number
  readonly #remember: number
  readonly #began: number
  /** Counts up when a room with offsets is forgotten: every room made afterwards has another epoch, so none repeats an offset. */
  #generation = 0
  #bytes = 0

  constructor(options: MemoryBrokerOptions) {
    this.#now = options.now ?? Date.now
    this.#began = this.#now()
    this.#life = options.life ?? randomBytes(8).toString('base64url')
    this.#budget = options.budgetBytes ?? 512 * 1024 * 1024
    this.#remember = options.rememberMs ?? 86_400_000
  }

  publish(name: string, draft: Draft, retention: Retention): Position {
    const now = this.#now()
    const room = this.#open(name, retention, now)
    const offset = room.top + 1
    const before = room.ring.bytes
    const event = room.ring.write(offset, draft.slot, placedJson(draft, offset), now)
    this.#kept(room, offset, before, now)
    for (const deliver of room.subscribers) deliver(room.epoch, event)
    return { epoch: room.epoch, offset }
  }

  async pass(name: string, draft: Draft): Promise<void> {
    const room = this.#rooms.get(name)
    if (!room || room.subscribers.size === 0) return
    const event = { offset: null, slot: draft.slot, frame: passingFrame(draft) }
    for (const deliver of room.subscribers) deliver(room.epoch, event)
  }

  async place(name: string, epoch: string, event: Stored, _retention: Retention): Promise<void> {
    const room = this.#rooms.get(name)
    // Nobody listens: the log has it, and a ring nobody reads would cost memory for nothing.
    if (!room || room.subscribers.size === 0) return
    if (room.epoch === epoch && event.offset <= room.top) return
    if (room.epoch !== epoch || event.offset !== room.top + 1) {
      this.#bytes -= room.ring.bytes
      room.ring.clear()
    }
    room.epoch = epoch
    const now = this.#now()
    room.touched_s = this.#seconds(now)
    const before = room.ring.bytes
    const kept = room.ring.write(event.offset, event.slot, event.frame, now)
    this.#kept(room, event.offset, before, now)
    for (const deliver of room.subscribers) deliver(epoch, kept)
  }

  async subscribe(name: string, retention: Retention, deliver: Deliver): Promise<Subscription> {
    const room = this.#open(name, retention, this.#now())
    room.subscribers.add(deliver)
    return {
      position: { epoch: room.epoch, offset: room.top },
      close: () => {
        room.subscribers.delete(deliver)
        room.touched_s = this.#seconds(this.#now())
        const worthless = room.retention.durable || room.top === 0
        if (room.subscribers.size === 0 && worthless && this.#rooms.get(name) === room) this.#forget(name, room)
      },
    }
  }

  async read(name: string, since: Position | null, size: PageSize): Promise<HistoryPage> {
    const room = this.#rooms.get(name)
    if (!room) return { epoch: this.#epoch(), top: 0, first: 1, events: [] }
    this.#age(room, this.#now())
    const events = since ? room.ring.after(since.offset, size) : room.ring.newest(size)
    return { epoch: room.epoch, top: room.top, first: room.ring.first ?? room.top + 1, events }
  }

  sweep(): void {
    const now = this.#now()
    for (const [name, room] of this.#rooms) {
      this.#age(room, now)
      const idle = room.subscribers.size === 0 && room.ring.length === 0
      // The last event went at the latest `age_ms` after the last touch; the promise counts from there.
      const since = this.#began + room.touched_s * 1_000 + room.retention.age_ms
      if (idle && now - since > this.#remember) this.#forget(name, room)
    }
  }

  async close(): Promise<void> {
    this.#rooms.clear()
    this.#bytes = 0
  }

  #epoch(): string {
    return `${this.#life}.${this.#generation.toString(36)}`
  }

  /** Rounded up: nothing is forgotten early. */
  #seconds(now: number): number {
    return Math.ceil((now - this.#began) / 1_000)
  }

  #open(name: string, retention: Retention, now: number): Room {
    let room = this.#rooms.get(name)
    if (!room) {
      room = {
        epoch: this.#epoch(),
        top: 0,
        ring: new Ring(),
        retention,
        subscribers: new Set(),
        touched_s: 0,
      }
      this.#rooms.set(name, room)
    }
    room.touched_s = this.#seconds(now)
    return room
  }

  /** The ring took one more event; `before` = its bytes until then. */
  #kept(room: Room, offset: number, before: number, now: number): void {
    room.top = offset
    room.ring.trim(room.retention, now - room.retention.age_ms)
    this.#bytes += room.ring.bytes - before
    if (this.#bytes > this.#budget) this.#shrink()
  }

  #age(room: Room, now: number): void {
    const before = room.ring.bytes
    room.ring.trim(room.retention, now - room.retention.age_ms)
    this.#bytes += room.ring.bytes - before
  }

  /** Over the budget of the process: halve rings, the quietest first, until a tenth of it is free. */
  #shrink(): void {
    const quietest = [...this.#rooms.values()].sort((a, b) => a.touched_s - b.touched_s)
    for (const room of quietest) {
      if (this.#bytes <= this.#budget * 0.9) return
      const before = room.ring.bytes
      room.ring.trim({ count: Infinity, bytes: before / 2 }, -Infinity)
      this.#bytes += room.ring.bytes - before
    }
  }

  #forget(name: string, room: Room): void {
    this.#rooms.delete(name)
    this.#bytes -= room.ring.bytes
    if (room.top > 0 && !room.retention.durable) this.#generation++
  }
}

/** A broker within this process. Share one object between servers to make them nodes of one cluster, as tests do. */
export const createMemoryBroker = (options: MemoryBrokerOptions = {}): Broker => new MemoryBroker(options)
