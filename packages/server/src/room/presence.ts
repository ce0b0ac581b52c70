/** Who is where, on this node: a presence room for every room somebody is in, and one timer for all their differences. */
import type { Limits, PresenceMember } from '@nabiz/protocol'
import { type PresencePage, PresenceRoom } from './presence-room.ts'
import type { RoomCatalogue } from './room-catalogue.ts'
import { roomKey } from './room-key.ts'

/** Told when the first member came into a room, and when its last one left. `company` is null in the shared space. */
export type OccupancyHook = (room: string, company: string | null) => unknown

export type PresenceParts = {
  readonly limits: Limits
  readonly catalogue: RoomCatalogue
  /** ms since 1970 */
  readonly now: () => number
  /** Runs once, `presenceEveryMs` from now. */
  readonly later: (run: () => void) => void
  readonly onOccupied: OccupancyHook | undefined
  readonly onVacated: OccupancyHook | undefined
  readonly onError: (error: unknown, where: string) => void
}

type Held = { readonly room: PresenceRoom; holds: number }

const NOBODY = { members: [], version: 0, count: 0, more: false }

export class Presence {
  readonly #parts: PresenceParts
  readonly #held = new Map<string, Held>()
  #gathering = new Set<PresenceRoom>()

  constructor(parts: PresenceParts) {
    this.#parts = parts
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

  release(room: PresenceRoom): void {
    const key = roomKey(room.company, room.name)
    const held = this.#held.get(key)
    if (held?.room === room && --held.holds === 0) this.#held.delete(key)
  }

  /** Members of a room after the name `after`, at most `limit` of them, as JSON. */
  page(company: string | undefined, name: string, after: string, limit: number): PresencePage<string> {
    const found = this.#page(company, name, after, limit)
    return found ? { ...found, members: found.members.map(entry => entry.json) } : NOBODY
  }

  /** As {@link page}, for the embedding application. */
  members(company: string | undefined, name: string, after: string, limit: number): PresencePage<PresenceMember> {
    const found = this.#page(company, name, after, limit)
    return found ? { ...found, members: found.members.map(entry => entry.shown) } : NOBODY
  }

  #page(company: string | undefined, name: string, after: string, limit: number) {
    const { presenceAnswerMembers, presenceAnswerBytes } = this.#parts.limits
    const size = { members: Math.min(limit, presenceAnswerMembers), bytes: presenceAnswerBytes }
    return this.#held.get(roomKey(company, name))?.room.page(after, size)
  }

  #make(company: string | undefined, name: string): PresenceRoom {
    const { limits, now, onOccupied, onVacated } = this.#parts
    return new PresenceRoom({
      ...{ name, company, now, maxMembers: limits.presenceMembers },
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
