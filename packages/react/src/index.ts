export type { Level } from './event-data.ts'
export type { EventReducer } from './event-store.ts'
export type { Apply } from './live-query.ts'
export { NabizProvider, type NabizProviderProps } from './nabiz-provider.ts'
export type { LiveNotification, NotificationKind } from './notifications.ts'
export type { RealtimeStats, Trend } from './stats-feed.ts'
export { type Activity, type ActivityOptions, useActivity } from './use-activity.ts'
export { type AIJob, type AIProgressHook, type AIProgressOptions, useAIProgress } from './use-ai-progress.ts'
export { useClient } from './use-client.ts'
export { useConnection } from './use-connection.ts'
export { useEvent } from './use-event.ts'
export { type ReducedEvents, useEventReducer } from './use-event-reducer.ts'
export { type LiveQueryHookOptions, useLiveQuery } from './use-live-query.ts'
export { type NotificationsHook, type NotificationsOptions, useNotifications } from './use-notifications.ts'
export { useNow } from './use-now.ts'
export { type OutboxView, useOutbox } from './use-outbox.ts'
export { type PresenceOptions, usePresence } from './use-presence.ts'
export {
  type PostChange,
  type RealtimePost,
  type RealtimePostsHook,
  type RealtimePostsOptions,
  useRealtimePosts,
} from './use-realtime-posts.ts'
export { type RealtimeStatsHook, type RealtimeStatsOptions, useRealtimeStats } from './use-realtime-stats.ts'
export { type RequestHook, type RequestResult, type RequestState, useRequest } from './use-request.ts'
export { type RoomState, useRoom } from './use-room.ts'
export { useWebSocket, type WebSocketHook } from './use-websocket.ts'
