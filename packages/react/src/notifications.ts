/** What becomes of notifications as events come: pure, so that the rules can be read and tested. */
import type { RoomEvent } from '@nabiz/protocol'
import { actorOf, fieldsOf, type Level, levelOf, linkOf, numberOf, textOf } from './event-data.ts'

export type NotificationKind = 'notification' | 'activity' | 'system' | 'ai_progress'

export type LiveNotification = {
  readonly id: string
  readonly kind: NotificationKind
  readonly level: Level
  readonly title: string | null
  /** The ready sentence of the event, else its title, else empty. */
  readonly message: string
  readonly link: string | null
  /** Who caused it. */
  readonly actor: string | null
  /** ms, when it happened by the server's clock. */
  readonly at: number
  /** ms, when it came by this machine's clock. */
  readonly received_at: number
  readonly read: boolean
  /** 0–100 while something is being made. */
  readonly percent: number | null
}

export type Notifications = {
  /** Newest first. */
  readonly items: readonly LiveNotification[]
  readonly unread: number
}

export const NO_NOTIFICATIONS: Notifications = Object.freeze({ items: Object.freeze([]), unread: 0 })

const KINDS: Readonly<Record<string, NotificationKind>> = {
  new_notification: 'notification',
  activity_notification: 'activity',
  system_notification: 'system',
  ai_progress: 'ai_progress',
}

const read = (event: RoomEvent, kind: NotificationKind, now: number): LiveNotification => {
  const data = fieldsOf(event.data)
  const title = textOf(data.title)
  const state = textOf(data.state)
  const job = kind === 'ai_progress' ? textOf(data.job_id) : null
  return {
    id: job === null ? (textOf(data.notification_id) ?? event.id) : `ai:${job}`,
    kind,
    level:
      kind === 'ai_progress'
        ? state === 'failed'
          ? 'error'
          : state === 'done'
            ? 'success'
            : 'info'
        : levelOf(data.level),
    title,
    message: textOf(data.message) ?? title ?? '',
    link: linkOf(data.link),
    actor: actorOf(event),
    at: event.timestamp,
    received_at: now,
    read: false,
    percent: kind === 'ai_progress' ? numberOf(data.percent) : null,
  }
}

/** Takes one event in. One job is one notification, however often it reports; at most `max` are kept. */
export const takeNotification = (
  state: Notifications,
  event: RoomEvent,
  { now, max }: { now: number; max: number },
): Notifications => {
  const data = fieldsOf(event.data)
  if (event.type === 'notifications_read') {
    const ids = Array.isArray(data.ids) ? new Set(data.ids) : null
    return markRead(state, id => ids?.has(id) ?? true, numberOf(data.unread))
  }
  const kind = Object.hasOwn(KINDS, event.type) ? KINDS[event.type] : undefined
  if (kind === undefined || event.removed) return state
  const next = read(event, kind, now)
  const known = state.items.find(({ id }) => id === next.id)
  // How far a job is changes in its place; how it ended is news.
  const isNews = known === undefined || next.level !== known.level
  const items = isNews
    ? [next, ...state.items.filter(({ id }) => id !== next.id)].slice(0, max)
    : state.items.map(item => (item === known ? { ...next, read: known.read, received_at: known.received_at } : item))
  const more = isNews && (known === undefined || known.read) ? 1 : 0
  // The server's own count wins: it knows what was there before this page.
  return { items, unread: numberOf(data.unread) ?? state.unread + more }
}

/** `unread`: what the server says is left; else those that were not read are counted off. */
export const markRead = (
  state: Notifications,
  which: (id: string) => boolean,
  unread: number | null = null,
): Notifications => {
  const marked = state.items.filter(item => !item.read && which(item.id)).length
  const left = unread ?? Math.max(0, state.unread - marked)
  if (marked === 0 && left === state.unread) return state
  return { items: state.items.map(item => (which(item.id) ? { ...item, read: true } : item)), unread: left }
}

export const dismiss = (state: Notifications, which: (item: LiveNotification) => boolean): Notifications => {
  const items = state.items.filter(item => !which(item))
  if (items.length === state.items.length) return state
  const gone = state.items.filter(item => which(item) && !item.read).length
  return { items, unread: Math.max(0, state.unread - gone) }
}
