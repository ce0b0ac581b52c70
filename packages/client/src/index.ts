export { type Backoff, type BackoffName, backoffs, exp1To16X5, exponential, fixed3sX5 } from './backoff.ts'
export type { JoinOptions, PublishOptions, RequestOptions } from './call-options.ts'
export { ANSWER_TIMEOUT_MS, type Client, createClient, createCoreClient } from './client.ts'
export type { ConnectionState, Status } from './connection/status.ts'
export {
  CLIENT_FAILURES,
  type ClientFailureCode,
  type FailureCode,
  failureOf,
  RequestFailed,
  TokenRefused,
} from './failure.ts'
export type { ClientOptions, CoreOptions } from './options.ts'
export { type Clock, systemClock, type TimerHandle } from './outside/clock.ts'
export {
  alwaysOnline,
  type BrowserWindow,
  browserOnline,
  detectOnline,
  type OnlineSignal,
  type OnlineSource,
} from './outside/online-source.ts'
export { memoryInProcess, type TransportMemory } from './outside/transport-memory.ts'
export type { HistoryOptions, HistoryPage } from './room/history.ts'
export type { JoinedRoom, RoomState, RoomStatus } from './room/joined-room.ts'
export type { RoomPresence } from './room/presence-watch.ts'
export { longPoll } from './transport/long-poll.ts'
export { sse } from './transport/sse.ts'
export type { WebSocketConstructor, WebSocketLike } from './transport/web-socket-like.ts'
export { webSocket } from './transport/websocket.ts'
export type { Hello, Surroundings, Transport, Wire, WireEvents } from './transport/wire.ts'
export type { ContractForms, EventOf, EventType, TypedJoinOptions, TypedRoom } from './typed.ts'
