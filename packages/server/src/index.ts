export type { JsonSchema, ToJsonSchema } from './api/json-schema.ts'
export type {
  Broker,
  Carried,
  Deliver,
  Draft,
  HistoryPage,
  Moved,
  Once,
  PageSize,
  PublishedOnce,
  Retention,
  Stored,
  Subscription,
  Written,
} from './broker/broker.ts'
export type { HistoryLog, LogPage } from './broker/history-log.ts'
export { createMemoryBroker, type MemoryBrokerOptions } from './broker/memory-broker.ts'
export type { FindRoom, Publish, PublishOptions, RoomByContract, RoomOf } from './publish.ts'
export type { AuditRecord } from './room/audit.ts'
export type { Action, Authorize } from './room/authorize.ts'
export { ConnectRefused, type Identity } from './room/identity.ts'
export type { OccupancyHook } from './room/presence.ts'
export type { PresenceLink, PresenceNews, PresenceNodes, PresenceSide } from './room/presence-nodes.ts'
export type { PresencePage, PresenceStand } from './room/presence-room.ts'
export { Refused } from './room/refused.ts'
export { createServer, type NabizServer, type ServerOptions } from './server.ts'
export type { Control, Hear, OpenControl, Order } from './session/control.ts'
export type { DisconnectTarget } from './session/disconnect-sessions.ts'
export { handleRequest, type RequestContext, type RequestHandler } from './session/requests.ts'
export { openRevocationFile, type RevocationFileOptions } from './session/revocation-file.ts'
export type { Revocation, RevocationStore, Revoked } from './session/revocations.ts'
export type { TransportName } from './session/wire.ts'
export type { Algorithm } from './token/algorithms.ts'
export { type JwtOptions, jwtAuthenticate } from './token/jwt-authenticate.ts'
export { signToken, type TokenWish } from './token/sign-token.ts'
export type { Neighbours, Passed, PassedCall, Sender } from './transport/neighbours.ts'
export type { Origins } from './transport/origin.ts'
