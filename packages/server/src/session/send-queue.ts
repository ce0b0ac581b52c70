/** What waits for one connection: bounded, written once a turn, and never more than the reader takes. */

import type { FanOut } from '../room/fan-out.ts'
import { Batch, type Parcel } from '../room/parcel.ts'
import type { Wire } from './wire.ts'

/** Whose batches these are: asked to take them back when the queue needs room. */
export type Owner = { giveWay(): void }

/** Parcels are joined up to so many bytes a write, so that a slow reader's progress shows. */
const WRITE_BYTES = 131_072

export class SendQueue {
  readonly #wire: Wire
  readonly #fanOut: FanOut
  readonly #limit: number
  /** Parcels and, at the same index, whose they are; null = answers, which belong to no room. */
  #parcels: Parcel[] = []
  #owners: (Owner | null)[] = []
  #bytes = 0
  #reserved = 0
  #scheduled = false
  #blocked = false
  #progress: { written: number; at: number } = { written: 0, at: 0 }
  #waiters: (() => void)[] = []
  #ended = false

  constructor(wire: Wire, fanOut: FanOut, limitBytes: number) {
    this.#wire = wire
    this.#fanOut = fanOut
    this.#limit = limitBytes
  }

  /** Bytes this connection costs the process now. */
  get bytes(): number {
    return this.#bytes + this.#reserved + this.#wire.buffered()
  }

  /** Nothing waits, and the reader takes more. */
  get idle(): boolean {
    return !this.#blocked && this.#parcels.length === 0
  }

  /** Owners of what waits. */
  owners(): Set<Owner> {
    return new Set(this.#owners.filter(owner => owner !== null))
  }

  /** False: over the limit, the parcel was not taken. */
  push(parcel: Parcel, owner: Owner | null): boolean {
    if (this.#ended) return true
    if (!this.fits(parcel.bytes)) {
      // A burst within one turn is no stalled reader: what can go now, goes.
      this.flush()
      if (!this.fits(parcel.bytes)) return false
    }
    this.#parcels.push(parcel)
    this.#owners.push(owner)
    this.#bytes += parcel.bytes
    this.#schedule()
    return true
  }

  /** One parcel always fits a reader who took everything before it, however large: else it could never go on. */
  fits(bytes: number): boolean {
    return this.bytes + bytes <= this.#limit || (this.idle && this.#reserved === 0)
  }

  /** Counts memory that an owner keeps for this connection outside the queue. */
  reserve(bytes: number): void {
    this.#reserved += bytes
  }

  /** Takes back what waits for `owner`, oldest first. */
  withdraw(owner: Owner): Parcel[] {
    const taken: Parcel[] = []
    const parcels: Parcel[] = []
    const owners: (Owner | null)[] = []
    for (const [index, parcel] of this.#parcels.entries()) {
      if (this.#owners[index] === owner) {
        taken.push(parcel)
        this.#bytes -= parcel.bytes
      } else {
        parcels.push(parcel)
        owners.push(this.#owners[index]!)
      }
    }
    this.#parcels = parcels
    this.#owners = owners
    return taken
  }

  flush(): void {
    this.#scheduled = false
    if (this.#ended) return
    let index = 0
    while (!this.#blocked && index < this.#parcels.length) {
      let parcel = this.#parcels[index++]!
      while (index < this.#parcels.length && parcel.bytes + this.#parcels[index]!.bytes <= WRITE_BYTES) {
        parcel = parcel.join(this.#parcels[index++]!)
      }
      this.#bytes -= parcel.bytes
      this.#blocked = !this.#wire.write(parcel.as(this.#wire.encoding))
    }
    if (index === 0) return
    if (index === this.#parcels.length) {
      this.#parcels = []
      this.#owners = []
    } else {
      this.#parcels.splice(0, index)
      this.#owners.splice(0, index)
    }
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
      else await new Promise<void>(resolve => this.#waiters.push(resolve))
    }
  }

  /** True when the reader has taken no byte for `stallMs`. Asked a few times a second; `now` is monotonic. */
  stalled(now: number, stallMs: number): boolean {
    const written = this.#wire.written()
    if (!this.#blocked || written !== this.#progress.written || this.#progress.at === 0) {
      this.#progress = { written, at: now }
      return false
    }
    return now - this.#progress.at >= stallMs
  }

  /** Writes what a reader in good health still takes, then forgets the rest. */
  end(): void {
    if (this.#ended) return
    this.flush()
    this.#ended = true
    this.#parcels = []
    this.#owners = []
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
    this.#waiters = []
    for (const wake of waiters) wake()
  }
}

/** True for what came from a room. */
export const isBatch = (parcel: Parcel): parcel is Batch => parcel instanceof Batch
