/** What just happened, said in a corner for a few seconds. */
import { type CSSProperties, useState } from 'react'
import { type LiveNotification, type NotificationsOptions, useNotifications, useNow } from '../index.ts'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'
import { NotificationRow } from './notification-row.tsx'

export type RealtimeToastsProps = Omit<NotificationsOptions, 'autoDismiss_ms'> & {
  /** Default 6,000; null: they stay until they are closed. None goes while the pointer or the focus is on them. */
  autoDismiss_ms?: number | null
  labels?: Labels
}

export const RealtimeToasts = ({ autoDismiss_ms = 6_000, max = 3, labels, rooms }: RealtimeToastsProps) => {
  const [isHeld, setHeld] = useState(false)
  const { items, dismiss } = useNotifications({ rooms, max, autoDismiss_ms: isHeld ? null : autoDismiss_ms })
  const now = useNow(30_000)
  return <ToastsView items={items} now={now} labels={labels} onDismiss={dismiss} onHold={setHeld} />
}

export type ToastsViewProps = {
  /** Newest first. */
  items: readonly LiveNotification[]
  /** ms */
  now: number
  labels?: Labels
  onDismiss: (id: string) => void
  /** True while the pointer or the focus is on them. */
  onHold?: (isHeld: boolean) => void
}

export const ToastsView = ({ items, now, labels = tr, onDismiss, onHold }: ToastsViewProps) => (
  <section
    className="nabiz-toasts"
    aria-label={labels.notifications}
    aria-live="polite"
    onPointerEnter={() => onHold?.(true)}
    onPointerLeave={() => onHold?.(false)}
    onFocus={() => onHold?.(true)}
    onBlur={() => onHold?.(false)}
  >
    {items.map((item, at) => (
      <div key={item.id} className="nabiz-toast" style={{ '--nabiz-at': at } as CSSProperties}>
        <NotificationRow item={item} now={now} labels={labels} onDismiss={onDismiss} />
      </div>
    ))}
  </section>
)
