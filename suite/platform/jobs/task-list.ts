/** Reads tasks for the task centre: a person's own, or a company's, in pages. */
import { type SelectQueryBuilder, sql } from 'kysely'
import type { CompanyTask, Page, Task } from '#platform/contract'
import type { AuthTables } from '#platform/identity'
import { type PlatformTables, paginate, type SortColumn, type TaskState, type Trx } from '#platform/store'
import { type TaskRow, taskRow } from './task-row.ts'

export type TaskFilter = { state?: TaskState | undefined; kind?: string | undefined }

/** `sort`: `-created_at` (default) or `created_at`. `secret` signs the cursors. */
export type PageOptions = { sort?: string | undefined; limit: number; cursor?: string | undefined; secret: Buffer }

const SORTS: Record<string, SortColumn> = {
  created_at: { expression: sql.ref('task.created_at'), type: 'timestamptz' },
}

/** This person's tasks, in every company the transaction sees. Throws `bad_request` on a foreign cursor or sort. */
export const listTasks = async (
  trx: Trx,
  owner_id: string,
  filter: TaskFilter,
  page: PageOptions,
): Promise<Page<Task>> => {
  const query = filtered(trx.selectFrom('platform.task as task').selectAll('task'), filter)
  const found = await paged(trx, query.where('task.owner_id', '=', owner_id), ['owner', owner_id], filter, page)
  return { ...found, items: found.items.map(taskRow) }
}

/** Everybody's tasks of one company, with the names of their owners. */
export const listCompanyTasks = async (
  trx: Trx,
  company_id: string,
  filter: TaskFilter,
  page: PageOptions,
): Promise<Page<CompanyTask>> => {
  const tables = trx.withTables<AuthTables>()
  const query = filtered(trx.selectFrom('platform.task as task').selectAll('task'), filter)
  const found = await paged(trx, query.where('task.company_id', '=', company_id), ['company', company_id], filter, page)
  const owners = [...new Set(found.items.flatMap(({ owner_id }) => owner_id ?? []))]
  const people = await tables
    .selectFrom('auth.user')
    .select([sql<string>`id::text`.as('id'), 'name'])
    .where(sql<boolean>`id::text = any(${owners})`)
    .execute()
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return {
    ...found,
    items: found.items.map(row => ({ ...taskRow(row), owner_name: names.get(row.owner_id ?? '') ?? null })),
  }
}

/** Null when there is none, or none that this transaction may see. */
export const findTask = async (trx: Trx, id: string): Promise<Task | null> => {
  const row = await trx.selectFrom('platform.task').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? taskRow(row) : null
}

type Tasks = PlatformTables & { task: PlatformTables['platform.task'] }
type TaskRows = SelectQueryBuilder<Tasks, 'task', TaskRow>

const filtered = (query: TaskRows, { state, kind }: TaskFilter): TaskRows => {
  let rows = query
  if (state !== undefined) rows = rows.where('task.state', '=', state)
  if (kind !== undefined) rows = rows.where('task.kind', '=', kind)
  return rows
}

const paged = (
  trx: Trx,
  query: TaskRows,
  whose: readonly string[],
  { state, kind }: TaskFilter,
  { sort = '-created_at', limit, cursor, secret }: PageOptions,
): Promise<Page<TaskRow>> =>
  paginate({
    trx,
    query,
    sorts: SORTS,
    sort,
    limit,
    cursor,
    secret,
    id: sql.ref('task.id'),
    filter: JSON.stringify([...whose, state ?? '', kind ?? '']),
  })
