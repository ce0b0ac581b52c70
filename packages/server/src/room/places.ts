/** Where publications go: what a room's name means, kept from one to the next. */

import { isRoomName, MAX_ROOM_NAME_BYTES } from '@nabiz/protocol'
import { Refused } from './refused.ts'
import type { RoomCatalogue, RoomRules } from './room-catalogue.ts'
import { roomKey } from './room-key.ts'

export type Place = { readonly key: string; readonly rules: RoomRules }
type Known = Place & { readonly company: string | undefined; readonly name: string }

/** So many rooms are remembered; a power of two. */
const REMEMBERED = 16_384

/** FNV-1a (Fowler, Noll, Vo) over the characters. */
const mixed = (text: string, into: number): number => {
  let hash = into
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  return hash
}

const slotOf = (company: string | undefined, name: string): number => {
  const hash = mixed(name, company === undefined ? 0x811c_9dc5 : mixed(company, 0x811c_9dc5))
  return (hash ^ (hash >>> 15)) & (REMEMBERED - 1)
}

/**
 * Checking a name, finding its contract and making its key is as dear as all other checks of a publication together. One
 * place in the table for each hash, the last room wins: a Map would first look for each name, made anew by whoever
 * publishes, among all strings V8 shares.
 */
export class Places {
  readonly #catalogue: RoomCatalogue
  readonly #table = new Array<Known | null>(REMEMBERED).fill(null)

  constructor(catalogue: RoomCatalogue) {
    this.#catalogue = catalogue
  }

  /** Throws {@link Refused} `bad_frame` for what is no room's name. */
  of(company: string | undefined, name: string): Place {
    if (typeof name !== 'string' || name.length > MAX_ROOM_NAME_BYTES) return this.#look(company, name)
    const slot = slotOf(company, name)
    const known = this.#table[slot]!
    if (known !== null && known.name === name && known.company === company) return known
    const place = this.#look(company, name)
    this.#table[slot] = place
    return place
  }

  #look(company: string | undefined, name: string): Known {
    if (!isRoomName(name)) throw new Refused('bad_frame', 'room: expected a room name')
    return { key: roomKey(company, name), rules: this.#catalogue.rulesOf(name), company, name }
  }
}
