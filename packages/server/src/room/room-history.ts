/** Reads a room's past: the broker's ring first and, in a durable room, the log where the ring ends. */
import type { Position, RoomContract, RoomEvent } from '@nabiz/protocol'
import type { Broker, HistoryPage, PageSize, Stored } from '../broker/broker.ts'
import { storedEvent } from '../broker/encode-event.ts'
import type { HistoryLog, LogPage } from '../broker/history-log.ts'
import { Refused } from './refused.ts'
import { slotOf } from './room-catalogue.ts'
import { nameOfKey } from './room-key.ts'

/** Where a room's truth lies. */
export type HistorySource = { readonly kind: 'broker' } | { readonly kind: 'log'; readonly log: HistoryLog }

export type RoomHistoryParts = {
  readonly key: string
  readonly contract: RoomContract
  readonly broker: Broker
  readonly source: HistorySource
  readonly others: OtherNodes
}

/** Whether this node knows what the others were told. While it does not, it neither delivers nor reads. */
export type OtherNodes = {
  current(): boolean
  /** Resolves when it does; rejects when that takes too long. */
  caughtUp(): Promise<void>
}

const refuse = (): never => {
  throw new Refused('unavailable')
}

export class RoomHistory {
  readonly #key: string
  readonly #contract: RoomContract
  readonly #broker: Broker
  readonly #source: HistorySource
  readonly #others: OtherNodes

  constructor(parts: RoomHistoryParts) {
    this.#key = parts.key
    this.#contract = parts.contract
    this.#broker = parts.broker
    this.#source = parts.source
    this.#others = parts.others
  }

  /** Events after `since`, or the newest. A page of a ring may know an older `top` than the log; it never has a hole. Throws {@link Refused} `unavailable` where nothing may be read. */
  async read(since: Position | null, size: PageSize): Promise<HistoryPage> {
    if (!this.#others.current()) await this.#others.caughtUp().catch(refuse)
    if (this.#source.kind === 'broker') return this.#broker.read(this.#key, since, size)
    if (since) {
      const ring = await this.#broker.read(this.#key, since, size)
      if (ring.epoch === since.epoch && ring.events[0]?.offset === since.offset + 1) return ring
    }
    return this.#fromLog(await this.#source.log.read(this.#key, since, size.events), since, size)
  }

  #fromLog(page: LogPage, since: Position | null, size: PageSize): HistoryPage {
    const all = page.events.filter(event => event.offset !== undefined).map(event => this.#stored(event))
    let bytes = 0
    // Too large a page loses its far end: the newest of a forward read, the oldest of a backward one.
    const near = since ? all : all.toReversed()
    const kept = near.filter((event, index) => {
      bytes += event.frame.length
      return index === 0 || bytes <= size.bytes
    })
    return { epoch: page.epoch, top: page.top, first: page.first, events: since ? kept : kept.toReversed() }
  }

  #stored(event: RoomEvent): Stored {
    const { type, data } = event
    const placed = { ...event, room: nameOfKey(this.#key), offset: event.offset! }
    return storedEvent(placed, slotOf(this.#contract, type, data))
  }
}
