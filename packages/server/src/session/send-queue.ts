/** What waits for one connection: bounded, written once a turn, and never more than the reader takes. */

import type { Counters } from '../room/counters.ts'
import type { FanOut } from '../room/fan-out.ts'
import { Batch, type Parcel } from '../room/parcel.ts'
import type { Wire } from './wire.ts'

/** Whose batches these are: asked to take them back when the queue needs room. */
export type Owner = { giveWay(): void }

/** One parcel that waits, and whose it is; null = an answer, which belongs to no room. */
type Waiting = { readonly parcel: Parcel; readonly owner: Owner | null; next: Waiting | null }

/** Parcels are joined up to so many bytes a write, so that a slow reader's progress shows. */
const WRITE_BYTES = 131_072

export class SendQueue {
  // What a write asks for comes first: it lies together in memory, and with a thousand readers none of it is in the cache.
  readonly #wire: Wire
  readonly #fanOut: FanOut
  // A chain, not arrays: most queues are empty or hold one parcel, and an idle connection then keeps nothing at all.
  #first: Waiting | null = null
  #blocked = false
  #ended = false
  /** Rooms whose events may come. */
  rooms = 0
  #reserved = 0
  #last: Waiting | null = null
  #bytes = 0
  #scheduled = false
  readonly #limit: number
  /** Since when, while blocked, the reader has taken so much. */
  #progress: { written: number; at: number } | null = null
  #waiters: (() => void)[] | null = null

  constructor(wire: Wire, fanOut: FanOut, limitBytes: number) {
    this.#wire = wire
    this.#fanOut = fanOut
    this.#limit = limitBytes
  }

  get counters(): Counters {
    return this.#fanOut.counters
  }

  /** Bytes this connection costs the process now. */
  get bytes(): number {
    return this.#bytes + this.#reserved + this.#wire.buffered()
  }

  /** Nothing waits, and the reader takes more. */
  get idle(): boolean {
    return !this.#blocked && this.#first === null
  }

  /** Owners of what waits. */
  owners(): Set<Owner> {
    const owners = new Set<Owner>()
    for (let one = this.#first; one !== null; one = one.next) if (one.owner) owners.add(one.owner)
    return owners
  }

  /** False: over the limit, the parcel was not taken. */
  push(parcel: Parcel, owner: Owner | null): boolean {
    if (this.#ended) return true
    if (!this.fits(parcel.bytes)) {
      // A burst within one turn is no stalled reader: what can go now, goes.
      this.flush()
      if (!this.fits(parcel.bytes)) return false
    }
    // What would be written in a moment anyway is written while all that belongs to this connection is at hand.
    if (this.#fanOut.lastFor(this.rooms) && this.idle) {
      this.#write(parcel)
      return true
    }
    const waiting = { parcel, owner, next: null }
    if (this.#last === null) this.#first = waiting
    else this.#last.next = waiting
    this.#last = waiting
    this.#bytes += parcel.bytes
    this.#schedule()
    return true
  }

  /** One parcel always fits a reader who took everything before it, however large: else it could never go on. */
  fits(bytes: number): boolean {
    return (this.idle && this.#reserved === 0) || this.bytes + bytes <= this.#limit
  }

  /** Counts memory that an owner keeps for this connection outside the queue. */
  reserve(bytes: number): void {
    this.#reserved += bytes
  }

  /** Takes back what waits for `owner`, oldest first. */
  withdraw(owner: Owner): Parcel[] {
    const taken: Parcel[] = []
    let kept: Waiting | null = null
    for (let one = this.#first; one !== null; one = one.next) {
      if (one.owner !== owner) {
        kept = one
        continue
      }
      taken.push(one.parcel)
      this.#bytes -= one.parcel.bytes
      if (kept === null) this.#first = one.next
      else kept.next = one.next
    }
    this.#last = kept
    return taken
  }

  flush(): void {
    this.#scheduled = false
    if (this.#ended) return
    while (!this.#blocked && this.#first !== null) {
      let { parcel, next } = this.#first
      while (next !== null && parcel.bytes + next.parcel.bytes <= WRITE_BYTES) {
        parcel = parcel.join(next.parcel)
        next = next.next
      }
      this.#first = next
      if (next === null) this.#last = null
      this.#bytes -= parcel.bytes
      this.#write(parcel)
    }
  }

  #write(parcel: Parcel): void {
    const bytes = parcel.as(this.#wire.encoding)
    this.counters.framesOut += parcel.frames.length
    this.counters.bytesOut += bytes.length
    if (!this.#wire.write(bytes)) this.#blocked = true
  }

  /** The reader takes more. */
  drained(): void {
    this.#blocked = false
    this.flush()
    if (this.idle) this.#wake()
  }

  /** Resolves when the queue is idle, or ended. */
  async whenIdle(): Promise<void> {
    while (!this.#ended && !this.idle) {
      if (!this.#blocked) this.flush()
      else {
        const { promise, resolve } = Promise.withResolvers<void>()
        this.#waiters ??= []
        this.#waiters.push(resolve)
        await promise
      }
    }
  }

  /** True when the reader has taken no byte for `stallMs`. Asked a few times a second; `now` is monotonic. */
  stalled(now: number, stallMs: number): boolean {
    if (!this.#blocked) {
      this.#progress = null
      return false
    }
    const written = this.#wire.written()
    if (this.#progress?.written !== written) this.#progress = { written, at: now }
    return now - this.#progress.at >= stallMs
  }

  /** Writes what a reader in good health still takes, then forgets the rest. */
  end(): void {
    if (this.#ended) return
    this.flush()
    this.#ended = true
    this.#first = null
    this.#last = null
    this.#bytes = 0
    this.#wake()
  }

  #schedule(): void {
    if (this.#scheduled || this.#blocked) return
    this.#scheduled = true
    this.#fanOut.outlet(this)
  }

  #wake(): void {
    const waiters = this.#waiters
    this.#waiters = null
    for (const wake of waiters ?? []) wake()
  }
}

/** True for what came from a room. */
export const isBatch = (parcel: Parcel): parcel is Batch => parcel instanceof Batch
