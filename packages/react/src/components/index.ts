export { ActivityFeed, type ActivityFeedProps, ActivityFeedView, type ActivityFeedViewProps } from './activity-feed.tsx'
export { AIProgress, type AIProgressProps, AIProgressView, type AIProgressViewProps } from './ai-progress.tsx'
export { az } from './labels/az.ts'
export { en } from './labels/en.ts'
export type { Labels } from './labels/labels.ts'
export { tr } from './labels/tr.ts'
export {
  LiveMetrics,
  type LiveMetricsProps,
  LiveMetricsView,
  type LiveMetricsViewProps,
  type Metric,
} from './live-metrics.tsx'
export { LiveMetricsCard, type LiveMetricsCardProps } from './live-metrics-card.tsx'
export { OfflineBanner, OfflineBannerView, type OfflineBannerViewProps } from './offline-banner.tsx'
export { PresenceAvatars, type PresenceAvatarsProps, WhoIsHere, type WhoIsHereProps } from './presence-avatars.tsx'
export { PullToRefresh, type PullToRefreshProps } from './pull-to-refresh.tsx'
export {
  type ConnectionStatusProps,
  ConnectionStatusView,
  type ConnectionStatusViewProps,
  RealtimeConnectionStatus,
} from './realtime-connection-status.tsx'
export { RealtimeHeader, type RealtimeHeaderProps } from './realtime-header.tsx'
export {
  NotificationsView,
  type NotificationsViewProps,
  RealtimeNotifications,
  type RealtimeNotificationsProps,
} from './realtime-notifications.tsx'
export {
  RealtimeStatsWidget,
  type RealtimeStatsWidgetProps,
  StatsWidgetView,
  type StatsWidgetViewProps,
} from './realtime-stats-widget.tsx'
export { RealtimeToasts, type RealtimeToastsProps, ToastsView, type ToastsViewProps } from './realtime-toasts.tsx'
export type { ListState } from './state-note.tsx'
