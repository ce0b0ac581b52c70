/** The members of one room in the order of their names. The gone stay in it until they are swept out together. */
import type { PresenceEntry } from './presence-entry.ts'

/** The gone are swept out once they are this many and the greater part. */
const SWEEP_FROM = 64
/** More than so many at once are put in by sorting. */
const FEW = 32

export class MemberOrder {
  #entries: PresenceEntry[] = []
  #gone = 0

  get count(): number {
    return this.#entries.length - this.#gone
  }

  add(entry: PresenceEntry): void {
    const last = this.#entries.at(-1)
    if (!last || last.shown.member < entry.shown.member) this.#entries.push(entry)
    else this.#entries.splice(this.#after(entry.shown.member), 0, entry)
  }

  addAll(entries: readonly PresenceEntry[]): void {
    if (entries.length <= FEW) {
      for (const entry of entries) this.add(entry)
      return
    }
    this.#entries = this.#entries.concat(entries)
    this.#entries.sort((one, other) => (one.shown.member < other.shown.member ? -1 : 1))
  }

  remove(entry: PresenceEntry): void {
    entry.gone = true
    this.#gone++
    if (this.#gone < SWEEP_FROM || this.#gone * 2 <= this.#entries.length) return
    this.#entries = this.#entries.filter(one => !one.gone)
    this.#gone = 0
  }

  /** Those whose names come after `name`. */
  *after(name: string): Generator<PresenceEntry, void> {
    for (let index = this.#after(name); index < this.#entries.length; index++) {
      const entry = this.#entries[index]!
      if (!entry.gone) yield entry
    }
  }

  /** Where the names after `name` begin. */
  #after(name: string): number {
    let from = 0
    let to = this.#entries.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.#entries[middle]!.shown.member <= name) from = middle + 1
      else to = middle
    }
    return from
  }
}
