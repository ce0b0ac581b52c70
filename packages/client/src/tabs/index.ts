export type { ChannelConstructor, Locks, MessageEnd, TabParts } from './browser-parts.ts'
export { createSharedClient, type SharedClientOptions } from './create-shared-client.ts'
export { serveTabs, type WorkerScope } from './serve-tabs.ts'
export type { Who } from './worker-link.ts'
