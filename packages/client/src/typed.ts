/** Join, publish and request by contract: it gives the name, the types, and the check of what goes out and comes in. */
import {
  type EventContract,
  type EventData,
  issuePath,
  type PublishedFrame,
  type RequestContract,
  type RoomContract,
  type RoomEvent,
  type RoomParams,
  roomName,
  type StandardResult,
  type StandardSchemaV1,
} from '@nabiz/protocol'
import type { JoinOptions, PublishOptions, RequestOptions } from './call-options.ts'
import { RequestFailed } from './failure.ts'
import type { Report } from './listeners.ts'
import type { HistoryOptions, HistoryPage } from './room/history.ts'
import type { JoinedRoom } from './room/joined-room.ts'

/** The declared event types of a room. */
export type EventType<Room extends RoomContract> = keyof Room['events'] & string

/** One event, or with several types the union that `event.type` tells apart. */
export type EventOf<Room extends RoomContract, Type extends EventType<Room> = EventType<Room>> = {
  [One in Type]: RoomEvent<One, EventData<Room, One>>
}[Type]

export type TypedRoom<Room extends RoomContract> = Omit<JoinedRoom, 'on' | 'history'> & {
  on<Type extends EventType<Room>>(type: Type, fn: (event: EventOf<Room, Type>) => void): () => void
  /** Every event; those that an open room does not declare come too. */
  on(type: '*', fn: (event: EventOf<Room>) => void): () => void
  history(options?: HistoryOptions): Promise<HistoryPage<EventOf<Room>>>
}

export type TypedJoinOptions = JoinOptions & {
  /**
   * Events that do not fit the contract are reported and not delivered. Default false: a server with the contract has
   * checked them, and a client one release behind must not lose any. For servers that know no contracts. The schemas
   * must answer at once, without a promise.
   */
  validate?: boolean
}

export type ContractForms = {
  /** Holds a room; the server is asked once however many hold it. Throws TypeError for an illegal name. */
  join(room: string, options?: JoinOptions): JoinedRoom
  /** `params` are the parts of the pattern: `company:{id}` and `{ id: '7' }` make `company:7`. */
  join<Room extends RoomContract>(room: Room, params: RoomParams<Room>, options?: TypedJoinOptions): TypedRoom<Room>
  /** Resolves when the event has the durability its room promises. Rejects with `RequestFailed`. */
  publish(room: string, event: string, data: unknown, options?: PublishOptions): Promise<PublishedFrame>
  /** Data that does not fit is `invalid_data` with the path that failed, and nothing is sent. */
  publish<Room extends RoomContract, Type extends EventType<Room>>(
    room: Room,
    params: RoomParams<Room>,
    type: Type,
    data: EventData<Room, Type>,
    options?: PublishOptions,
  ): Promise<PublishedFrame>
  /** Resolves with the answer's data. Rejects with `RequestFailed`, its `code` from the contract's errors. */
  request(name: string, data: unknown, options?: RequestOptions): Promise<unknown>
  /** Input that does not fit is `invalid_data`, and nothing is sent; such an answer is `invalid_answer`: it was done. */
  request<Input, Output>(
    request: RequestContract<Input, Output>,
    input: Input,
    options?: RequestOptions,
  ): Promise<Output>
}

/** The same by name alone. */
type PlainForms = {
  join(room: string, options?: JoinOptions): JoinedRoom
  publish(room: string, event: string, data: unknown, options?: PublishOptions): Promise<PublishedFrame>
  request(name: string, data: unknown, options?: RequestOptions): Promise<unknown>
}

type Params = Record<string, string>

const judge = <Value>(result: StandardResult<Value>, code: 'invalid_data' | 'invalid_answer'): Value => {
  if (!result.issues) return result.value
  const [issue] = result.issues
  const path = issue && issuePath(issue)
  throw new RequestFailed(code, `data${path ? `.${path}` : ''}: ${issue?.message ?? 'does not fit'}`)
}

/** At once when the schema answers at once: a step later, what is sent next would overtake it. */
const check = (schema: StandardSchemaV1, data: unknown): void | Promise<void> => {
  const result = schema['~standard'].validate(data)
  if (result instanceof Promise) return result.then(late => void judge(late, 'invalid_data'))
  judge(result, 'invalid_data')
}

const eventOf = (room: RoomContract, type: string): EventContract | undefined =>
  Object.hasOwn(room.events, type) ? room.events[type] : undefined

type Wanted = (event: RoomEvent) => boolean

const fits =
  (room: RoomContract, report: Report): Wanted =>
  event => {
    const schema = eventOf(room, event.type)?.schema
    if (!schema || event.removed) return true
    try {
      const result = schema['~standard'].validate(event.data)
      if (result instanceof Promise) throw new TypeError('validate needs schemas that answer at once')
      judge(result, 'invalid_data')
      return true
    } catch (error) {
      report(new Error(`${event.type} in ${event.room} does not fit its contract`, { cause: error }))
      return false
    }
  }

/** Recorded events are never too old: leaving one out would be a hole. */
const inTime =
  (room: RoomContract, now: () => number): Wanted =>
  event =>
    event.offset !== undefined || !(now() - event.timestamp > (eventOf(room, event.type)?.ttl_ms ?? Infinity))

/** A hold is one caller's own, so its `on` may be replaced for that caller. */
const only = (joined: JoinedRoom, wanted: Wanted): JoinedRoom => {
  const on = joined.on.bind(joined)
  joined.on = (type, fn) =>
    on(type, event => {
      if (wanted(event)) fn(event)
    })
  return joined
}

/** Adds the forms by contract to those by name. `now`: ms since 1970 by the server's clock. */
export const byContract = (plain: PlainForms, now: () => number, report: Report): ContractForms => ({
  join: ((room: string | RoomContract, first?: JoinOptions | Params, options: TypedJoinOptions = {}) => {
    if (typeof room === 'string') return plain.join(room, first)
    const { validate, ...rest } = options
    const joined = only(plain.join(roomName(room.pattern, first as Params), rest), inTime(room, now))
    return validate ? only(joined, fits(room, report)) : joined
  }) as ContractForms['join'],

  publish: async (
    room: string | RoomContract,
    second: string | Params,
    third: unknown,
    fourth?: unknown,
    options?: PublishOptions,
  ) => {
    if (typeof room === 'string') return plain.publish(room, second as string, third, fourth as PublishOptions)
    const type = third as string
    const schema = eventOf(room, type)?.schema
    const pending = schema && check(schema, fourth)
    if (pending) await pending
    return plain.publish(roomName(room.pattern, second as Params), type, fourth, options)
  },

  request: (async (request: string | RequestContract, data: unknown, options?: RequestOptions) => {
    if (typeof request === 'string') return plain.request(request, data, options)
    const pending = check(request.input, data)
    if (pending) await pending
    const answer = await plain.request(request.name, data, options)
    return judge(await request.output['~standard'].validate(answer), 'invalid_answer')
  }) as ContractForms['request'],
})
