/** Reads tasks for the task centre. */
import type { Task } from '#platform/contract'
import type { TaskState, Trx } from '#platform/store'
import { taskRow } from './task-row.ts'

/**
 * `owner_id`: only this person's. `company_id`: only this company's; row level security holds either way. `states`:
 * only these. Newest first, at most `limit` (50).
 */
export type TaskQuery = { owner_id?: string; company_id?: string; states?: readonly TaskState[]; limit?: number }

export const listTasks = async (trx: Trx, query: TaskQuery = {}): Promise<Task[]> => {
  let rows = trx.selectFrom('platform.task').selectAll()
  if (query.owner_id !== undefined) rows = rows.where('owner_id', '=', query.owner_id)
  if (query.company_id !== undefined) rows = rows.where('company_id', '=', query.company_id)
  if (query.states?.length) rows = rows.where('state', 'in', query.states)
  const found = await rows
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit ?? 50)
    .execute()
  return found.map(taskRow)
}

/** Null when there is none, or none that this transaction may see. */
export const findTask = async (trx: Trx, id: string): Promise<Task | null> => {
  const row = await trx.selectFrom('platform.task').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? taskRow(row) : null
}
