/** Who is in one room: its members in order, what changed since the last frame, and who watches. */
import type { PresenceLeft, PresenceMember } from '@nabiz/protocol'
import { MemberOrder } from './member-order.ts'
import type { Parcel } from './parcel.ts'
import {
  type Change,
  entryAs,
  entryOf,
  type PresenceEntry,
  type PresenceLook,
  type PresenceOwner,
  showAs,
  takeOver,
} from './presence-entry.ts'
import { countFrame, listFrame } from './presence-frames.ts'
import type { PresenceLink, PresenceNews, PresenceSide } from './presence-nodes.ts'

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
  /** The next name of a member: after all this node gave before, and never one of another node. */
  readonly memberName: () => string
  /** Added to the clock where versions begin: those of two nodes are far apart. */
  readonly versionsFrom: number
  /** Opens the way to the other nodes; null where there are none. */
  readonly link: ((side: PresenceSide) => PresenceLink) | null
  /** The room has differences to tell: {@link PresenceRoom.flush} is wanted. */
  readonly gather: (room: PresenceRoom) => void
  /** The first member of this node came, and its last one left. */
  readonly occupied: (room: PresenceRoom) => void
  readonly vacated: (room: PresenceRoom) => void
}

const NOTHING_TO_WAIT_FOR = Promise.resolve()

export class PresenceRoom implements PresenceSide {
  readonly name: string
  readonly company: string | undefined
  readonly #parts: PresenceRoomParts
  readonly #watchers: Record<WatchKind, Set<PresenceWatcher>> = { count: new Set(), list: new Set() }
  readonly #order = new MemberOrder()
  /** Members of other nodes, by name. */
  readonly #elsewhere = new Map<string, PresenceEntry>()
  /** Begins at the clock and moves at most a few times a second: a room made anew never repeats a version. */
  #version: number
  readonly #changes = new Map<string, Change>()
  /** Somebody saw the members since the last frame, so what joined and left in between has to be told. */
  #seen = false
  /** Changed while nobody watched: the next look is at another version. */
  #stale = false
  /** Of this node's members, what the other nodes were not told yet. */
  readonly #untold = new Map<string, Change>()
  readonly #link: PresenceLink | null

  constructor(parts: PresenceRoomParts) {
    this.name = parts.name
    this.company = parts.company
    this.#parts = parts
    this.#version = parts.versionsFrom + parts.now() + 1
    this.#link = parts.link?.(this) ?? null
  }

  /** Members on all nodes. */
  get count(): number {
    return this.#order.count
  }

  /** Resolves when who is here on other nodes is known; rejects when they are out of reach. */
  get opened(): Promise<void> {
    return this.#link?.ready ?? NOTHING_TO_WAIT_FOR
  }

  /** Null: the room has as many members as allowed. */
  add(owner: PresenceOwner, look: PresenceLook): PresenceEntry | null {
    if (this.count >= this.#parts.maxMembers) return null
    const entry = entryOf({ member: this.#parts.memberName(), since: this.#parts.now(), ...owner }, look)
    this.#order.add(entry)
    this.#ownChange(entry.shown.member, { kind: 'joined', entry })
    if (this.#ownCount === 1) this.#parts.occupied(this)
    return entry
  }

  /** Tells nobody when nothing is different. */
  update(entry: PresenceEntry, look: PresenceLook): void {
    if (showAs(entry, look)) this.#ownChange(entry.shown.member, { kind: 'updated', entry })
  }

  /** `last_seen` in ms. */
  remove(entry: PresenceEntry, last_seen: number): void {
    const { member, user_id } = entry.shown
    this.#order.remove(entry)
    this.#ownChange(member, { kind: 'left', left: { member, user_id, last_seen } })
    if (this.#ownCount === 0) this.#parts.vacated(this)
  }

  hear({ put, left }: PresenceNews): void {
    const came: PresenceEntry[] = []
    for (const shown of put) {
      const known = this.#elsewhere.get(shown.member)
      const entry = known ?? entryAs(shown)
      if (!known) {
        this.#elsewhere.set(shown.member, entry)
        came.push(entry)
      } else if (!takeOver(known, shown)) continue
      this.#change(shown.member, { kind: known ? 'updated' : 'joined', entry })
    }
    this.#order.addAll(came)
    for (const { member, last_seen } of left) {
      const entry = this.#elsewhere.get(member)
      if (!entry) continue
      this.#elsewhere.delete(member)
      this.#order.remove(entry)
      this.#change(member, { kind: 'left', left: { member, user_id: entry.shown.user_id, last_seen } })
    }
  }

  own(): PresenceMember[] {
    const all = [...this.#order.after('')].map(({ shown }) => shown)
    return all.filter(({ member }) => !this.#elsewhere.has(member))
  }

  /** Nobody of this node is here any more. */
  close(): void {
    this.#link?.close()
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
    for (const entry of this.#order.after(after)) {
      bytes += Buffer.byteLength(entry.json)
      if (members.length === size.members || (members.length > 0 && bytes > size.bytes))
        return { ...stand, members, more: true }
      members.push(entry)
    }
    return { ...stand, members, more: false }
  }

  /** One frame a kind of watcher, encoded once, and one message for the other nodes. */
  flush(): void {
    if (this.#untold.size > 0) this.#tell()
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

  get #ownCount(): number {
    return this.#order.count - this.#elsewhere.size
  }

  #ownChange(member: string, change: Change): void {
    if (this.#link) {
      this.#parts.gather(this)
      gather(this.#untold, member, change, false)
    }
    this.#change(member, change)
  }

  #change(member: string, change: Change): void {
    if (!this.#watched) {
      this.#stale = true
      return
    }
    this.#parts.gather(this)
    gather(this.#changes, member, change, this.#seen)
  }

  #tell(): void {
    const put: PresenceMember[] = []
    const left: PresenceLeft[] = []
    for (const change of this.#untold.values())
      if (change.kind === 'left') left.push(change.left)
      else put.push(change.entry.shown)
    this.#untold.clear()
    this.#link?.tell({ put, left })
  }
}

/** Keeps the last of what happened to a member; of one that came and left unseen, nothing. */
const gather = (changes: Map<string, Change>, member: string, change: Change, seen: boolean): void => {
  const before = changes.get(member)
  if (change.kind === 'left' && before?.kind === 'joined' && !seen) changes.delete(member)
  // Another node's member may be given up and come back: those who watch had it all along.
  else if (change.kind === 'joined' && before?.kind === 'left') changes.set(member, { ...change, kind: 'updated' })
  else if (change.kind !== 'updated' || !before) changes.set(member, change)
}
