/**
 * Says which jobs a living process works on: an advisory lock for each, on one connection of that process. However the
 * process dies, PostgreSQL drops its locks at once, and the sweep of any other process, or of the next start, sees it.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Logger } from 'pino'
import { openClient, type Store } from '#platform/store'

export type Liveness = {
  hold(job_id: string): Promise<void>
  release(job_id: string): Promise<void>
  close(): Promise<void>
}

/** What the connection of a process is called that holds the marks of its jobs. */
export const runningName = (tag: string): string => `nabiz running ${tag}`

const KEY = "hashtextextended('nabiz job ' || $1, 0)"
type Client = Awaited<ReturnType<typeof openClient>>

/** `tag` names the process among connections: whoever asks who runs a job finds it by that. */
export const createLiveness = (store: Store, log: Logger, tag: string): Liveness => {
  const held = new Set<string>()
  let connection: Promise<Client> | null = null
  let last: Promise<void> = Promise.resolve()
  let closed = false

  const connect = async (): Promise<Client> => {
    const client = await openClient(store.access.app, runningName(tag))
    client.on('error', error => log.warn({ err: error }, 'jobs: the connection that marks running jobs was lost'))
    client.on('end', () => {
      connection = null
      // Jobs still run here: mark them again before a sweep takes them for dead.
      if (!closed && held.size > 0) void ask(null)
    })
    for (const id of held) await client.query(`select pg_try_advisory_lock(${KEY})`, [id])
    return client
  }

  /** One after the other: a connection takes one statement at a time. */
  const ask = (text: string | null, job_id?: string): Promise<void> => {
    last = last.then(() => say(text, job_id))
    return last
  }

  /** A failure here costs at most a second run of a job, never the job that runs. */
  const say = async (text: string | null, job_id?: string): Promise<void> => {
    try {
      connection ??= connect()
      const client = await connection
      if (text) await client.query(text, [job_id])
    } catch (error) {
      connection = null
      log.warn({ err: error }, 'jobs: could not mark a running job')
    }
  }

  return {
    async hold(job_id) {
      held.add(job_id)
      await ask(`select pg_try_advisory_lock(${KEY})`, job_id)
    },
    async release(job_id) {
      held.delete(job_id)
      await ask(`select pg_advisory_unlock(${KEY})`, job_id)
    },
    async close() {
      closed = true
      await last
      const client = await connection?.catch(() => null)
      await client?.end().catch(() => {})
    },
  }
}

/** In SQL: the row `held` of pg_locks is the mark of the job whose id is in `column`. */
export const isMarkOf = (column: string): RawBuilder<boolean> => sql<boolean>`held.locktype = 'advisory'
  and held.objsubid = 1 and held.granted
  and held.database = (select oid from pg_database where datname = current_database())
  and ((held.classid::bigint << 32) | held.objid::bigint) =
    hashtextextended('nabiz job ' || ${sql.ref(column)}::text, 0)`

/** In SQL: whether some process holds the job whose id is in `column`. */
export const isHeld = (column: string): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from pg_locks held where ${isMarkOf(column)})`
