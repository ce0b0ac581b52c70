/** What people's screens hear about a task: that it waits, passing progress, and one recorded end. */
import type { Task, TaskCompleted, TaskProgress, TaskQueued } from '#platform/contract'
import { emit, type Trx } from '#platform/store'
import { type TaskRow, taskRow } from './task-row.ts'

/** The sentence of an event for readers without a catalogue; ours render `type` and `data`. */
export type TaskSentence = (type: 'task_progress' | 'task_completed', task: Task) => string

/** The title, with the percent while it runs: right in every language, because it holds no words of ours. */
export const plainSentence: TaskSentence = (type, task) =>
  type === 'task_progress' && task.percent !== null ? `${task.title} · %${Math.floor(task.percent)}` : task.title

/** Its owner, and whoever may see every task of its company. */
export const roomsOf = ({ owner_id, company_id }: Pick<TaskRow, 'owner_id' | 'company_id'>): string[] => [
  ...(owner_id ? [`user:${owner_id}`] : []),
  ...(company_id ? [`leaders:${company_id}`] : []),
]

type Queued = Pick<TaskRow, 'owner_id' | 'company_id' | 'kind' | 'title'>

/** Writes `task_queued` in the transaction that queued them: once for all of one owner, company and kind. */
export const emitQueued = async (trx: Trx, tasks: readonly Queued[]): Promise<void> => {
  const alike = Map.groupBy(tasks, ({ owner_id, company_id, kind }) => JSON.stringify([owner_id, company_id, kind]))
  for (const group of alike.values()) {
    const { owner_id, company_id, kind, title } = group[0]!
    const to = roomsOf({ owner_id, company_id })
    const data: TaskQueued = { kind, count: group.length, message: title }
    if (to.length > 0) await emit(trx, { type: 'task_queued', company_id, user_id: owner_id, data, to })
  }
}

export const progressOf = (task: Task, sentence: TaskSentence): TaskProgress => ({
  task_id: task.id,
  kind: task.kind,
  done: task.done,
  total: task.total,
  percent: task.percent,
  step: task.step,
  rate: task.rate,
  eta_s: task.eta_s,
  errors: task.errors,
  message: sentence('task_progress', task),
})

/** Writes `task_completed` in the transaction that ended the task. A task of nobody and no company tells nobody. */
export const emitCompleted = async (trx: Trx, row: TaskRow, sentence: TaskSentence): Promise<void> => {
  const to = roomsOf(row)
  if (to.length === 0) return
  const task = taskRow(row)
  const ended = row.finished_at ?? row.created_at
  const data: TaskCompleted = {
    task_id: task.id,
    kind: task.kind,
    ok: task.state === 'done',
    result: task.result,
    error: task.error,
    duration_ms: Math.max(0, ended.getTime() - (row.started_at ?? row.created_at).getTime()),
    message: sentence('task_completed', task),
  }
  await emit(trx, { type: 'task_completed', company_id: row.company_id, user_id: 'system', data, to })
}
