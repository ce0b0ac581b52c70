/** Publishing: the contract checks the data, a key makes it happen once, the broker gives the offset. */
import { type Durability, isEventType, isReservedType, type Limits, type Position } from '@nabiz/protocol'
import type { Broker, Once, PublishedOnce } from '../broker/broker.ts'
import { eventHead } from '../broker/encode-event.ts'
import type { FanOut } from './fan-out.ts'
import { isLarger } from './is-larger.ts'
import type { KeyMemory } from './key-memory.ts'
import { type Place, Places } from './places.ts'
import { Refused } from './refused.ts'
import { checkEvent, type RoomCatalogue, slotOf } from './room-catalogue.ts'

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
  onError: (error: unknown, where: string) => void
}

type OnceNamed = Pick<Once, 'scope' | 'digest'>

/** What the largest offset adds to an event's JSON. */
const OFFSET_BYTES = 28

const checkType = (type: string): void => {
  if (!isEventType(type)) throw new Refused('bad_frame', 'event: expected an event type')
  if (isReservedType(type)) throw new Refused('reserved_event', `${type} is reserved`)
}

export class Publisher {
  readonly #parts: PublisherParts
  readonly #places: Places

  constructor(parts: PublisherParts) {
    this.#parts = parts
    this.#places = new Places(parts.catalogue)
  }

  /**
   * A promise only where something waits: every event of every room comes through here, and a promise for each costs more
   * than its place in the order. Throws, or rejects with, {@link Refused}: bad_frame, reserved_event, unknown_event,
   * invalid_data, durable_room, too_large, key_reused, unavailable.
   */
  publish(wanted: Publication): Promise<Published> | Published {
    return wanted.key === undefined ? this.#publish(wanted, null) : this.#publishOnce(wanted, wanted.key)
  }

  async #publishOnce(wanted: Publication, key: string): Promise<Published> {
    const place = this.#places.of(wanted.company, wanted.room)
    checkType(wanted.type)
    const scope = [wanted.publisher, place.key, 'publish']
    const content = [wanted.type, wanted.data, wanted.record ?? null]
    const answer = await this.#parts.keys.once(scope, key, content, async (name, digest) =>
      JSON.stringify(await this.#publish(wanted, { scope: name, digest })),
    )
    return JSON.parse(answer) as Published
  }

  #publish(wanted: Publication, once: OnceNamed | null): Promise<Published> | Published {
    const place = this.#places.of(wanted.company, wanted.room)
    checkType(wanted.type)
    const checked = checkEvent(place.rules.contract, wanted.type, wanted.data)
    if (checked instanceof Promise) return checked.then(data => this.#place(wanted, data, place, once))
    return this.#place(wanted, checked, place, once)
  }

  #place(
    wanted: Publication,
    data: unknown,
    { key: name, rules: { contract, retention } }: Place,
    once: OnceNamed | null,
  ): Promise<Published> | Published {
    const { broker, limits, fanOut } = this.#parts
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
    if (isLarger(head, limits.downBytes - OFFSET_BYTES)) throw new Refused('too_large')
    if (!recorded) {
      fanOut.counters.passing++
      return broker.pass(name, draft).then(() => ({ id, durability: 'none' }), this.#away)
    }
    fanOut.counters.recorded++
    const began = fanOut.counters.publicationBegins()
    if (once && broker.publishOnce)
      return this.#placeOnce(broker.publishOnce(name, draft, { ...once, id, keep_ms: limits.keyMemoryMs }, retention))
    const placing = broker.publish(name, draft, retention)
    if (!(placing instanceof Promise)) return this.#placed(id, placing, began)
    return placing.then(position => this.#placed(id, position, began), this.#away)
  }

  #placed(id: string, { epoch, offset }: Position, began: number | null): Published {
    if (began !== null) this.#parts.fanOut.published(began)
    return { id, epoch, offset, durability: this.#parts.broker.durability }
  }

  async #placeOnce(placing: Promise<PublishedOnce>): Promise<Published> {
    const first = await placing.catch(this.#away)
    if (first.kind === 'reused') throw new Refused('key_reused')
    return { id: first.id, ...first.position, durability: this.#parts.broker.durability }
  }

  readonly #away = (error: unknown): never => {
    this.#parts.onError(error, 'publish to the broker')
    throw new Refused('unavailable')
  }
}
