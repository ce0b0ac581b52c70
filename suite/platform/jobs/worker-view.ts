/** The processes of an installation as an operator sees them: alive or not, how busy, and with which jobs. */
import { sql } from 'kysely'
import type { WorkerView } from '#platform/contract'
import type { Trx } from '#platform/store'
import { connectionName } from './boss.ts'
import { isMarkOf, runningName } from './liveness.ts'

type Registered = {
  id: string
  name: string | null
  host: string
  pid: number
  node_version: string
  application_name: string | null
  workers: { queue: string; localConcurrency: number }[]
  metrics: {
    cpu: number | null
    cpuLimit: number
    rss: number | null
    memoryLimit: number
    loopDelay: number | null
  } | null
  started_on: Date
  heartbeat_on: Date
  stopped_on: Date | null
  live: boolean
}
type Running = { process: string; id: string; name: string; retry_count: number; started_on: Date | null }

/** Of this day; the living first. Needs `asSystem`. */
export const readWorkers = async (trx: Trx): Promise<WorkerView[]> => {
  const registered = await sql<Registered>`
    select id, name, host, pid, node_version, application_name, workers, metrics, started_on, heartbeat_on, stopped_on,
      stopped_on is null and heartbeat_on > now() - 3 * heartbeat_seconds * interval '1 second' as live
    from pgboss.instance where heartbeat_on > now() - interval '1 day'
    order by live desc, started_on desc limit 100`.execute(trx)
  // Who holds the lock of a job runs it: true at this moment, while the registry is some seconds old.
  const running = await sql<Running>`
    select connection.application_name as process, j.id, j.name, j.retry_count, j.started_on
    from pgboss.job j
    join pg_locks held on ${isMarkOf('j.id')}
    join pg_stat_activity connection on connection.pid = held.pid
    where j.state = 'active' order by j.started_on`.execute(trx)
  return registered.rows.map(row => ({
    id: row.id,
    part: row.name,
    host: row.host,
    pid: row.pid,
    node_version: row.node_version,
    started_at: row.started_on.toISOString(),
    seen_at: row.heartbeat_on.toISOString(),
    stopped_at: row.stopped_on?.toISOString() ?? null,
    live: row.live,
    cpu: row.metrics?.cpu ?? null,
    cpu_limit: row.metrics?.cpuLimit ?? null,
    rss: row.metrics?.rss ?? null,
    memory_limit: row.metrics?.memoryLimit ?? null,
    loop_delay_ms: row.metrics?.loopDelay ?? null,
    queues: queuesOf(row.workers),
    running: running.rows
      .filter(({ process }) => row.application_name === connectionName(tagOf(process)))
      .map(job => ({
        job_id: job.id,
        queue: job.name,
        attempt: job.retry_count + 1,
        since: job.started_on?.toISOString() ?? null,
      })),
  }))
}

const PREFIX = runningName('')
const tagOf = (connection: string): string => (connection.startsWith(PREFIX) ? connection.slice(PREFIX.length) : '')

/** A queue has one worker for each job that it may run at once. */
const queuesOf = (workers: Registered['workers']): WorkerView['queues'] => {
  const at_once = new Map<string, number>()
  for (const { queue, localConcurrency } of workers)
    if (!queue.startsWith('__pgboss')) at_once.set(queue, (at_once.get(queue) ?? 0) + localConcurrency)
  return [...at_once].map(([name, most]) => ({ name, at_once: most }))
}
