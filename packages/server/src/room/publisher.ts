/** Publishing: the contract checks the data, a key makes it happen once, the broker gives the offset. */
import { type Durability, isEventType, isReservedType, isRoomName, type Limits } from '@nabiz/protocol'
import type { Broker } from '../broker/broker.ts'
import { eventHead } from '../broker/encode-event.ts'
import type { FanOut } from './fan-out.ts'
import type { KeyMemory } from './key-memory.ts'
import { Refused } from './refused.ts'
import { checkEvent, type RoomCatalogue, slotOf } from './room-catalogue.ts'
import { roomKey } from './room-key.ts'

/** What somebody wants published. `publisher` scopes the key: nobody can use up another's. */
export type Publication = {
  company: string | undefined
  room: string
  type: string
  data: unknown
  user_id: string | null
  publisher: string
  record?: boolean | undefined
  key?: string | undefined
  id?: string | undefined
  /** ms */
  timestamp?: number | undefined
}

/** `epoch` and `offset` are absent for passing events, whose durability is `none`. */
export type Published = { id: string; epoch?: string; offset?: number; durability: Durability }

export type PublisherParts = {
  broker: Broker
  catalogue: RoomCatalogue
  keys: KeyMemory
  fanOut: FanOut
  limits: Limits
  now: () => number
  id: () => string
}

/** What the largest offset adds to an event's JSON. */
const OFFSET_BYTES = 28

const checkNames = (room: string, type: string): void => {
  if (!isRoomName(room)) throw new Refused('bad_frame', 'room: expected a room name')
  if (!isEventType(type)) throw new Refused('bad_frame', 'event: expected an event type')
  if (isReservedType(type)) throw new Refused('reserved_event', `${type} is reserved`)
}

export class Publisher {
  readonly #parts: PublisherParts

  constructor(parts: PublisherParts) {
    this.#parts = parts
  }

  /** Throws {@link Refused}: bad_frame, reserved_event, unknown_event, invalid_data, durable_room, too_large, key_reused, unavailable. */
  publish(wanted: Publication): Promise<Published> {
    return wanted.key === undefined ? this.#publish(wanted) : this.#publishOnce(wanted, wanted.key)
  }

  async #publishOnce(wanted: Publication, key: string): Promise<Published> {
    const { room, type } = wanted
    checkNames(room, type)
    const scope = [wanted.publisher, roomKey(wanted.company, room), 'publish']
    const content = [type, wanted.data, wanted.record ?? null]
    const answer = await this.#parts.keys.once(scope, key, content, async () =>
      JSON.stringify(await this.#publish(wanted)),
    )
    return JSON.parse(answer) as Published
  }

  async #publish(wanted: Publication): Promise<Published> {
    checkNames(wanted.room, wanted.type)
    const { broker, catalogue, limits, fanOut } = this.#parts
    const { contract, retention } = catalogue.rulesOf(wanted.room)
    const checked = checkEvent(contract, wanted.type, wanted.data)
    const data = checked instanceof Promise ? await checked : checked
    const declared = Object.hasOwn(contract.events, wanted.type) ? contract.events[wanted.type] : undefined
    const recorded = wanted.record !== false && declared?.record !== false
    if (recorded && retention.durable) throw new Refused('durable_room')
    const id = wanted.id ?? this.#parts.id()
    const head = eventHead({
      type: wanted.type,
      room: wanted.room,
      data: data ?? null,
      timestamp: wanted.timestamp ?? this.#parts.now(),
      user_id: wanted.user_id,
      id,
      key: wanted.key,
    })
    const draft = { head, slot: slotOf(contract, wanted.type, data) }
    if (Buffer.byteLength(head) + OFFSET_BYTES > limits.downBytes) throw new Refused('too_large')
    const name = roomKey(wanted.company, wanted.room)
    if (!recorded) {
      fanOut.counters.passing++
      await broker.pass(name, draft)
      return { id, durability: 'none' }
    }
    fanOut.counters.recorded++
    const began = fanOut.counters.publicationBegins()
    const { epoch, offset } = await broker.publish(name, draft, retention)
    if (began !== null) fanOut.published(began)
    return { id, epoch, offset, durability: broker.durability }
  }
}
