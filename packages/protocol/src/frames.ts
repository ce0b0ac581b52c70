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
  /** By room, as {@link JoinFrame.presence}, for those named in `rooms`. */
  presence?: Record<string, 'count' | 'list'>
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
/** Says who this is in a room: `null` leaves. `tab` names one of several tabs that share the session. */
export type PresenceFrame = { type: 'presence'; room: string; tab?: string; state: PresenceState | null; ref?: Ref }
export type PresenceListFrame = { type: 'presence_list'; room: string; after?: string; limit: number; ref: Ref }
export type AuthenticateFrame = { type: 'authenticate'; token: string; ref?: Ref }
export type PingFrame = { type: 'ping'; ts: number }

/** What a client may send. */
export type ClientFrame =
  | ConnectFrame
  | JoinFrame
  | LeaveFrame
  | PublishFrame
  | RequestFrame
  | HistoryFrame
  | PresenceFrame
  | PresenceListFrame
  | AuthenticateFrame
  | PingFrame

export type ConnectedFrame = {
  type: 'connected'
  session: string
  resumed: boolean
  user_id: string
  /** The company of the token; absent in the shared space. */
  company?: string
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
  /** Present when the join asked for presence: what {@link PresenceChangedFrame} goes on from. */
  presence?: { count: number; version: number }
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
/**
 * One presence of a person in a room: user × device × tab. `member` names it within the room; `device` is the same for
 * all tabs of one client instance and says nothing else. Times in ms.
 */
export type PresenceMember = {
  member: string
  user_id: string
  device: string
  tab?: string
  status: 'online' | 'away'
  since: number
  /** Public user data of the token. */
  info?: JsonObject
  state?: PresenceState
}
/** Small public data of a member, at most `presenceBytes` of JSON; `status: "away"` shows the member as away. */
export type PresenceState = JsonObject
/** Who is gone, and when this was last heard of, in ms. */
export type PresenceLeft = { member: string; user_id: string; last_seen: number }
/** Differences only. With `count` asked for the lists are absent; `truncated`: too much changed, list again. */
export type PresenceChangedFrame = {
  type: 'presence_changed'
  room: string
  version: number
  count: number
  joined?: PresenceMember[]
  left?: PresenceLeft[]
  updated?: PresenceMember[]
  truncated?: true
}
/** One page of members, ordered by `member`. `more`: ask again with `after` = the last `member`. */
export type PresenceListAnswerFrame = {
  type: 'presence_list'
  ref: Ref
  room: string
  members: PresenceMember[]
  version: number
  count: number
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
  | PresenceChangedFrame
  | PresenceListAnswerFrame
  | AuthenticatedFrame
  | ErrorFrame
  | ReconnectFrame
  | PongFrame
  | ClosedFrame

/** True for an event: what carries an `id` is one, whatever its `type`. */
export const isEvent = (frame: ServerFrame | RoomEvent): frame is RoomEvent =>
  'id' in frame && typeof frame.id === 'string' && frame.type !== 'published'
