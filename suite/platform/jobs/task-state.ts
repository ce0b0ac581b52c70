/** The states of `platform.task`, each change guarded by the state before it, so that no two endings can both win. */
import { sql } from 'kysely'
import type { TaskError } from '#platform/contract'
import type { Trx } from '#platform/store'
import type { TaskResult } from './job-context.ts'
import type { TaskRow } from './task-row.ts'

type Ending = { state: 'done'; result: TaskResult } | { state: 'failed' | 'cancelled'; error: TaskError }

/** queued or running → running. Null when a person cancelled it meanwhile, or there is no such task. */
export const beginTask = async (trx: Trx, id: string, attempt: number, now: Date): Promise<TaskRow | null> => {
  const row = await trx
    .updateTable('platform.task')
    .set(eb => ({
      state: 'running',
      attempt,
      error: null,
      started_at: eb.fn.coalesce('started_at', eb.val(now)),
      // Begun before, and not because that attempt failed: its process stopped or died.
      resumed_at: sql<Date | null>`case
        when started_at is not null and (error is null or error->>'code' = 'task_lost')
        then ${now}::timestamptz else resumed_at end`,
    }))
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .where('attempt', '<=', attempt)
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

/** running → queued: it will be tried again. `error` is what the last attempt met. Null when that was not running. */
export const requeueTask = async (
  trx: Trx,
  id: string,
  attempt: number,
  error: TaskError | null,
): Promise<TaskRow | null> => {
  const row = await trx
    .updateTable('platform.task')
    .set({ state: 'queued', error: error && JSON.stringify(error), rate: null, eta_s: null })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('attempt', '=', attempt)
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

/** queued or running → an end. Null when it has ended already. */
export const endTask = async (trx: Trx, id: string, ending: Ending, now: Date): Promise<TaskRow | null> => {
  const row = await trx
    .updateTable('platform.task')
    .set(eb => ({
      state: ending.state,
      result: ending.state === 'done' ? JSON.stringify(ending.result) : null,
      error: ending.state === 'done' ? null : JSON.stringify(ending.error),
      // A finished job has done all of it, whatever its last throttled report said.
      done: ending.state === 'done' ? eb.fn.coalesce('total', 'done') : eb.ref('done'),
      finished_at: now,
      rate: null,
      eta_s: null,
    }))
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

export type Reported = {
  done: number
  total: number | null
  step: string | null
  errors: number
  rate: number | null
  eta_s: number | null
}

/** Keeps the progress of an attempt that is still the running one; null tells it to stop. */
export const keepProgress = async (
  trx: Trx,
  id: string,
  attempt: number,
  reported: Reported,
): Promise<TaskRow | null> => {
  const row = await trx
    .updateTable('platform.task')
    .set(reported)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('attempt', '=', attempt)
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}
