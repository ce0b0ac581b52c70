/** Jobs of every queue as an operator reads them: what waits, what runs, and what became of the others. */
import { sql } from 'kysely'
import type { JobState, JobView, Page } from '#platform/contract'
import { paginate, type SortColumn, type Trx } from '#platform/store'
import type { PageOptions } from './task-list.ts'

type JobTable = {
  id: string
  name: string
  state: BossState
  priority: number
  data: { company_id?: string | null } | null
  output: { code?: string; message?: string } | null
  retry_count: number
  retry_limit: number
  created_on: Date
  start_after: Date
  started_on: Date | null
  completed_on: Date | null
}
type BossState = 'created' | 'retry' | 'active' | 'completed' | 'failed' | 'cancelled'

const STATES = {
  waiting: ['created', 'retry'],
  running: ['active'],
  done: ['completed'],
  failed: ['failed'],
  cancelled: ['cancelled'],
} as const satisfies Record<JobState, readonly BossState[]>

const stateOf = (state: BossState): JobState =>
  (Object.keys(STATES) as JobState[]).find(name => (STATES[name] as readonly BossState[]).includes(state))!

/** pg-boss keeps queues of its own, which nobody filled. */
export const OWN_QUEUES = sql`'\\_\\_pgboss%'`

const SORTS: Record<string, SortColumn> = {
  created_at: { expression: sql.ref('job.created_on'), type: 'timestamptz' },
}

/** Needs `asSystem`. Throws `bad_request` on a foreign cursor or sort. */
export const listJobs = async (
  trx: Trx,
  filter: { queue?: string | undefined; state?: JobState | undefined },
  { sort = '-created_at', ...page }: PageOptions,
): Promise<Page<JobView>> => {
  let query = trx
    .withTables<{ 'pgboss.job': JobTable }>()
    .selectFrom('pgboss.job as job')
    .select(['id', 'name', 'state', 'priority', 'output', 'retry_count', 'retry_limit'])
    .select(['created_on', 'start_after', 'started_on', 'completed_on'])
    .select(sql<string | null>`job.data->>'company_id'`.as('company_id'))
    .where(sql<boolean>`job.name not like ${OWN_QUEUES}`)
  if (filter.queue !== undefined) query = query.where('name', '=', filter.queue)
  if (filter.state !== undefined) query = query.where('state', 'in', STATES[filter.state])
  const found = await paginate({
    trx,
    query,
    sorts: SORTS,
    sort,
    ...page,
    cursor: page.cursor,
    id: sql.ref('job.id'),
    filter: JSON.stringify(['jobs', filter.queue ?? '', filter.state ?? '']),
  })
  return {
    ...found,
    items: found.items.map(row => ({
      id: row.id,
      queue: row.name,
      state: stateOf(row.state),
      priority: row.priority,
      company_id: row.company_id,
      attempt: row.started_on === null ? 0 : row.retry_count + 1,
      attempts: row.retry_limit + 1,
      error: errorIn(row),
      created_at: row.created_on.toISOString(),
      start_after: row.start_after.toISOString(),
      started_at: row.started_on?.toISOString() ?? null,
      ended_at: row.completed_on?.toISOString() ?? null,
    })),
  }
}

/** What an attempt met is kept as its output; an output without a code is a result. */
const errorIn = ({ state, output }: Pick<JobTable, 'state' | 'output'>): JobView['error'] =>
  (state === 'failed' || state === 'retry') && output?.code
    ? { code: output.code, message: output.message ?? '' }
    : null
