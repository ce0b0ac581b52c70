/** Frames on their way to connections: encoded once per kind of wire, shared by everybody who gets the same ones. */
import type { Carried } from '../broker/broker.ts'

/** How a kind of wire writes a run of frames; its identity names the kind, so make each one once. */
export type Encoding = (frames: readonly Buffer[]) => Buffer

export class Parcel {
  readonly frames: readonly Buffer[]
  readonly bytes: number
  #encoded: { encoding: Encoding; bytes: Buffer }[] = []
  #next: { parcel: Parcel; joined: Parcel } | null = null

  constructor(frames: readonly Buffer[]) {
    this.frames = frames
    let bytes = 0
    for (const frame of frames) bytes += frame.length
    this.bytes = bytes
  }

  as(encoding: Encoding): Buffer {
    for (const known of this.#encoded) if (known.encoding === encoding) return known.bytes
    const bytes = encoding(this.frames)
    this.#encoded.push({ encoding, bytes })
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
    super(events.map(event => event.frame))
    this.events = events
    this.first = events.find(event => event.offset !== null)?.offset ?? null
    this.last = events.findLast(event => event.offset !== null)?.offset ?? null
  }
}
