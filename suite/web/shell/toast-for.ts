/** Which toast a live event becomes, if any. Pure: applications are asked first, then what the shell itself knows. */
import type { RoomEvent } from '@nabiz/protocol'
import type { ApplicationTranslator, ToastDecision, WebApplication } from '../define-web-application.ts'

/** Events that lay waiting while the connection was away are news for the notification centre, not for a toast. */
export const TOAST_MAX_AGE_MS = 60_000

export type ToastQuestion = {
  event: RoomEvent
  applications: readonly Pick<WebApplication, 'id' | 'toast'>[]
  translate: (application: string) => ApplicationTranslator
  /** How a job ended, in the reader's word. */
  ending: (state: 'done' | 'failed' | 'cancelled') => string
  user_id: string
  now: number
}

export const toastFor = ({
  event,
  applications,
  translate,
  ending,
  user_id,
  now,
}: ToastQuestion): ToastDecision | null => {
  if (now - event.timestamp > TOAST_MAX_AGE_MS) return null
  for (const application of applications) {
    const decision = application.toast?.(event, translate(application.id))
    if (decision !== undefined) return decision
  }
  const data: Record<string, unknown> = typeof event.data === 'object' && event.data ? { ...event.data } : {}
  const text = typeof data.message === 'string' && data.message !== '' ? data.message : null
  if (text === null || QUIET.has(event.type)) return null
  if (event.type === 'task_completed') {
    const state = endOf(data)
    // The sentence of a job is its title, often no more than a file's name.
    return { level: LEVELS[state], text: `${text}: ${ending(state)}` }
  }
  if (event.type === 'new_notification') {
    return { level: levelOf(data.level), text, link: typeof data.link === 'string' ? data.link : null }
  }
  // In the company's room somebody's own deed is no news to them.
  if (event.room.startsWith('company:') && event.user_id === user_id) return null
  return { level: levelOf(data.level), text }
}

/** Whoever stopped a job need not be alarmed by its end. */
const endOf = ({ ok, error }: Record<string, unknown>): keyof typeof LEVELS => {
  if (ok !== false) return 'done'
  const stopped = typeof error === 'object' && error !== null && 'code' in error && error.code === 'task_cancelled'
  return stopped ? 'cancelled' : 'failed'
}

const LEVELS = { done: 'success', failed: 'error', cancelled: 'info' } as const

/** They move a bar or a badge. */
const QUIET: ReadonlySet<string> = new Set(['task_queued', 'task_progress', 'notifications_read', 'sessions_changed'])

const levelOf = (level: unknown): ToastDecision['level'] =>
  level === 'success' || level === 'warning' || level === 'error' ? level : 'info'
