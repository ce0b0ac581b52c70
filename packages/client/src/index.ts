export { type Backoff, type BackoffName, backoffs, exp1To16X5, exponential, fixed3sX5 } from './backoff.ts'
export {
  ANSWER_TIMEOUT_MS,
  type Client,
  createClient,
  type JoinOptions,
  type PublishOptions,
  type RequestOptions,
} from './client.ts'
export type { ConnectionState, Status } from './connection/status.ts'
export { CLIENT_FAILURES, type ClientFailureCode, RequestFailed, TokenRefused } from './failure.ts'
export type { ClientOptions } from './options.ts'
export { type Clock, systemClock, type TimerHandle } from './outside/clock.ts'
export {
  alwaysOnline,
  type BrowserWindow,
  browserOnline,
  detectOnline,
  type OnlineSignal,
  type OnlineSource,
} from './outside/online-source.ts'
export type { JoinedRoom, RoomState, RoomStatus } from './room/joined-room.ts'
export type { WebSocketConstructor, WebSocketLike } from './transport/websocket.ts'
