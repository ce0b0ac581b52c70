/** Finds jobs whose process died, and tasks whose job ended without them, and settles both. */
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import type { Store } from '#platform/store'
import { isHeld } from './liveness.ts'
import { type Attempt, errorOf, settleFailure } from './settle.ts'
import { emitCompleted, type TaskSentence } from './task-events.ts'
import { endTask } from './task-state.ts'

/**
 * Between being fetched and being marked a job looks like a dead one; that takes milliseconds, so seconds are plenty.
 * With the turn below, a job of a killed process runs again within some five seconds, plus the delay of its retry.
 */
const GRACE_S = 3
export const SWEEP_EVERY_MS = 2_000

export type SweepDeps = { store: Store; boss: PgBoss; now: () => Date; sentence: TaskSentence }

/** Returns how many attempts and tasks were settled. Safe in any number of processes at once. */
export const sweepJobs = async (deps: SweepDeps): Promise<number> => {
  const dead = await deps.store.asSystem('jobs whose process died', trx =>
    sql<Attempt>`
      select j.id, j.name, j.retry_count, j.retry_limit from pgboss.job j
      where j.state = 'active' and j.started_on < now() - ${GRACE_S} * interval '1 second'
        and j.name not like '\\_\\_pgboss%' and not ${isHeld('j.id')}
      limit 200`.execute(trx),
  )
  let settled = 0
  for (const attempt of dead.rows) {
    const done = await deps.store.asSystem('a job whose process died', trx =>
      settleFailure(deps, trx, attempt, errorOf('task_lost'), { final: false }),
    )
    if (done) settled++
  }
  return settled + (await endForgotten(deps))
}

/** pg-boss may end a job on its own (a heartbeat missed for the last time): its task must not say "running" for ever. */
const endForgotten = ({ store, now, sentence }: SweepDeps): Promise<number> =>
  store.asSystem('tasks whose job has ended', async trx => {
    const { rows } = await sql<{ id: string }>`
      select t.id from platform.task t left join pgboss.job j on j.name = t.kind and j.id = t.id
      where t.state in ('queued', 'running') and t.created_at < now() - interval '10 seconds'
        and (j.id is null or j.state in ('completed', 'cancelled', 'failed'))
      limit 200 for update of t skip locked`.execute(trx)
    for (const { id } of rows) {
      const row = await endTask(trx, id, { state: 'failed', error: errorOf('task_lost') }, now())
      if (row) await emitCompleted(trx, row, sentence)
    }
    return rows.length
  })
