export type {
  Broker,
  Carried,
  Deliver,
  Draft,
  HistoryPage,
  PageSize,
  Retention,
  Stored,
  Subscription,
} from './broker/broker.ts'
export type { HistoryLog, LogPage } from './broker/history-log.ts'
export { createMemoryBroker, type MemoryBrokerOptions } from './broker/memory-broker.ts'
export type { AuditRecord } from './room/audit.ts'
export type { Action, Authorize } from './room/authorize.ts'
export { ConnectRefused, type Identity } from './room/identity.ts'
export { Refused } from './room/refused.ts'
export { createServer, type NabizServer, type PublishOptions, type ServerOptions } from './server.ts'
export { handleRequest, type RequestContext, type RequestHandler } from './session/requests.ts'
export type { Origins } from './transport/origin.ts'
