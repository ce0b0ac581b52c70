/** Frames on their way to connections: encoded once per kind of wire, shared by everybody who gets the same ones. */
import type { Carried, Written } from '../broker/broker.ts'

/** How a kind of wire writes a run of frames; its identity names the kind, so make each one once. */
export type Encoding = (frames: readonly Written[]) => Buffer

/** Bytes of a frame, give or take the head of its message: its frame alone might have to be made for the question. */
export const sizeOf = (written: Written): number => (written.message ?? written.frame).length

export class Parcel {
  readonly frames: readonly Written[]
  readonly bytes: number
  // The first kind of wire has no list: an answer to one reader is encoded once and forgotten.
  #encoding: Encoding | null = null
  #bytes: Buffer | null = null
  #others: { encoding: Encoding; bytes: Buffer }[] | null = null
  #next: { parcel: Parcel; joined: Parcel } | null = null

  constructor(frames: readonly Written[]) {
    this.frames = frames
    let bytes = 0
    for (const frame of frames) bytes += sizeOf(frame)
    this.bytes = bytes
  }

  as(encoding: Encoding): Buffer {
    if (this.#bytes !== null && this.#encoding === encoding) return this.#bytes
    for (const known of this.#others ?? []) if (known.encoding === encoding) return known.bytes
    const bytes = encoding(this.frames)
    if (this.#bytes === null) {
      this.#encoding = encoding
      this.#bytes = bytes
    } else {
      this.#others ??= []
      this.#others.push({ encoding, bytes })
    }
    return bytes
  }

  /** This parcel and then `next` as one. Connections with the same pending list get the same object, so it is encoded once. */
  join(next: Parcel): Parcel {
    if (this.#next?.parcel === next) return this.#next.joined
    const joined = new Parcel([...this.frames, ...next.frames])
    this.#next = { parcel: next, joined }
    return joined
  }
}

/** The events of one room and tick. `first` and `last` are offsets of the recorded ones, null when all are passing. */
export class Batch extends Parcel {
  readonly events: readonly Carried[]
  readonly first: number | null
  readonly last: number | null

  constructor(events: readonly Carried[]) {
    super(events)
    this.events = events
    let first: number | null = null
    let last: number | null = null
    for (const { offset } of events) {
      if (offset === null) continue
      first ??= offset
      last = offset
    }
    this.first = first
    this.last = last
  }
}
