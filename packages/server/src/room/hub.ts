/** The rooms of this node: each is opened by its first joiner, shared, and closed after the last one left. */
import type { Position, RoomEvent } from '@nabiz/protocol'
import type { Broker } from '../broker/broker.ts'
import { storedEvent } from '../broker/encode-event.ts'
import type { HistoryLog } from '../broker/history-log.ts'
import type { FanOut } from './fan-out.ts'
import { Refused } from './refused.ts'
import { Room } from './room.ts'
import { type RoomCatalogue, slotOf } from './room-catalogue.ts'
import { type HistorySource, type OtherNodes, RoomHistory } from './room-history.ts'
import { nameOfKey } from './room-key.ts'

export type HubParts = {
  broker: Broker
  log: HistoryLog | undefined
  catalogue: RoomCatalogue
  fanOut: FanOut
  others: OtherNodes
  onError: (error: unknown, where: string) => void
}

type Held = { readonly room: Room; readonly opened: Promise<() => void>; holds: number }

export class Hub {
  readonly #parts: HubParts
  readonly #held = new Map<string, Held>()

  constructor(parts: HubParts) {
    this.#parts = parts
  }

  /** The room, open and up to date, until {@link release} was called as often. Rejects when broker or log cannot be read. */
  async hold(key: string): Promise<Room> {
    let held = this.#held.get(key)
    if (!held) {
      const room = this.#make(key)
      held = { room, opened: this.#open(room), holds: 0 }
      this.#held.set(key, held)
    }
    held.holds++
    try {
      await held.opened
    } catch (error) {
      this.#parts.onError(error, 'open a room')
      if (this.#held.get(key) === held) this.#held.delete(key)
      throw new Refused('unavailable')
    }
    return held.room
  }

  release(room: Room): void {
    const held = this.#held.get(room.key)
    if (held?.room !== room) return
    held.holds--
    if (held.holds > 0) return
    this.#held.delete(room.key)
    room.close()
    held.opened.then(unsubscribe => unsubscribe()).catch(() => {})
  }

  /** A room's past, for whoever need not be in it. */
  historyOf(key: string): RoomHistory {
    return this.#held.get(key)?.room.history ?? this.#history(key)
  }

  /** An event the log already holds goes to everybody who is in the room. */
  async carry(key: string, epoch: string, event: RoomEvent & { offset: number }): Promise<void> {
    const name = nameOfKey(key)
    const { contract, retention } = this.#parts.catalogue.rulesOf(name)
    if (!retention.durable || !this.#parts.log) throw new TypeError(`carry: ${name} is not a durable room with a log`)
    const stored = storedEvent({ ...event, room: name }, slotOf(contract, event.type, event.data))
    await this.#parts.broker.place(key, epoch, stored, retention)
  }

  /** Rooms that could not be brought up to date try again. */
  sweep(): void {
    if (!this.#parts.others.current()) return
    for (const { room } of this.#held.values()) {
      if (room.stale) room.heal().catch(error => this.#parts.onError(error, 'read the history of a room'))
    }
  }

  /** Members of every open room, by key. */
  counts(): Record<string, number> {
    const rooms = [...this.#held].filter(([, { room }]) => room.members.size > 0)
    return Object.fromEntries(rooms.map(([key, { room }]) => [key, room.members.size]))
  }

  #make(key: string): Room {
    const name = nameOfKey(key)
    const { catalogue, fanOut } = this.#parts
    return new Room({ key, name, rules: catalogue.rulesOf(name), history: this.#history(key), fanOut })
  }

  #history(key: string): RoomHistory {
    const { broker, log, catalogue, others } = this.#parts
    const { contract, retention } = catalogue.rulesOf(nameOfKey(key))
    const source: HistorySource = retention.durable && log ? { kind: 'log', log } : { kind: 'broker' }
    return new RoomHistory({ key, contract, broker, source, others })
  }

  /** Subscribes before it asks where the room is: what comes in between is found again in history. */
  async #open(room: Room): Promise<() => void> {
    const { broker, log } = this.#parts
    const { retention } = room.rules
    const subscription = await broker.subscribe(
      room.key,
      retention,
      (epoch, carried) => {
        // What is let go by here the broker tells of once more, by the room's top.
        if (this.#parts.others.current()) room.accept(epoch, carried)
      },
      top => room.moved(top),
    )
    try {
      const position: Position = retention.durable && log ? await log.top(room.key) : subscription.position
      await room.open(position)
    } catch (error) {
      subscription.close()
      throw error
    }
    return () => subscription.close()
  }
}
