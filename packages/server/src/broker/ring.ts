/** The kept events of one room: a queue with holes nowhere, limited by count, bytes and age. */
import type { PageSize, Stored } from './broker.ts'
import { recordBytes, Segment } from './segment.ts'

/**
 * A busy room gets memory in pieces of at most so many bytes. A piece of Node's shared pool would keep 64 KiB alive for
 * as long as a quiet room keeps its event; memory of its own for each event costs a busy room too much time.
 */
const LARGEST = 65_536
/** So many bytes may lie unused for the sake of speed, however little a busy room keeps. */
const SMALL = 4_096

/** A record, by where it is. */
type Place = { index: number; record: number }

export class Ring {
  /** Oldest first, none of them empty. */
  #segments: Segment[] = []
  /** The last of them, where the next event goes. */
  #newest: Segment | null = null
  /** Where the oldest event is in the first segment; what lies before was trimmed. */
  #begin = 0
  /** When it was kept, in ms. */
  #oldest = Infinity
  #first = 1
  /** The offset after that of the newest. */
  #next = 1
  /** What the records take. */
  bytes = 0

  get length(): number {
    return this.#next - this.#first
  }

  /** The offset of the oldest kept event, or null. */
  get first(): number | null {
    return this.length === 0 ? null : this.#first
  }

  /** Keeps an event, whose offset follows that of the newest one; gives it as it is kept. `at` in ms. */
  write(offset: number, slot: string | null, json: string | Buffer, at: number): Stored {
    const size = typeof json === 'string' ? Buffer.byteLength(json) : json.length
    const bytes = recordBytes(size, slot)
    let segment = this.#newest
    if (segment === null || !segment.fits(bytes)) {
      // A quiet room's one event gets just its bytes; a busy room pays for new memory the less often the more it keeps.
      const doubled = segment === null ? 0 : Math.min(SMALL, 2 * segment.size)
      segment = new Segment(offset, Math.max(bytes, doubled, Math.min(LARGEST, this.bytes >> 1)))
      this.#segments.push(segment)
      this.#newest = segment
    }
    if (this.length === 0) {
      this.#first = offset
      this.#oldest = at
    }
    this.#next = offset + 1
    this.bytes += bytes
    return segment.write(offset, slot, json, size, at)
  }

  /** Drops from the oldest until the rest is within every limit. `since` = the oldest time kept, in ms. */
  trim(limits: { readonly count: number; readonly bytes: number }, since: number): void {
    while (this.length > limits.count || this.bytes > limits.bytes || this.#oldest < since) this.#drop()
  }

  clear(): void {
    this.#segments = []
    this.#newest = null
    this.#begin = 0
    this.#oldest = Infinity
    this.#first = this.#next
    this.bytes = 0
  }

  /** Events after `offset`; as many as `size` allows, at least one if there is one. */
  after(offset: number, size: PageSize): Stored[] {
    return this.#page(Math.max(offset + 1, this.#first), size)
  }

  /** The newest events, oldest first. */
  newest(size: PageSize): Stored[] {
    const page = this.#page(Math.max(this.#first, this.#next - size.events), { events: size.events, bytes: Infinity })
    let bytes = 0
    let from = page.length
    while (from > 0) {
      bytes += page[from - 1]!.frame.length
      if (bytes > size.bytes && from < page.length) break
      from--
    }
    return page.slice(from)
  }

  #drop(): void {
    const segment = this.#segments[0]!
    const bytes = segment.bytesAt(this.#begin)
    this.bytes -= bytes
    this.#begin += bytes
    this.#first++
    if (this.#begin === segment.end) {
      this.#segments.shift()
      if (this.#segments.length === 0) this.#newest = null
      this.#begin = 0
    }
    this.#oldest = this.#segments[0]?.timeAt(this.#begin) ?? Infinity
  }

  #page(from: number, size: PageSize): Stored[] {
    const events: Stored[] = []
    if (from >= this.#next) return events
    const place = this.#find(from)
    let bytes = 0
    for (let offset = from; offset < this.#next && events.length < size.events; offset++) {
      const event = this.#segments[place.index]!.read(offset, place.record)
      bytes += event.frame.length
      if (bytes > size.bytes && events.length > 0) break
      events.push(event)
      this.#step(place)
    }
    return events
  }

  /** Where the event with this offset is. Readers are seldom far behind, so the search begins with the newest. */
  #find(offset: number): Place {
    let index = this.#segments.length - 1
    while (index > 0 && this.#segments[index]!.first > offset) index--
    const place = { index, record: index === 0 ? this.#begin : 0 }
    const first = index <= 0 ? this.#first : this.#segments[index]!.first
    for (let at = first; at < offset; at++) this.#step(place)
    return place
  }

  #step(place: Place): void {
    const segment = this.#segments[place.index]!
    place.record += segment.bytesAt(place.record)
    if (place.record < segment.end) return
    place.index++
    place.record = 0
  }
}
