/** What people's screens hear about a task: passing progress, and one recorded end. */
import type { Task, TaskCompleted, TaskProgress } from '#platform/contract'
import { emit, type Trx } from '#platform/store'
import { type TaskRow, taskRow } from './task-row.ts'

/** The sentence of an event for readers without a catalogue; ours render `type` and `data`. */
export type TaskSentence = (type: 'task_progress' | 'task_completed', task: Task) => string

/** The title, with the percent while it runs: right in every language, because it holds no words of ours. */
export const plainSentence: TaskSentence = (type, task) =>
  type === 'task_progress' && task.percent !== null ? `${task.title} · %${Math.floor(task.percent)}` : task.title

export const roomOfOwner = (owner_id: string): string => `user:${owner_id}`

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

/** Writes `task_completed` for the owner, in the transaction that ended the task. A task of nobody tells nobody. */
export const emitCompleted = async (trx: Trx, row: TaskRow, sentence: TaskSentence): Promise<void> => {
  if (!row.owner_id) return
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
  await emit(trx, {
    type: 'task_completed',
    company_id: row.company_id,
    user_id: 'system',
    data,
    to: [roomOfOwner(row.owner_id)],
  })
}
