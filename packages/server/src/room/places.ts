/** Where publications go: what a room's name means, kept from one to the next. */

import { isRoomName } from '@nabiz/protocol'
import { Refused } from './refused.ts'
import type { RoomCatalogue, RoomRules } from './room-catalogue.ts'
import { roomKey } from './room-key.ts'

export type Place = { readonly key: string; readonly rules: RoomRules }

/** So many rooms are remembered; then all are looked up anew. */
const REMEMBERED = 16_384

/** Checking a name, finding its contract and making its key is as dear as all other checks of a publication together. */
export class Places {
  readonly #catalogue: RoomCatalogue
  #companies = new Map<string | undefined, Map<string, Place>>()
  #count = 0

  constructor(catalogue: RoomCatalogue) {
    this.#catalogue = catalogue
  }

  /** Throws {@link Refused} `bad_frame` for what is no room's name. */
  of(company: string | undefined, name: string): Place {
    return this.#companies.get(company)?.get(name) ?? this.#remember(company, name)
  }

  #remember(company: string | undefined, name: string): Place {
    if (!isRoomName(name)) throw new Refused('bad_frame', 'room: expected a room name')
    const place = { key: roomKey(company, name), rules: this.#catalogue.rulesOf(name) }
    if (this.#count === REMEMBERED) {
      this.#companies = new Map()
      this.#count = 0
    }
    this.#count++
    const rooms = this.#companies.get(company)
    if (rooms) rooms.set(name, place)
    else this.#companies.set(company, new Map([[name, place]]))
    return place
  }
}
