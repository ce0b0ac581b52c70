/** Where one session is seen: its own member and those of its tabs in each room, kept for a while when its link breaks. */
import { createHash } from 'node:crypto'
import type { Limits, PresenceState } from '@nabiz/protocol'
import type { Identity } from '../room/identity.ts'
import type { Presence } from '../room/presence.ts'
import type { PresenceEntry } from '../room/presence-entry.ts'
import type { PresenceRoom } from '../room/presence-room.ts'
import { Refused } from '../room/refused.ts'

/** `lost` while the connection is broken: gone at `until` (monotonic) unless joined again; `last_seen` in ms. */
type Place = {
  readonly room: PresenceRoom
  readonly members: Map<string, PresenceEntry>
  lost: { readonly until: number; readonly last_seen: number } | null
}

/** The session's own member among those of its tabs, whose names are not empty. */
const OWN = ''

/** Names the session to others, without telling the name it can be resumed with. */
const deviceOf = (session: string): string =>
  createHash('sha256').update(`device ${session}`).digest('base64url').slice(0, 16)

/** Shared by sessions that are seen nowhere, and never written to: a map of its own costs each 180 bytes. */
const NOWHERE = new Map<string, Place>()

export class SessionPresence {
  readonly #presence: Presence
  readonly #session: string
  #places: Map<string, Place> = NOWHERE
  /** When the first lost place ends. */
  #until = Infinity

  constructor(presence: Presence, session: string) {
    this.#presence = presence
    this.#session = session
  }

  /** In the room from now on. What a broken connection left there is still there, and nobody is told. */
  join(key: string, name: string, identity: Identity): PresenceRoom {
    let place = this.#places.get(key)
    if (place) {
      place.lost = null
      this.#showInfo(place, identity)
    } else {
      place = { room: this.#presence.hold(identity.company, name), members: new Map(), lost: null }
      if (this.#places === NOWHERE) this.#places = new Map()
      this.#places.set(key, place)
      // A full room is joined all the same: its events matter more than being seen.
      this.#put(place, OWN, identity, undefined)
    }
    return place.room
  }

  /** One member's state; null takes it away. Throws `Refused`. Does nothing in a room that was not joined. */
  set(key: string, tab: string | undefined, state: PresenceState | null, identity: Identity, limits: Limits): void {
    const place = this.#places.get(key)
    if (!place) return
    const name = tab ?? OWN
    const entry = place.members.get(name)
    if (state === null) {
      if (!entry) return
      place.members.delete(name)
      place.room.remove(entry, this.#presence.now())
      return
    }
    if (Buffer.byteLength(JSON.stringify(state)) > limits.presenceBytes) {
      throw new Refused('too_large', 'The presence state is larger than allowed')
    }
    if (entry) {
      place.room.update(entry, { info: identity.info, state })
      return
    }
    const tabs = place.members.size - (place.members.has(OWN) ? 1 : 0)
    if (tab !== undefined && tabs >= limits.tabsPerSession) {
      throw new Refused('too_many_members', 'The session has as many tabs in the room as allowed')
    }
    if (!this.#put(place, name, identity, state)) throw new Refused('too_many_members')
  }

  /** The token's public data may be another. */
  identified(identity: Identity): void {
    for (const place of this.#places.values()) this.#showInfo(place, identity)
  }

  /** Out of the room at once. */
  leave(key: string): void {
    const place = this.#places.get(key)
    if (!place) return
    this.#places.delete(key)
    const last_seen = place.lost?.last_seen ?? this.#presence.now()
    for (const entry of place.members.values()) place.room.remove(entry, last_seen)
    this.#presence.release(place.room)
  }

  leaveAll(): void {
    this.leaveOthers([])
  }

  /** Out of every room but these. */
  leaveOthers(keys: readonly string[]): void {
    for (const key of [...this.#places.keys()]) if (!keys.includes(key)) this.leave(key)
  }

  /** The connection broke: out of every room at `until`, unless joined again before. */
  lost(until: number): void {
    const last_seen = this.#presence.now()
    for (const place of this.#places.values()) place.lost ??= { until, last_seen }
    this.#until = Math.min(this.#until, until)
  }

  /** `now` is monotonic. */
  sweep(now: number): void {
    if (now < this.#until) return
    this.#until = Infinity
    for (const [key, { lost }] of [...this.#places]) {
      if (lost && lost.until <= now) this.leave(key)
      else if (lost) this.#until = Math.min(this.#until, lost.until)
    }
  }

  #put(place: Place, name: string, { user_id, info }: Identity, state: PresenceState | undefined): boolean {
    const owner = { user_id, device: deviceOf(this.#session), ...(name !== OWN && { tab: name }) }
    const entry = place.room.add(owner, { info, state })
    if (entry) place.members.set(name, entry)
    return entry !== null
  }

  #showInfo({ room, members }: Place, { info }: Identity): void {
    for (const entry of members.values()) room.update(entry, { info, state: entry.shown.state })
  }
}
