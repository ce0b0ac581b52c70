/** Every queue as an operator reads it: how much waits, for how long, and what the clock puts in. */
import { sql } from 'kysely'
import type { MissedPolicy, QueueView } from '#platform/contract'
import type { Trx } from '#platform/store'
import { OWN_QUEUES } from './job-history.ts'

type Counts = Omit<QueueView, 'schedules'>
type Scheduled = {
  name: string
  cron: string
  timezone: string
  missed: MissedPolicy | null
  last_job_id: string | null
}

/** Counted now, over the whole history: an operator asks seldom, and a cached count would mislead. Needs `asSystem`. */
export const readQueues = async (trx: Trx): Promise<QueueView[]> => {
  const counts = await sql<Counts>`
    select q.name,
      count(j.id) filter (where j.state < 'active' and j.start_after <= now())::int as ready,
      count(j.id) filter (where j.state < 'active' and j.start_after > now())::int as delayed,
      count(j.id) filter (where j.state = 'active')::int as running,
      count(j.id) filter (where j.state = 'failed')::int as failed,
      count(j.id) filter (where j.state in ('completed', 'cancelled'))::int as ended,
      (extract(epoch from now() - min(greatest(j.created_on, j.start_after))
        filter (where j.state < 'active' and j.start_after <= now())) * 1000)::float8 as oldest_wait_ms
    from pgboss.queue q left join pgboss.job j on j.name = q.name
    where q.name not like ${OWN_QUEUES}
    group by q.name order by q.name`.execute(trx)
  const scheduled = await sql<Scheduled>`
    select name, cron, timezone, options->>'missed' as missed, last_job_id from pgboss.schedule
    order by name, key`.execute(trx)
  return counts.rows.map(queue => ({
    ...queue,
    schedules: scheduled.rows
      .filter(({ name }) => name === queue.name)
      .map(({ cron, timezone, missed, last_job_id }) => ({
        cron,
        time_zone: timezone,
        last_job_id,
        missed: missed ?? 'skip',
      })),
  }))
}
