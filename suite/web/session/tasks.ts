/** Long jobs on the screen: the reader's own, kept live by their room, and the company's, by the room of its leaders. */
import { useLiveQuery } from '@nabiz/react'
import { keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  type CompanyTask,
  cancelTaskRoute,
  listCompanyTasksRoute,
  listTasksRoute,
  type Page,
  retryTaskRoute,
  type Task,
} from '#platform/contract'
import { call } from '../api/call.ts'
import type { ListPage } from '../api/list-query.ts'
import { useCompany, useCompanyCall } from './company.tsx'
import { useMe } from './me.ts'
import { patchTasks } from './patch-tasks.ts'

/** Invalidate it after starting a job, so that it shows before its first progress. */
export const TASKS_KEY = ['tasks'] as const
/** One task on its own screen. */
export const taskKey = (id: string | undefined) => ['task', id] as const

/** A finished task has no more steps to take. */
export const isOpen = ({ state }: Pick<Task, 'state'>): boolean => state === 'queued' || state === 'running'

export const mayRetry = ({ state }: Pick<Task, 'state'>): boolean => state === 'failed' || state === 'cancelled'

export const useTasks = () => {
  const { user } = useMe()
  return useLiveQuery<Page<Task>>({
    room: `user:${user.id}`,
    queryKey: [...TASKS_KEY, 'newest'],
    queryFn: ({ signal }) => call(listTasksRoute, { query: { limit: 20 } }, { signal }),
    apply: patchTasks,
  })
}

export type TaskListView = ListPage & {
  sort: string | undefined
  filters: { state?: string; kind?: string }
}

export const useTaskList = (list: TaskListView, whose: 'mine' | 'company') => {
  const { user } = useMe()
  const company = useCompany()
  const callCompany = useCompanyCall()
  const view = { ...list.filters, sort: list.sort }
  const mine = useLiveQuery<Page<Task>>({
    room: whose === 'mine' ? `user:${user.id}` : null,
    queryKey: [...TASKS_KEY, 'mine', list.key],
    queryFn: ({ signal }) => call(listTasksRoute, { query: list.query }, { signal }),
    apply: (page, event) => patchTasks(page, event, view),
    placeholderData: keepPreviousData,
    enabled: whose === 'mine',
  })
  const everybodys = useLiveQuery<Page<CompanyTask>>({
    // Closed to others than leaders, who do not see this list.
    room: whose === 'company' ? `leaders:${company.id}` : null,
    queryKey: [...TASKS_KEY, 'company', company.id, list.key],
    queryFn: ({ signal }) => callCompany(listCompanyTasksRoute, { query: list.query }, { signal }),
    apply: (page, event) => patchTasks(page, event, view),
    placeholderData: keepPreviousData,
    enabled: whose === 'company',
  })
  return whose === 'mine' ? mine : everybodys
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
