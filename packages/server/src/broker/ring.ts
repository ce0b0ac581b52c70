/** The kept events of one room: a queue with holes nowhere, limited by count, bytes and age. */
import type { PageSize, Stored } from './broker.ts'

type Kept = Stored & { readonly at: number }

/** Bytes an event costs beside its JSON: the object, the buffer's head and its place in the array. */
const OVERHEAD_BYTES = 160

/** In the place of what was trimmed, so that its frame is freed now and not when the array is cut. */
const TRIMMED: Kept = { offset: 0, slot: null, frame: Buffer.alloc(0), at: 0 }

export class Ring {
  /** Events from `#start` on; what lies before was trimmed and is cut off now and then, so trimming stays cheap. */
  #kept: Kept[] = []
  #start = 0
  bytes = 0

  get length(): number {
    return this.#kept.length - this.#start
  }

  /** The offset of the oldest kept event, or null. */
  get first(): number | null {
    return this.#kept[this.#start]?.offset ?? null
  }

  push(event: Stored, at: number): void {
    const { offset, slot, frame } = event
    this.#kept.push({ offset, slot, frame, at })
    this.bytes += event.frame.length + OVERHEAD_BYTES
  }

  /** Drops from the oldest until the rest is within every limit. `from` = the oldest time kept, in ms. */
  trim(limits: { count: number; bytes: number; from: number }): void {
    while (this.length > 0) {
      const oldest = this.#kept[this.#start]!
      if (this.length <= limits.count && this.bytes <= limits.bytes && oldest.at >= limits.from) break
      this.bytes -= oldest.frame.length + OVERHEAD_BYTES
      this.#kept[this.#start++] = TRIMMED
    }
    if (this.#start > 64 && this.#start * 2 > this.#kept.length) {
      this.#kept = this.#kept.slice(this.#start)
      this.#start = 0
    }
  }

  clear(): void {
    this.#kept = []
    this.#start = 0
    this.bytes = 0
  }

  /** Events after `offset`; as many as `size` allows, at least one if there is one. */
  after(offset: number, size: PageSize): Stored[] {
    const first = this.first
    if (first === null) return []
    return this.#slice(this.#start + Math.max(0, offset + 1 - first), size)
  }

  /** The newest events, oldest first. */
  newest(size: PageSize): Stored[] {
    let from = this.#kept.length
    let bytes = 0
    while (from > this.#start && this.#kept.length - from < size.events) {
      bytes += this.#kept[from - 1]!.frame.length
      if (bytes > size.bytes && from < this.#kept.length) break
      from--
    }
    return this.#kept.slice(from)
  }

  #slice(from: number, size: PageSize): Stored[] {
    let to = from
    let bytes = 0
    while (to < this.#kept.length && to - from < size.events) {
      bytes += this.#kept[to]!.frame.length
      if (bytes > size.bytes && to > from) break
      to++
    }
    return this.#kept.slice(from, to)
  }
}
