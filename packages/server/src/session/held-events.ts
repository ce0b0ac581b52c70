/** What a lossy room keeps for a stalled reader: the newest per slot, or simply the newest, and the gaps told. */
import type { Carried, Written } from '../broker/broker.ts'
import { textMessage } from '../broker/text-message.ts'

type Held = { readonly offset: number; readonly frame: Buffer }

/** A frame is a part of a piece of its room's memory, and would keep all of that alive for as long as the reader stalls. */
const copyOf = (frame: Buffer): Buffer => {
  const copy = Buffer.allocUnsafeSlow(frame.length)
  frame.copy(copy)
  return copy
}

export class HeldEvents {
  readonly #policy: 'latest' | 'drop_oldest'
  /** In the order they were put in, oldest first. */
  readonly #held = new Map<string, Held>()
  bytes = 0

  constructor(policy: 'latest' | 'drop_oldest') {
    this.#policy = policy
  }

  get size(): number {
    return this.#held.size
  }

  put(events: readonly Carried[]): void {
    for (const { offset, slot, frame } of events) {
      if (offset === null) continue
      const key = this.#policy === 'latest' ? (slot ?? '') : String(offset)
      this.#drop(key)
      this.#held.set(key, { offset, frame: copyOf(frame) })
      this.bytes += frame.length
    }
  }

  /** False when there is nothing left to drop. */
  dropOldest(): boolean {
    const oldest = this.#held.keys().next()
    if (oldest.done) return false
    this.#drop(oldest.value)
    return true
  }

  /** The kept events in order, each gap from `after` up to `seen` announced by a `skipped` frame. */
  release(room: string, after: number, seen: number, reason: string): Written[] {
    const frames: Written[] = []
    const skip = (from: number, to: number) => {
      if (from <= to) frames.push(textMessage(JSON.stringify({ type: 'skipped', room, from, to, reason })))
    }
    let last = after
    for (const { offset, frame } of [...this.#held.values()].sort((a, b) => a.offset - b.offset)) {
      skip(last + 1, offset - 1)
      frames.push({ frame })
      last = offset
    }
    skip(last + 1, seen)
    return frames
  }

  #drop(key: string): void {
    const known = this.#held.get(key)
    if (!known) return
    this.#held.delete(key)
    this.bytes -= known.frame.length
  }
}
