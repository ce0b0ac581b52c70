/** What this node hears: the rooms somebody here is in, and a connection to Redis that listens for their events. */
import type { Position } from '@nabiz/protocol'
import type { Deliver, Moved } from '@nabiz/server'
import type { Redis } from 'ioredis'
import { readEnvelope } from './envelope.ts'
import type { Garbage } from './garbage.ts'
import { type RoomKeys, roomKeys } from './room-keys.ts'

type Subscriber = { readonly deliver: Deliver; readonly moved: Moved | undefined }

/** A room somebody here is in. */
export type HeardRoom = {
  readonly name: string
  readonly keys: RoomKeys
  readonly durable: boolean
  readonly subscribers: Set<Subscriber>
  /** Something came since the last look: what was lost before it shows by its offset. */
  heard: boolean
  /** The top that the subscribers were told last. */
  told: string | null
  /** How far a log was carried; what is older is a repeat. */
  carried: Position | null
}

export class Ear {
  readonly #redis: Redis
  readonly #prefix: string
  readonly #garbage: Garbage
  readonly #rooms = new Map<string, HeardRoom>()

  constructor(redis: Redis, prefix: string, garbage: Garbage) {
    this.#redis = redis
    this.#prefix = prefix
    this.#garbage = garbage
    redis.on('messageBuffer', (live: Buffer, message: Buffer) => this.#heard(live.toString(), message))
  }

  rooms(): IterableIterator<HeardRoom> {
    return this.#rooms.values()
  }

  /** Resolves when Redis tells this node of the room; gives what ends it. Rejects when Redis cannot be reached. */
  async listen(room: string, durable: boolean, subscriber: Subscriber): Promise<() => void> {
    const keys = roomKeys(this.#prefix, room)
    const known = this.#rooms.get(keys.live)
    const name = room.slice(room.lastIndexOf('/') + 1)
    const heard: HeardRoom = known ?? {
      name,
      keys,
      durable,
      subscribers: new Set(),
      heard: false,
      told: null,
      carried: null,
    }
    this.#rooms.set(keys.live, heard)
    heard.subscribers.add(subscriber)
    const end = () => {
      heard.subscribers.delete(subscriber)
      if (heard.subscribers.size > 0 || this.#rooms.get(keys.live) !== heard) return
      this.#rooms.delete(keys.live)
      // Where it cannot be said now, the next message of the room is passed over.
      this.#redis.unsubscribe(keys.live).catch(() => {})
    }
    try {
      // Also where it is known: that may have been asked a moment ago, and not answered.
      await this.#redis.subscribe(keys.live)
    } catch (error) {
      end()
      throw error
    }
    return end
  }

  /** Asks for a sign of life; a connection that gives none is made anew. */
  probe(): void {
    this.#redis.ping().catch(() => {})
  }

  close(): void {
    this.#rooms.clear()
    this.#redis.disconnect()
  }

  #heard(live: string, message: Buffer): void {
    const heard = this.#rooms.get(live)
    if (!heard) return
    const told = readEnvelope(message, heard.name)
    if (typeof told === 'string') {
      this.#garbage.drop(told)
      return
    }
    const { epoch, carried } = told
    if (heard.durable && carried.offset !== null) {
      if (heard.carried?.epoch === epoch && carried.offset <= heard.carried.offset) return
      heard.carried = { epoch, offset: carried.offset }
    }
    if (carried.offset !== null) heard.heard = true
    for (const { deliver } of heard.subscribers) deliver(epoch, carried)
  }
}
