/** The live notifications of a person: personal ones, activities, messages of the system, progress of the AI. */
import { useCallback, useEffect, useRef } from 'react'
import { useClock } from './nabiz-provider.ts'
import { dismiss, type LiveNotification, markRead, NO_NOTIFICATIONS, takeNotification } from './notifications.ts'
import { useEventReducer } from './use-event-reducer.ts'
import { useOwnRoom } from './use-own-room.ts'

export type NotificationsOptions = {
  /** Default `user:{id}` of the signed-in user. */
  rooms?: string | readonly string[] | null
  /** How many are kept. Default 50. */
  max?: number
  /** Each goes by itself after this time. Absent or null: none does. Turned on again, all have the whole time anew. */
  autoDismiss_ms?: number | null
}

export type NotificationsHook = {
  /** Newest first. */
  items: readonly LiveNotification[]
  /** The server's count where events carry one (`data.unread`), else of those that came. */
  unread: number
  /** Without an id: all. On this screen only; tell your server and it tells the others by `notifications_read`. */
  markRead(id?: string): void
  dismiss(id: string): void
}

export const useNotifications = (options: NotificationsOptions = {}): NotificationsHook => {
  const { max = 50, autoDismiss_ms = null } = options
  const own = useOwnRoom()
  const clock = useClock()
  const [{ items, unread }, change] = useEventReducer(
    options.rooms === undefined ? own : options.rooms,
    (state, event) => takeNotification(state, event, { now: clock.now(), max }),
    NO_NOTIFICATIONS,
  )

  const counting = useRef({ autoDismiss_ms: null as number | null, since: 0 })
  useEffect(() => {
    if (counting.current.autoDismiss_ms !== autoDismiss_ms) counting.current = { autoDismiss_ms, since: clock.now() }
    const oldest = items.at(-1)
    if (autoDismiss_ms === null || oldest === undefined) return
    const { since } = counting.current
    const end = (item: LiveNotification) => Math.max(item.received_at, since) + autoDismiss_ms
    const due = () => change(state => dismiss(state, item => end(item) <= clock.now()))
    const timer = clock.setTimeout(due, Math.max(0, end(oldest) - clock.now()))
    return () => clock.clearTimeout(timer)
  }, [items, autoDismiss_ms, clock, change])

  return {
    items,
    unread,
    markRead: useCallback(id => change(state => markRead(state, one => id === undefined || one === id)), [change]),
    dismiss: useCallback(id => change(state => dismiss(state, item => item.id === id)), [change]),
  }
}
