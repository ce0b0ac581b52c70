/** What an event of a task does to a page of tasks that is on the screen. Pure. */
import type { RoomEvent } from '@nabiz/protocol'
import { type Page, type Task, type TaskProgress, taskProgressSchema, taskQueuedSchema } from '#platform/contract'

/** What the page was asked with. */
export type TaskView = { state?: string | undefined; kind?: string | undefined; sort?: string | undefined }

/** Null when the task is not on this page. A finished task never runs again by a late event. */
export const applyProgress = <T extends Task>(page: Page<T>, progress: TaskProgress): Page<T> | null => {
  const index = page.items.findIndex(task => task.id === progress.task_id)
  const task = page.items[index]
  if (!task) return null
  if (task.state !== 'queued' && task.state !== 'running') return page
  const { done, total, percent, step, rate, eta_s, errors } = progress
  const next: T = { ...task, state: 'running', done, total, percent, step, rate, eta_s, errors }
  return { ...page, items: page.items.with(index, next) }
}

/** Whether a task would stand on this page: ids grow with time, and pages are sorted by time. */
const standsHere = ({ items, next_cursor, prev_cursor }: Page<Task>, id: string, sort: string | undefined): boolean => {
  const [first, last] = [items[0]?.id, items.at(-1)?.id]
  if (first === undefined || last === undefined) return true
  const isAfter = (one: string) => (sort === 'created_at' ? id > one : id < one)
  return !(prev_cursor && !isAfter(first)) && !(next_cursor && isAfter(last))
}

/**
 * Progress of a task on another page, or of one that the filters leave out, changes nothing: asking again at each step
 * of a long import would ask for ever.
 */
export const patchTasks = <T extends Task>(
  page: Page<T>,
  event: RoomEvent,
  view: TaskView = {},
): Page<T> | 'refetch' => {
  if (event.type === 'task_completed') return 'refetch'
  // Also one that ended and begins again: it leaves a page of those that failed.
  if (event.type === 'task_queued') {
    const parsed = taskQueuedSchema.safeParse(event.data)
    return parsed.success && (view.kind ?? parsed.data.kind) === parsed.data.kind ? 'refetch' : page
  }
  if (event.type !== 'task_progress') return page
  const parsed = taskProgressSchema.safeParse(event.data)
  if (!parsed.success) return page
  const progress = parsed.data
  const patched = applyProgress(page, progress)
  // It has begun, and the page shows only those that wait.
  if (patched && patched !== page && view.state === 'queued') return 'refetch'
  if (patched) return patched
  const isShown = (view.state ?? 'running') === 'running' && (view.kind ?? progress.kind) === progress.kind
  return isShown && standsHere(page, progress.task_id, view.sort) ? 'refetch' : page
}
