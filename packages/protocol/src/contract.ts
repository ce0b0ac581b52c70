/** Contracts: one definition of a room or a request, from which both ends take their types and their validation. */
import type { StandardSchemaV1 } from './standard-schema.ts'

/** How a stalled reader of a room goes on once its queue is over the budget (guarantee 5). */
export type SlowReaderPolicy = 'resync' | 'latest' | 'drop_oldest'

/**
 * One event type of a room. `record: false` makes it passing; `slot` names what `latest` keeps one of. A passing event
 * that arrives later than `ttl_ms` after its `timestamp` is not delivered to who joined by contract: who was typing is no news.
 */
export type EventContract<Data = unknown> = {
  schema: StandardSchemaV1<unknown, Data>
  record?: boolean
  slot?(data: Data): string
  ttl_ms?: number
}

/** How much a room keeps. The first limit reached trims. Defaults: 10,000 events, 16 MiB, 24 h. */
export type HistoryContract = {
  count?: number
  bytes?: number
  age_ms?: number
  /** One writer of truth, a log that outlives the process; recovery reads it where the ring in memory ends. */
  durable?: boolean
}

export type RoomContract<
  Events extends Record<string, EventContract> = Record<string, EventContract>,
  Pattern extends string = string,
> = {
  kind: 'room'
  pattern: Pattern
  events: Events
  history: HistoryContract
  slowReader: SlowReaderPolicy
  /** `false`: nobody is counted or listed, and joining costs nothing for it. */
  presence: boolean
  /** Event types beside the declared ones are let through unchecked. */
  open: boolean
}

/**
 * Declares a room by its pattern.
 * @example defineRoom('company:{id}', { events: { mutabakat_approved: { schema } }, history: { durable: true } })
 */
export const defineRoom = <const Events extends Record<string, EventContract>, const Pattern extends string>(
  pattern: Pattern,
  options: {
    events: Events
    history?: HistoryContract
    slowReader?: SlowReaderPolicy
    presence?: boolean
    open?: boolean
  },
): RoomContract<Events, Pattern> => ({
  kind: 'room',
  pattern,
  events: options.events,
  history: options.history ?? {},
  slowReader: options.slowReader ?? 'resync',
  presence: options.presence ?? true,
  open: options.open ?? false,
})

export type RequestContract<Input = unknown, Output = unknown, Code extends string = string> = {
  kind: 'request'
  name: string
  input: StandardSchemaV1<unknown, Input>
  output: StandardSchemaV1<unknown, Output>
  errors: readonly Code[]
}

/** Declares a question with one answer. `errors` lists the codes a handler may answer with. */
export const defineRequest = <Input, Output, const Code extends string = never>(
  name: string,
  options: {
    input: StandardSchemaV1<unknown, Input>
    output: StandardSchemaV1<unknown, Output>
    errors?: readonly Code[]
  },
): RequestContract<Input, Output, Code> => ({
  kind: 'request',
  name,
  input: options.input,
  output: options.output,
  errors: options.errors ?? [],
})

/** The data type of one event of a room's contract. */
export type EventData<Room extends RoomContract, Type extends keyof Room['events']> =
  Room['events'][Type] extends EventContract<infer Data> ? Data : never

type ParamNames<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never

/** What a room's pattern needs to become a name: `company:{id}` needs `{ id: string }`. */
export type RoomParams<Room extends RoomContract> = string extends Room['pattern']
  ? Record<string, string>
  : { [Name in ParamNames<Room['pattern']>]: string }
