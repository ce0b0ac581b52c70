/** The client of `nabiz.v1`: one connection, the rooms held over it, and the questions asked through it. */
import {
  type ConnectedFrame,
  type HistoryAnswerFrame,
  type HistoryFrame,
  isEvent,
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
import { type ClientOptions, type CoreOptions, resolveOptions } from './options.ts'
import { type HistoryOptions, type HistoryPage, readHistory } from './room/history.ts'
import { Rooms } from './room/rooms.ts'
import { everyTransport } from './transport/every-transport.ts'
import { encode } from './transport/wire.ts'
import { byContract, type ContractForms } from './typed.ts'

/** How long a publish or request waits, for a connection and for its answer together, unless told otherwise. */
export const ANSWER_TIMEOUT_MS = 15_000

/** Events a page of history, unless told otherwise. */
const HISTORY_LIMIT = 100

/** Joining, publishing and asking, by name or by contract, are {@link ContractForms}. */
export type Client = ContractForms & {
  /** An immutable snapshot; another object after every change. */
  readonly status: Status
  /** What the server allows this client, in the units of their names; null before the first connection. */
  readonly limits: ConnectedFrame['limits'] | null
  /** Starts, or does nothing when it is running. */
  connect(): void
  /** Ends for good (until `connect`): open questions fail with `closed`, rooms stay held for a later `connect`. */
  close(): void
  /** Tries now instead of at `next_attempt_at`; starts again when closed; looks after a connected link. */
  retry(): void
  onStatus(fn: (status: Status) => void): () => void
  /** Reads a room's past without joining it. Rejects with `RequestFailed`: `denied`, `position_lost`, … */
  history(room: string, options?: HistoryOptions): Promise<HistoryPage>
  /** Every event of every room, after the room's own handlers. */
  onEvent(fn: (event: RoomEvent) => void): () => void
}

/**
 * Makes a client that falls back from WebSocket to SSE to long poll; nothing is opened before `connect()`.
 * @example
 * const client = createClient({ url: 'wss://example.com/ws', token: fetchToken })
 * client.connect()
 * client.join('company:1').on('product_added', event => show(event.data))
 */
export const createClient = (options: ClientOptions): Client =>
  createCoreClient({ ...options, transports: options.transports ?? everyTransport })

/** The same client with the transports it is given: a bundle leaves out what is not named. */
export const createCoreClient = (options: CoreOptions): Client => {
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
    presence: () => rooms.presence(),
    connected: () => {
      rooms.connected()
      calls.connected()
    },
    disconnected: () => {
      rooms.disconnected()
      calls.disconnected()
    },
    closed: () => calls.closed(),
    busy: () => calls.open > 0,
    frame: route,
  })
  const rooms = new Rooms({
    clock,
    random,
    report,
    ref,
    ask: (room, since, presence, ref) =>
      connection.send(encode({ type: 'join', room, since: since ?? undefined, presence, ref })),
    send: frame => connection.send(encode(frame)),
    leave: room => void connection.send(encode({ type: 'leave', room, ref: ref() })),
    history: (room, options) => history(room, options),
  })
  const calls = new Calls({
    clock,
    send: text => connection.send(text),
    frameBytes: () => connection.frameBytes,
    unanswered: () => connection.probe(),
  })
  type Question = Omit<PublishFrame, 'ref'> | Omit<RequestFrame, 'ref'> | Omit<HistoryFrame, 'ref'>
  const call = async (frame: Question, options: Partial<CallOptions>) => {
    const { timeout_ms = ANSWER_TIMEOUT_MS, signal } = options
    return calls.call({ ...frame, ref: ref() }, { timeout_ms, signal }, connection.status.state === 'closed')
  }
  const history = (room: string, { since, limit = HISTORY_LIMIT, ...rest }: HistoryOptions = {}) =>
    readHistory(
      async (since, limit) => (await call({ type: 'history', room, since, limit }, rest)) as HistoryAnswerFrame,
      since,
      limit,
    )

  return {
    get status() {
      return connection.status
    },
    get limits() {
      return connection.limits
    },
    connect: () => connection.connect(),
    close: () => connection.close(),
    retry: () => connection.retry(),
    onStatus: fn => connection.onStatus(fn),
    history,
    ...byContract(
      {
        join: (room, { since, presence } = {}) => rooms.join(room, since ?? null, presence ?? null),
        publish: async (room, event, data, { key, record, ...rest } = {}) =>
          (await call({ type: 'publish', room, event, data, key, record }, rest)) as PublishedFrame,
        request: async (name, data, { key, ...rest } = {}) =>
          ((await call({ type: 'request', name, data, key }, rest)) as ResponseFrame).data,
      },
      () => connection.serverNow(),
      report,
    ),
    onEvent: fn => events.add(fn),
  }
}
