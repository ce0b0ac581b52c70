/** The client of `nabiz.v1`: one connection, the rooms held over it, and the questions asked through it. */
import {
  isEvent,
  type Position,
  type PublishedFrame,
  type PublishFrame,
  type RequestFrame,
  type ResponseFrame,
  type RoomEvent,
  type ServerFrame,
} from '@nabiz/protocol'
import { type Answer, type CallOptions, Calls } from './connection/calls.ts'
import { Connection } from './connection/connection.ts'
import type { Status } from './connection/status.ts'
import { Listeners } from './listeners.ts'
import { type ClientOptions, resolveOptions } from './options.ts'
import type { JoinedRoom } from './room/joined-room.ts'
import { Rooms } from './room/rooms.ts'
import { encode } from './transport/wire.ts'

/** How long a publish or request waits, for a connection and for its answer together, unless told otherwise. */
export const ANSWER_TIMEOUT_MS = 15_000

export type JoinOptions = {
  /** Continue from here: what came later is replayed. Without it: begin now, with a snapshot. */
  since?: Position
}
export type PublishOptions = {
  /** Makes it happen once within 24 h, however often it is sent; such a publish is resent after a loss. */
  key?: string
  /** `false`: passing, not kept in the room's history. */
  record?: boolean
  timeout_ms?: number
  signal?: AbortSignal
}
export type RequestOptions = Omit<PublishOptions, 'record'>

export type Client = {
  /** An immutable snapshot; another object after every change. */
  readonly status: Status
  /** Starts, or does nothing when it is running. */
  connect(): void
  /** Ends for good (until `connect`): open questions fail with `closed`, rooms stay held for a later `connect`. */
  close(): void
  /** Tries now instead of at `next_attempt_at`; starts again when closed; looks after a connected link. */
  retry(): void
  onStatus(fn: (status: Status) => void): () => void
  /** Holds a room; the server is asked once however many hold it. Throws TypeError for an illegal name. */
  join(room: string, options?: JoinOptions): JoinedRoom
  /** Resolves when the event has the durability its room promises. Rejects with `RequestFailed`. */
  publish(room: string, event: string, data: unknown, options?: PublishOptions): Promise<PublishedFrame>
  /** Resolves with the answer's data. Rejects with `RequestFailed`, its `code` from the contract's errors. */
  request(name: string, data: unknown, options?: RequestOptions): Promise<unknown>
  /** Every event of every room, after the room's own handlers. */
  onEvent(fn: (event: RoomEvent) => void): () => void
}

/**
 * Makes a client; nothing is opened before `connect()`.
 * @example
 * const client = createClient({ url: 'wss://example.com/ws', token: fetchToken })
 * client.connect()
 * client.join('company:1').on('product_added', event => show(event.data))
 */
export const createClient = (options: ClientOptions): Client => {
  const resolved = resolveOptions(options)
  const { clock, random, report } = resolved
  const events = new Listeners<[RoomEvent]>(report)
  let refs = 0
  const ref = () => ++refs

  const route = (frame: ServerFrame | RoomEvent): void => {
    if (isEvent(frame)) {
      if (rooms.event(frame)) events.emit(frame)
    } else if (frame.type === 'error') {
      if (!calls.refuse(frame)) rooms.frame(frame)
    } else if (!rooms.frame(frame) && 'ref' in frame && frame.ref !== undefined) calls.answer(frame as Answer)
  }
  const connection: Connection = new Connection(resolved, {
    positions: () => rooms.positions(),
    connected: () => {
      rooms.connected()
      calls.connected()
    },
    disconnected: () => {
      rooms.disconnected()
      calls.disconnected()
    },
    closed: () => calls.closed(),
    frame: route,
  })
  const rooms = new Rooms({
    clock,
    random,
    report,
    ref,
    ask: (room, since, ref) => connection.send(encode({ type: 'join', room, since: since ?? undefined, ref })),
    leave: room => void connection.send(encode({ type: 'leave', room, ref: ref() })),
  })
  const calls = new Calls({
    clock,
    send: text => connection.send(text),
    frameBytes: () => connection.frameBytes,
    unanswered: () => connection.probe(),
  })
  const call = async (frame: Omit<PublishFrame, 'ref'> | Omit<RequestFrame, 'ref'>, options: Partial<CallOptions>) => {
    const { timeout_ms = ANSWER_TIMEOUT_MS, signal } = options
    return calls.call({ ...frame, ref: ref() }, { timeout_ms, signal }, connection.status.state === 'closed')
  }

  return {
    get status() {
      return connection.status
    },
    connect: () => connection.connect(),
    close: () => connection.close(),
    retry: () => connection.retry(),
    onStatus: fn => connection.onStatus(fn),
    join: (room, { since } = {}) => rooms.join(room, since ?? null),
    publish: async (room, event, data, { key, record, ...rest } = {}) =>
      (await call({ type: 'publish', room, event, data, key, record }, rest)) as PublishedFrame,
    request: async (name, data, { key, ...rest } = {}) =>
      ((await call({ type: 'request', name, data, key }, rest)) as ResponseFrame).data,
    onEvent: fn => events.add(fn),
  }
}
