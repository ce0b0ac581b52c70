/** Who is in one room: its members in order, what changed since the last frame, and who watches. */
import type { Parcel } from './parcel.ts'
import {
  type Change,
  entryOf,
  memberName,
  type PresenceEntry,
  type PresenceLook,
  type PresenceOwner,
  showAs,
} from './presence-entry.ts'
import { countFrame, listFrame } from './presence-frames.ts'

/** The door to a session that watches. */
export type PresenceWatcher = { changed(frame: Parcel): void }
export type WatchKind = 'count' | 'list'

export type PresenceStand = { readonly version: number; readonly count: number }
/** Members in the order of their names; `more`: ask again after the last one. */
export type PresencePage<Item> = PresenceStand & { readonly members: readonly Item[]; readonly more: boolean }

export type PresenceRoomParts = {
  readonly name: string
  readonly company: string | undefined
  readonly maxMembers: number
  /** ms since 1970 */
  readonly now: () => number
  /** The room has differences to tell: {@link PresenceRoom.flush} is wanted. */
  readonly gather: (room: PresenceRoom) => void
  readonly occupied: (room: PresenceRoom) => void
  readonly vacated: (room: PresenceRoom) => void
}

/** Names of the gone are swept out of the order once they are this many and the greater part. */
const SWEEP_FROM = 64

export class PresenceRoom {
  readonly name: string
  readonly company: string | undefined
  readonly #parts: PresenceRoomParts
  readonly #watchers: Record<WatchKind, Set<PresenceWatcher>> = { count: new Set(), list: new Set() }
  /** By name, the gone among them until they are swept out. */
  #order: PresenceEntry[] = []
  #gone = 0
  #names = 0
  /** Begins at the clock and moves at most a few times a second: a room made anew never repeats a version. */
  #version: number
  readonly #changes = new Map<string, Change>()
  /** Somebody saw the members since the last frame, so what joined and left in between has to be told. */
  #seen = false
  /** Changed while nobody watched: the next look is at another version. */
  #stale = false

  constructor(parts: PresenceRoomParts) {
    this.name = parts.name
    this.company = parts.company
    this.#parts = parts
    this.#version = parts.now()
  }

  get count(): number {
    return this.#order.length - this.#gone
  }

  /** Null: the room has as many members as allowed. */
  add(owner: PresenceOwner, look: PresenceLook): PresenceEntry | null {
    if (this.count >= this.#parts.maxMembers) return null
    const entry = entryOf({ member: memberName(this.#names++), since: this.#parts.now(), ...owner }, look)
    this.#order.push(entry)
    this.#change(entry.shown.member, { kind: 'joined', entry })
    if (this.count === 1) this.#parts.occupied(this)
    return entry
  }

  /** Tells nobody when nothing is different. */
  update(entry: PresenceEntry, look: PresenceLook): void {
    const { member } = entry.shown
    if (showAs(entry, look) && !this.#changes.has(member)) this.#change(member, { kind: 'updated', entry })
  }

  /** `last_seen` in ms. */
  remove(entry: PresenceEntry, last_seen: number): void {
    const { member, user_id } = entry.shown
    entry.gone = true
    this.#gone++
    if (this.#gone >= SWEEP_FROM && this.#gone * 2 > this.#order.length) {
      this.#order = this.#order.filter(one => !one.gone)
      this.#gone = 0
    }
    if (!this.#seen && this.#changes.get(member)?.kind === 'joined') this.#changes.delete(member)
    else this.#change(member, { kind: 'left', left: { member, user_id, last_seen } })
    if (this.count === 0) this.#parts.vacated(this)
  }

  /** Differences follow from this version on. */
  watch(kind: WatchKind, watcher: PresenceWatcher): PresenceStand {
    const stand = this.look()
    this.#watchers[kind].add(watcher)
    return stand
  }

  unwatch(watcher: PresenceWatcher): void {
    this.#watchers.count.delete(watcher)
    this.#watchers.list.delete(watcher)
    if (this.#watched || this.#changes.size === 0) return
    this.#changes.clear()
    this.#stale = true
  }

  /** How it stands now. What is gathered already is told again by the next frame, which does no harm. */
  look(): PresenceStand {
    if (this.#stale) this.#version++
    this.#stale = false
    if (this.#changes.size > 0) this.#seen = true
    return { version: this.#version, count: this.count }
  }

  /** Members after the name `after`, up to a count and a sum of bytes; one at least, however large. */
  page(after: string, size: { members: number; bytes: number }): PresencePage<PresenceEntry> {
    const stand = this.look()
    const members: PresenceEntry[] = []
    let bytes = 0
    for (let index = this.#after(after); index < this.#order.length; index++) {
      const entry = this.#order[index]!
      if (entry.gone) continue
      bytes += Buffer.byteLength(entry.json)
      if (members.length === size.members || (members.length > 0 && bytes > size.bytes))
        return { ...stand, members, more: true }
      members.push(entry)
    }
    return { ...stand, members, more: false }
  }

  /** One frame a kind of watcher, encoded once. */
  flush(): void {
    if (this.#changes.size === 0) return
    this.#version++
    for (const [kind, encode] of [
      ['count', countFrame],
      ['list', listFrame],
    ] as const) {
      const watchers = this.#watchers[kind]
      if (watchers.size === 0) continue
      const frame = encode(this.name, this.#version, this.count, this.#changes.values())
      for (const watcher of watchers) watcher.changed(frame)
    }
    this.#changes.clear()
    this.#seen = false
  }

  get #watched(): boolean {
    return this.#watchers.count.size + this.#watchers.list.size > 0
  }

  #change(member: string, change: Change): void {
    if (!this.#watched) {
      this.#stale = true
      return
    }
    if (this.#changes.size === 0) this.#parts.gather(this)
    this.#changes.set(member, change)
  }

  /** Where the names after `name` begin. */
  #after(name: string): number {
    let from = 0
    let to = this.#order.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.#order[middle]!.shown.member <= name) from = middle + 1
      else to = middle
    }
    return from
  }
}
