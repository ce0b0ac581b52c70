/** Publishing as the embedding application sees it: by a room's name, or by its contract with the types of that. */
import type { EventData, RoomContract, RoomParams } from '@nabiz/protocol'
import { roomName } from '@nabiz/protocol'
import type { Published, Publisher } from './room/publisher.ts'

export type PublishOptions = {
  user_id?: string | null
  /** False: passing. */
  record?: boolean
  /** The same key in the same room publishes once in 24 h. */
  key?: string
  /** ms */
  timestamp?: number
  id?: string
  /** The tenant whose room is meant; absent = the shared space. */
  company?: string
}

/** Throws `Refused`; `durable_room` for a recorded event of a durable room, whose events come through its log and `carry`. */
export type Publish = {
  (room: string, type: string, data: unknown, options?: PublishOptions): Promise<Published>
  /** @example publish(company, { id: '7' }, 'mutabakat_approved', { amount: '12.00' }) */
  <Room extends RoomContract, Type extends keyof Room['events'] & string>(
    room: Room,
    params: RoomParams<Room>,
    type: Type,
    data: EventData<Room, Type>,
    options?: PublishOptions,
  ): Promise<Published>
}

/** One room, whose name need not be put together. */
export type RoomOf = { publish(type: string, data: unknown, options?: PublishOptions): Promise<Published> }

type ByName = [room: string, type: string, data: unknown, options?: PublishOptions]
type ByContract = [
  room: RoomContract,
  params: Record<string, string>,
  type: string,
  data: unknown,
  options?: PublishOptions,
]

const byName = ([room, params, type, data, options]: ByContract): ByName => [
  roomName(room.pattern, params),
  type,
  data,
  options,
]

const NONE: PublishOptions = {}

export const createPublish = (publisher: Publisher): Publish => {
  const publish = (room: string, type: string, data: unknown, options = NONE): Promise<Published> => {
    const { user_id = null, company, record, key, id, timestamp } = options
    const wanted = { room, type, data, user_id, publisher: 'server', company, record, key, id, timestamp }
    const published = publisher.publish(wanted)
    return published instanceof Promise ? published : Promise.resolve(published)
  }
  // Not async: every event comes through here, and what an async function keeps to go on later costs more than a try.
  return (...given: ByName | ByContract) => {
    try {
      return typeof given[0] === 'string' ? publish(...(given as ByName)) : publish(...byName(given as ByContract))
    } catch (error) {
      return Promise.reject(error)
    }
  }
}

/** As {@link RoomOf}, with the events of a contract. */
export type RoomByContract<Room extends RoomContract> = {
  publish<Type extends keyof Room['events'] & string>(
    type: Type,
    data: EventData<Room, Type>,
    options?: PublishOptions,
  ): Promise<Published>
}

/** The room of somebody. A contract is that of `user:{…}` or `company:{…}`, with whatever name for the id. */
export type FindRoom = {
  (id: string): RoomOf
  <Room extends RoomContract>(room: Room, id: string): RoomByContract<Room>
}

/** The room of one user or company, `user:5`. An id that is no part of a name, and a contract of another room, throw a TypeError. */
export const roomOf = (publish: Publish, kind: 'user' | 'company'): FindRoom => {
  const own = new RegExp(`^${kind}:\\{\\w+\\}$`)
  return (first: string | RoomContract, second?: string): RoomOf => {
    if (typeof first !== 'string' && !own.test(first.pattern))
      throw new TypeError(`${first.pattern} is not the room of a ${kind}`)
    const id = typeof first === 'string' ? first : second!
    const room = roomName(`${kind}:{id}`, { id })
    return { publish: (type, data, options) => publish(room, type, data, options) }
  }
}
