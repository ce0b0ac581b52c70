/** Every frame of `nabiz.v1`, as types. PROTOCOL: one JSON object a frame; a frame with `id` is an event. */
import type { Position } from './position.ts'

/** What a room carries. `timestamp` is in ms; `offset` is absent on passing events; `user_id` is who caused it. */
export type RoomEvent<Type extends string = string, Data = unknown> = {
  type: Type
  room: string
  data: Data
  timestamp: number
  user_id: string | null
  id: string
  offset?: number
  key?: string
  removed?: true
}

export type Ref = number | string
export type JsonObject = { [key: string]: unknown }

export type ConnectFrame = {
  type: 'connect'
  token: string
  version: 1
  features?: string[]
  session?: string
  rooms?: Record<string, Position | null>
}
export type JoinFrame = { type: 'join'; room: string; since?: Position; presence?: 'count' | 'list'; ref?: Ref }
export type LeaveFrame = { type: 'leave'; room: string; ref?: Ref }
export type PublishFrame = {
  type: 'publish'
  room: string
  event: string
  data: unknown
  record?: boolean
  key?: string
  ref?: Ref
}
export type RequestFrame = { type: 'request'; name: string; data: unknown; key?: string; ref: Ref }
export type HistoryFrame = { type: 'history'; room: string; since?: Position; limit: number; ref: Ref }
export type AuthenticateFrame = { type: 'authenticate'; token: string; ref?: Ref }
export type PingFrame = { type: 'ping'; ts: number }

/** What a client may send. Presence frames come with the rest of the contract. */
export type ClientFrame =
  | ConnectFrame
  | JoinFrame
  | LeaveFrame
  | PublishFrame
  | RequestFrame
  | HistoryFrame
  | AuthenticateFrame
  | PingFrame

export type ConnectedFrame = {
  type: 'connected'
  session: string
  resumed: boolean
  user_id: string
  node: string
  time: number
  version: 1
  features: string[]
  heartbeat_ms: number
  limits: { messages_per_minute: number; rooms_per_session: number; frame_bytes: number }
}
export type Recovered = 'fresh' | 'all' | 'reset'
export type RoomJoinedFrame = {
  type: 'room_joined'
  room: string
  ref?: Ref
  epoch: string
  /** The top at joining: events up to it are the missed ones, then live, without a seam. */
  offset: number
  recovered: Recovered
  missed?: number
  reason?: string
}
export type RoomLeftFrame = { type: 'room_left'; room: string; ref?: Ref; reason: string }
export type RoomResetFrame = {
  type: 'room_reset'
  room: string
  epoch: string
  offset: number
  reason: string
  after_ms?: number
}
export type SkippedFrame = { type: 'skipped'; room: string; from: number; to: number; reason: string }
export type Durability = 'none' | 'memory' | 'disk' | 'replicated'
export type PublishedFrame = {
  type: 'published'
  ref: Ref
  room: string
  epoch?: string
  offset?: number
  id: string
  durability: Durability
}
export type ResponseFrame = { type: 'response'; ref: Ref; data: unknown }
export type HistoryAnswerFrame = {
  type: 'history'
  ref: Ref
  room: string
  epoch: string
  offset: number
  events: RoomEvent[]
  more: boolean
}
export type AuthenticatedFrame = { type: 'authenticated'; ref?: Ref }
export type ErrorFrame = {
  type: 'error'
  ref?: Ref
  room?: string
  code: string
  message: string
  retry_after_ms?: number
}
export type ReconnectFrame = { type: 'reconnect'; after_ms: number; reason: string }
export type PongFrame = { type: 'pong'; ts: number }
export type ClosedFrame = { type: 'closed'; code: number; reason: string }

/** What a server may send, beside events (told apart by their `id`). */
export type ServerFrame =
  | ConnectedFrame
  | RoomJoinedFrame
  | RoomLeftFrame
  | RoomResetFrame
  | SkippedFrame
  | PublishedFrame
  | ResponseFrame
  | HistoryAnswerFrame
  | AuthenticatedFrame
  | ErrorFrame
  | ReconnectFrame
  | PongFrame
  | ClosedFrame

/** True for an event: what carries an `id` is one, whatever its `type`. */
export const isEvent = (frame: ServerFrame | RoomEvent): frame is RoomEvent =>
  'id' in frame && typeof frame.id === 'string' && frame.type !== 'published'
