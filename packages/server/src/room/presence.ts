/** Who is where: a presence room for every room somebody is in, and one timer for all their differences. */
import type { Limits, PresenceMember } from '@nabiz/protocol'
import { memberName } from './presence-entry.ts'
import type { PresenceNodes } from './presence-nodes.ts'
import { type PresencePage, PresenceRoom } from './presence-room.ts'
import { Refused } from './refused.ts'
import type { RoomCatalogue } from './room-catalogue.ts'
import type { OtherNodes } from './room-history.ts'
import { roomKey } from './room-key.ts'

/** Told when the first member of this node came into a room, and when its last one left. `company` is null in the shared space. */
export type OccupancyHook = (room: string, company: string | null) => unknown

export type PresenceParts = {
  readonly limits: Limits
  readonly catalogue: RoomCatalogue
  /** ms since 1970 */
  readonly now: () => number
  /** Runs once, `presenceEveryMs` from now. */
  readonly later: (run: () => void) => void
  /** Reaches presence on other nodes; null where there are none. */
  readonly nodes: PresenceNodes | null
  /** While this node is out of touch it does not know who was shut out, and tells nobody who is where. */
  readonly others: OtherNodes
  readonly onOccupied: OccupancyHook | undefined
  readonly onVacated: OccupancyHook | undefined
  readonly onError: (error: unknown, where: string) => void
}

type Held = { readonly room: PresenceRoom; holds: number }

/** Of the 53 bits of a version the upper 17 are the node's, among others; the lower count ms of its life, two years of them. */
const LIFE_RANGE = 2 ** 36
const NODES = 2 ** 17

const NOBODY = { members: [], version: 0, count: 0, more: false }

export class Presence {
  readonly #parts: PresenceParts
  readonly #held = new Map<string, Held>()
  readonly #versionsFrom: number
  #names = 0
  #gathering = new Set<PresenceRoom>()

  constructor(parts: PresenceParts) {
    this.#parts = parts
    this.#versionsFrom = parts.nodes ? (Number.parseInt(parts.nodes.tag, 16) % NODES) * LIFE_RANGE - parts.now() : 0
  }

  get now(): () => number {
    return this.#parts.now
  }

  /** False for rooms whose contract wants no presence. */
  keeps(name: string): boolean {
    return this.#parts.catalogue.rulesOf(name).contract.presence
  }

  /** The same for everybody in the room, until {@link release} was called as often. */
  hold(company: string | undefined, name: string): PresenceRoom {
    const key = roomKey(company, name)
    const held = this.#held.get(key) ?? { room: this.#make(company, name), holds: 0 }
    held.holds++
    this.#held.set(key, held)
    return held.room
  }

  /** As {@link hold}; resolves when its members on other nodes are known too. Throws `Refused` where they cannot be. */
  async open(company: string | undefined, name: string): Promise<PresenceRoom> {
    const room = this.hold(company, name)
    try {
      await room.opened
    } catch (error) {
      this.release(room)
      this.#parts.onError(error, 'open the presence of a room')
      throw new Refused('unavailable')
    }
    return room
  }

  release(room: PresenceRoom): void {
    const key = roomKey(room.company, room.name)
    const held = this.#held.get(key)
    if (held?.room !== room || --held.holds > 0) return
    this.#held.delete(key)
    room.close()
  }

  /** Runs `read` while the room's members on all nodes are known. Throws `Refused` where they cannot be. */
  async whole<Read>(company: string | undefined, name: string, read: () => Read): Promise<Read> {
    await this.#inTouch()
    if (!this.#parts.nodes || !this.keeps(name)) return read()
    const room = await this.open(company, name)
    try {
      return read()
    } finally {
      this.release(room)
    }
  }

  /** Members of a room, as known on this node, after the name `after`, at most `limit` of them, as JSON. */
  page(company: string | undefined, name: string, after: string, limit: number): PresencePage<string> {
    const found = this.#page(company, name, after, limit)
    return found ? { ...found, members: found.members.map(entry => entry.json) } : NOBODY
  }

  /** As {@link page}, for the embedding application. */
  members(company: string | undefined, name: string, after: string, limit: number): PresencePage<PresenceMember> {
    const found = this.#page(company, name, after, limit)
    return found ? { ...found, members: found.members.map(entry => entry.shown) } : NOBODY
  }

  async #inTouch(): Promise<void> {
    try {
      await this.#parts.others.caughtUp()
    } catch {
      throw new Refused('unavailable')
    }
  }

  #page(company: string | undefined, name: string, after: string, limit: number) {
    const { presenceAnswerMembers, presenceAnswerBytes } = this.#parts.limits
    const size = { members: Math.min(limit, presenceAnswerMembers), bytes: presenceAnswerBytes }
    return this.#held.get(roomKey(company, name))?.room.page(after, size)
  }

  #make(company: string | undefined, name: string): PresenceRoom {
    const { limits, now, nodes, onOccupied, onVacated } = this.#parts
    const tag = nodes?.tag ?? ''
    return new PresenceRoom({
      name,
      company,
      now,
      maxMembers: limits.presenceMembers,
      versionsFrom: this.#versionsFrom,
      memberName: () => memberName(this.#names++) + tag,
      link: nodes && (side => nodes.open(roomKey(company, name), side)),
      gather: room => this.#gather(room),
      occupied: () => this.#tell(onOccupied, name, company, 'onOccupied'),
      vacated: () => this.#tell(onVacated, name, company, 'onVacated'),
    })
  }

  // The timer runs only while something changed, and rooms that changed meanwhile go with it: no room is told of twice
  // within its time, and an idle node does nothing.
  #gather(room: PresenceRoom): void {
    if (this.#gathering.size === 0) this.#parts.later(this.#flush)
    this.#gathering.add(room)
  }

  readonly #flush = (): void => {
    if (!this.#parts.others.current()) {
      this.#parts.later(this.#flush)
      return
    }
    const rooms = this.#gathering
    this.#gathering = new Set()
    for (const room of rooms) room.flush()
  }

  #tell(hook: OccupancyHook | undefined, name: string, company: string | undefined, where: string): void {
    if (!hook) return
    // Also a promise of the hook that fails is told: nobody else waits for it.
    new Promise(resolve => resolve(hook(name, company ?? null))).catch(error => this.#parts.onError(error, where))
  }
}
