/** One long job of the reader's on the screen: moved by `task_progress`, asked again when it ended. */
import { useLiveQuery } from '@nabiz/react'
import { readTaskRoute, type Task, taskProgressSchema } from '#platform/contract'
import { call } from '../../../web/api/call.ts'
import { useMe } from '../../../web/session/me.ts'
import { taskKey } from '../../../web/session/tasks.ts'

/** The task an event is about. */
export const taskIdOf = (data: unknown): string | null =>
  typeof data === 'object' && data !== null && 'task_id' in data ? String(data.task_id) : null

export const useTask = (task_id: string | undefined) => {
  const { user } = useMe()
  return useLiveQuery<Task>({
    room: `user:${user.id}`,
    queryKey: taskKey(task_id),
    queryFn: ({ signal }) => call(readTaskRoute, { params: { id: task_id! } }, { signal }),
    enabled: task_id !== undefined,
    apply: (task, event) => {
      if (taskIdOf(event.data) !== task.id) return task
      if (event.type === 'task_completed') return 'refetch'
      const read = taskProgressSchema.safeParse(event.data)
      if (!read.success || (task.state !== 'queued' && task.state !== 'running')) return task
      const { done, total, percent, step, rate, eta_s, errors } = read.data
      return { ...task, state: 'running', done, total, percent, step, rate, eta_s, errors }
    },
  })
}
