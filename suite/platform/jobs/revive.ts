/** Lets jobs that ended without success run again. */
import { sql } from 'kysely'
import type { JobContract } from '#platform/contract'
import type { Trx } from '#platform/store'
import { emitQueued } from './task-events.ts'

/** How many dead letters one call takes; the rest waits for the next. */
const REDRIVEN_AT_ONCE = 1_000

/**
 * The same rows with a higher attempt, never new ones: what an old attempt still does stays fenced off. Their tasks wait
 * again. Returns the ids of those that were still there and had ended.
 */
export const reviveJobs = async (
  trx: Trx,
  contract: Pick<JobContract, 'name' | 'retry'>,
  ids: readonly string[],
  from: readonly ('failed' | 'cancelled')[],
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    update pgboss.job set state = 'retry', completed_on = null, start_after = now(), heartbeat_on = null,
      retry_limit = retry_count + 1 + ${contract.retry.limit}::int,
      keep_until = greatest(keep_until, now() + interval '14 days')
    where name = ${contract.name} and id = any(${ids}::uuid[]) and state::text = any(${from})
    returning id`.execute(trx)
  const revived = rows.map(({ id }) => id)
  if (revived.length === 0) return revived
  const waiting = await trx
    .updateTable('platform.task')
    .set({
      state: 'queued',
      error: null,
      result: null,
      done: 0,
      errors: 0,
      step: null,
      started_at: null,
      resumed_at: null,
      finished_at: null,
    })
    .where('id', 'in', revived)
    .returning(['owner_id', 'company_id', 'kind', 'title'])
    .execute()
  await emitQueued(trx, waiting)
  return revived
}

/** Failed jobs of a queue, the named ones or the oldest. Needs `asSystem`. */
export const redriveJobs = async (
  trx: Trx,
  contract: Pick<JobContract, 'name' | 'retry'>,
  ids: readonly string[] | null,
): Promise<number> => {
  const named = ids ? sql<boolean>`id = any(${ids}::uuid[])` : sql<boolean>`true`
  const { rows } = await sql<{ id: string }>`
    select id from pgboss.job where name = ${contract.name} and state = 'failed' and ${named}
    order by completed_on limit ${REDRIVEN_AT_ONCE} for update skip locked`.execute(trx)
  const revived = await reviveJobs(
    trx,
    contract,
    rows.map(({ id }) => id),
    ['failed'],
  )
  return revived.length
}
