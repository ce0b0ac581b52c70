/** The reader's long jobs, patched by `task_progress` and asked again on `task_completed`. */
import { useLiveQuery } from '@nabiz/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  cancelTaskRoute,
  listTasksRoute,
  type Page,
  retryTaskRoute,
  type Task,
  type TaskProgress,
  taskProgressSchema,
} from '#platform/contract'
import { call } from '../api/call.ts'
import { useMe } from './me.ts'

/** Invalidate it after starting a job, so that it shows before its first progress. */
export const TASKS_KEY = ['tasks'] as const
/** One task on its own screen. */
export const taskKey = (id: string | undefined) => ['task', id] as const

/** Null when the task is not on this page: the list is asked again. A finished task never runs again by a late event. */
export const applyProgress = (page: Page<Task>, progress: TaskProgress): Page<Task> | null => {
  const index = page.items.findIndex(task => task.id === progress.task_id)
  const task = page.items[index]
  if (!task) return null
  if (task.state !== 'queued' && task.state !== 'running') return page
  const { done, total, percent, step, rate, eta_s, errors } = progress
  const next: Task = { ...task, state: 'running', done, total, percent, step, rate, eta_s, errors }
  return { ...page, items: page.items.with(index, next) }
}

export const useTasks = () => {
  const { user } = useMe()
  return useLiveQuery<Page<Task>>({
    room: `user:${user.id}`,
    queryKey: TASKS_KEY,
    queryFn: ({ signal }) => call(listTasksRoute, { query: { limit: 20 } }, { signal }),
    apply: (current, event) => {
      if (event.type === 'task_completed') return 'refetch'
      if (event.type !== 'task_progress') return current
      const progress = taskProgressSchema.safeParse(event.data)
      return progress.success ? (applyProgress(current, progress.data) ?? 'refetch') : current
    },
  })
}

const useTaskCommand = (contract: typeof cancelTaskRoute | typeof retryTaskRoute) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(contract, { params: { id } }),
    // Both: a task that is begun again says nothing until its first progress, which an ended one does not heed.
    onSettled: (_data, _error, id) =>
      Promise.all([TASKS_KEY, taskKey(id)].map(queryKey => queries.invalidateQueries({ queryKey }))),
  })
}
export const useCancelTask = () => useTaskCommand(cancelTaskRoute)
export const useRetryTask = () => useTaskCommand(retryTaskRoute)
