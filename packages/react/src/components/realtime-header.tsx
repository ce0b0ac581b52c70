/** The top of a live page: its name, the pulse, the connection and the bell. */
import type { ReactNode } from 'react'
import type { RealtimeStatsOptions } from '../index.ts'
import type { Labels } from './labels/labels.ts'
import { RealtimeConnectionStatus } from './realtime-connection-status.tsx'
import { RealtimeNotifications, type RealtimeNotificationsProps } from './realtime-notifications.tsx'
import { RealtimeStatsWidget } from './realtime-stats-widget.tsx'

export type RealtimeHeaderProps = {
  /** The page's name, a logo, a menu. */
  children?: ReactNode
  /** Beside the bell: a menu of the user, a switch of the theme. */
  end?: ReactNode
  stats?: RealtimeStatsOptions
  notifications?: Omit<RealtimeNotificationsProps, 'labels'>
  labels?: Labels
}

export const RealtimeHeader = ({ children, end, stats, notifications, labels }: RealtimeHeaderProps) => (
  <header className="nabiz-header">
    <div className="nabiz-header-start">{children}</div>
    <RealtimeStatsWidget labels={labels} {...stats} />
    <RealtimeConnectionStatus labels={labels} />
    <RealtimeNotifications labels={labels} {...notifications} />
    {end}
  </header>
)
