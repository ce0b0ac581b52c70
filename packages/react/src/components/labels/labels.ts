/** Every sentence the components say. */
import type { Level, NotificationKind, Trend } from '../../index.ts'

export type Labels = {
  /** For numbers, dates and capitals, the best one first. */
  locales: readonly string[]
  percent(number: string): string
  milliseconds(number: string): string

  live: string
  connecting: string
  disconnected: string
  connection: string
  liveText: string
  connectingText: string
  /** By the reason of the connection's status; what is not here reads as `other`. */
  reasons: Readonly<Record<string, string>> & { other: string }
  since(time: string): string
  meanwhile: string
  nextAttempt(seconds: number): string
  trying: string
  retry: string

  now: string
  minutesAgo(count: number): string
  hoursAgo(count: number): string
  daysAgo(count: number): string

  trends: Readonly<Record<Trend, string>>
  levels: Readonly<Record<Level, string>>
  loading: string
  failed: string
  stale: string

  activeUsers: string
  apiCalls: string
  cacheHitRate: string
  pulse(count: string): string

  notifications: string
  unread(count: string): string
  noNotifications: string
  markAllRead: string
  dismiss: string
  kinds: Readonly<Record<NotificationKind, string>>

  activity: string
  noActivity: string

  whoIsHere: string
  nobodyHere: string
  away: string
  more(count: number): string

  aiProgress: string
  noProgress: string
  step(index: number, total: number): string
  secondsLeft(count: number): string
  tokens(count: string): string
  /** Of a job: `done`, `failed`, `cancelled`, `needs_input`, and names of steps; what is not here is shown as it is. */
  jobStates: Readonly<Record<string, string>>
  cancel: string

  pullToRefresh: string
  releaseToRefresh: string
  refreshing: string
  refresh: string
}
