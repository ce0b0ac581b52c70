/** The bell: how many are unread, and the newest of them. */
import {
  type LiveNotification,
  type NotificationsHook,
  type NotificationsOptions,
  useNotifications,
  useNow,
} from '../index.ts'
import { BellIcon } from './icons.tsx'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'
import { LiveLog, SlidingRows } from './live-log.tsx'
import { NotificationRow } from './notification-row.tsx'
import { EmptyNote } from './state-note.tsx'
import { capCount } from './text.ts'
import { usePopover } from './use-popover.ts'

export type RealtimeNotificationsProps = NotificationsOptions & {
  labels?: Labels
  /** Told what was read here, to tell your server; null: all of them. */
  onRead?: (ids: readonly string[] | null) => void
}

export const RealtimeNotifications = ({ labels, onRead, ...options }: RealtimeNotificationsProps) => {
  const notifications = useNotifications(options)
  const now = useNow(30_000)
  return <NotificationsView notifications={notifications} now={now} labels={labels} onRead={onRead} />
}

export type NotificationsViewProps = Pick<RealtimeNotificationsProps, 'labels' | 'onRead'> & {
  notifications: NotificationsHook
  /** ms */
  now: number
}

export const NotificationsView = ({ notifications, now, labels = tr, onRead }: NotificationsViewProps) => {
  const { items, unread, markRead, dismiss } = notifications
  const popover = usePopover()
  const read = (item: LiveNotification) => {
    markRead(item.id)
    onRead?.([item.id])
  }
  const readAll = () => {
    markRead()
    onRead?.(null)
  }
  return (
    <div className="nabiz-anchor" ref={popover.frame}>
      <button
        type="button"
        className="nabiz-icon-button nabiz-bell"
        aria-label={unread > 0 ? labels.unread(capCount(unread)) : labels.notifications}
        {...popover.button}
      >
        <BellIcon />
        {unread > 0 && (
          <span className="nabiz-badge" aria-hidden="true">
            {capCount(unread)}
          </span>
        )}
      </button>
      {popover.isOpen && (
        <div className="nabiz-panel nabiz-panel-end" role="dialog" aria-label={labels.notifications} {...popover.panel}>
          <header className="nabiz-row nabiz-panel-head">
            <h2 className="nabiz-title">{labels.notifications}</h2>
            <button type="button" className="nabiz-button nabiz-quiet" disabled={unread === 0} onClick={readAll}>
              {labels.markAllRead}
            </button>
          </header>
          <LiveLog label={labels.notifications}>
            {items.length === 0 ? (
              <EmptyNote text={labels.noNotifications} />
            ) : (
              <SlidingRows items={items}>
                {item => <NotificationRow item={item} now={now} labels={labels} onOpen={read} onDismiss={dismiss} />}
              </SlidingRows>
            )}
          </LiveLog>
        </div>
      )}
    </div>
  )
}
