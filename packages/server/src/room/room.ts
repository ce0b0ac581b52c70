/** One room on this node: takes what the broker delivers, mends gaps from history, and hands batches to its members. */
import type { Position, ResetReason } from '@nabiz/protocol'
import type { Carried } from '../broker/broker.ts'
import type { FanOut } from './fan-out.ts'
import { Batch, sizeOf } from './parcel.ts'
import type { RoomRules } from './room-catalogue.ts'
import type { RoomHistory } from './room-history.ts'

/** The door to a session that joined. */
export type Member = {
  /** Live events in order; each batch begins where the one before ended. */
  receive(batch: Batch): void
  /** Continuity ended: go on from `position`. */
  reset(position: Position, reason: ResetReason): void
}

/** A batch is handed on once it is so large: bounds what one turn gathers. */
const BATCH_BYTES = 65_536
const PAGE = { events: 500, bytes: BATCH_BYTES }
const ONE = { events: 1, bytes: 1 }

export class Room {
  readonly key: string
  readonly name: string
  readonly rules: RoomRules
  readonly history: RoomHistory
  readonly members = new Set<Member>()
  /** Where this node is: everything up to `top` went to the members, or waits in this turn's batch. */
  epoch = ''
  top = 0
  #state: 'opening' | 'open' | 'closed' = 'opening'
  #batch: Carried[] | null = null
  #batchBytes = 0
  #healing: Promise<void> | null = null
  /** Counts deliveries that could not be placed; a heal is over when none came during its last look. */
  #unplaced = 0
  #stale = false
  readonly #fanOut: FanOut

  constructor(parts: { key: string; name: string; rules: RoomRules; history: RoomHistory; fanOut: FanOut }) {
    this.key = parts.key
    this.name = parts.name
    this.rules = parts.rules
    this.history = parts.history
    this.#fanOut = parts.fanOut
  }

  /** The broker's `Deliver` door. */
  accept(epoch: string, carried: Carried): void {
    if (carried.offset === null) {
      if (this.#state === 'open') this.#append(carried)
      return
    }
    const known = epoch === this.epoch
    if (known && this.#state === 'open' && carried.offset <= this.top) return
    if (known && this.#state === 'open' && carried.offset === this.top + 1) {
      this.top = carried.offset
      this.#append(carried)
      return
    }
    this.#unplaced++
    if (this.#state === 'open') this.heal().catch(() => {})
  }

  /** The broker's `Moved` door: looks for what was lost on the way. */
  moved(top: Position | null): void {
    if (this.#state !== 'open') return
    if (top !== null && top.epoch === this.epoch && top.offset <= this.top) return
    this.#unplaced++
    this.heal().catch(() => {})
  }

  /** Begins at `position`; deliveries that came before are looked up in history. */
  async open(position: Position): Promise<void> {
    this.epoch = position.epoch
    this.top = position.offset
    this.#state = 'open'
    if (this.#unplaced > 0) await this.heal()
  }

  close(): void {
    this.#state = 'closed'
    this.members.clear()
  }

  /** True after a heal failed, until one succeeds. */
  get stale(): boolean {
    return this.#stale
  }

  /** Reads history from `top` on until nothing is missing. Rejects when history cannot be read; the node tries again. */
  heal(): Promise<void> {
    this.#healing ??= this.#heal()
    return this.#healing
  }

  async #heal(): Promise<void> {
    this.#stale = true
    try {
      for (;;) {
        const unplaced = this.#unplaced
        const before = this.top
        const page = await this.history.read({ epoch: this.epoch, offset: this.top }, PAGE)
        if (this.#state === 'closed') return
        if (page.epoch !== this.epoch) this.#reset(page, 'epoch_changed')
        else if (page.top > this.top && page.first > this.top + 1) this.#reset(page, 'trimmed')
        else
          for (const event of page.events) {
            if (event.offset !== this.top + 1) continue
            this.top = event.offset
            this.#append(event)
          }
        // A ring may end before the log does, so only a look that finds nothing new ends this.
        if (this.top === before && unplaced === this.#unplaced) break
      }
      this.#stale = false
    } finally {
      this.#healing = null
    }
  }

  /** Why a session cannot go on from `since`, or null when it can. Brings this node up to date first where it must. */
  async judge(since: Position, maxEvents: number): Promise<ResetReason | null> {
    if (since.epoch === this.epoch && since.offset === this.top) return null
    const page = await this.history.read(since, ONE)
    if (page.epoch !== this.epoch || page.top > this.top) await this.heal()
    if (since.epoch !== this.epoch) return 'epoch_changed'
    if (since.offset > this.top) return 'ahead'
    if (this.top - since.offset > maxEvents) return 'too_far'
    return since.offset < this.top && since.offset + 1 < page.first ? 'trimmed' : null
  }

  /**
   * Hands this turn's batch to the members now. Before somebody enters: what is in it is behind their position. Gives the
   * number of its events.
   */
  flush(): number {
    if (this.#batch === null) return 0
    const batch = new Batch(this.#batch)
    this.#batch = null
    this.#batchBytes = 0
    for (const member of this.members) member.receive(batch)
    return batch.events.length
  }

  #append(carried: Carried): void {
    if (this.#batch === null) {
      // Not pushed into an empty array: that would make place for sixteen more, and most batches are of one event.
      this.#batch = [carried]
      this.#fanOut.room(this)
    } else this.#batch.push(carried)
    this.#batchBytes += sizeOf(carried)
    if (this.#batchBytes >= BATCH_BYTES) this.flush()
  }

  #reset(page: { epoch: string; top: number }, reason: ResetReason): void {
    this.flush()
    this.epoch = page.epoch
    this.top = page.top
    for (const member of this.members) member.reset({ epoch: this.epoch, offset: this.top }, reason)
  }
}
