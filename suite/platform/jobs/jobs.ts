/** The jobs of one process: queueing, working, cancelling, trying again. */
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { fail, type JobContract } from '#platform/contract'
import type { Store, Trx } from '#platform/store'
import { inTransaction, startBoss } from './boss.ts'
import { Cancelled } from './cancelled.ts'
import { failJob } from './failures.ts'
import type { JobHandler } from './job-context.ts'
import { createLiveness } from './liveness.ts'
import { type JobData, runJob } from './run-job.ts'
import { errorOf } from './settle.ts'
import { SWEEP_EVERY_MS, sweepJobs } from './sweep.ts'
import { emitCompleted, plainSentence, type TaskSentence } from './task-events.ts'
import { endTask } from './task-state.ts'

/** `publishPassing` sends an event that is not recorded. `sentence`: `data.message` of task events (the title). */
export type JobsOptions = {
  store: Store
  log: Logger
  publishPassing: (room: string, type: string, data: unknown) => void
  now: () => Date
  id: () => string
  sentence?: TaskSentence
}

/**
 * - `start_after`: not before this instant.
 * - `singleton_key`: while a job of this name and key waits to begin, queueing another returns that one.
 */
export type EnqueueOptions = {
  company_id: string | null
  owner_id: string | null
  title?: string
  start_after?: Date
  singleton_key?: string
}

export type Jobs = {
  /** Queues in the caller's transaction: no commit, no job. Throws ZodError when the input does not fit. */
  enqueue<Input extends z.ZodType>(
    trx: Trx,
    contract: JobContract<Input>,
    input: z.input<Input>,
    options?: EnqueueOptions,
  ): Promise<{ task_id: string }>
  /** Before `start`. A name registered twice is refused. */
  register<Input extends z.ZodType>(contract: JobContract<Input>, handler: JobHandler<z.output<Input>>): void
  /** Repeats a job by a cron expression of five fields in `time_zone`; the last call for a name wins. */
  schedule<Input extends z.ZodType>(
    contract: JobContract<Input>,
    input: z.input<Input>,
    when: { cron: string; time_zone: string },
  ): Promise<void>
  /** Begins to work on what is registered, and on what a process that died left behind. */
  start(): Promise<void>
  /** A waiting task never begins; a running one is told within a second. Throws `not_found`, `task_not_open`. */
  cancel(trx: Trx, task_id: string): Promise<void>
  /** Queues a failed or cancelled task again. Throws `not_found`, `task_not_ended`, `task_too_old`. */
  retry(trx: Trx, task_id: string): Promise<void>
  /** Running jobs are stopped and go back into the queue without losing an attempt. */
  close(): Promise<void>
}

const CANCEL_CHANNEL = 'nabiz_job_cancel'

/** A heartbeat decides about death; this only bounds a handler that lives and never ends. pg-boss takes at most a day. */
const LONGEST_S = 23 * 60 * 60
const CLOSE_MS = 10_000

/** Retries and delayed jobs come due without a notification, so a worker looks every second all the same. */
const WORK = { includeMetadata: true, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 } as const

/** Needs `jobsMigrations`. Queues at once; works after `start`. */
export const createJobs = async (options: JobsOptions): Promise<Jobs> => {
  const { store, log, now, id } = options
  const sentence = options.sentence ?? plainSentence
  const boss = await startBoss(store, log)
  const liveness = createLiveness(store, log)
  const deps = { store, boss, log, now, publishPassing: options.publishPassing, sentence, liveness }
  const registered = new Map<string, { contract: JobContract; handler: JobHandler<unknown> }>()
  const queues = new Map<string, Promise<void>>()
  const running = new Map<string, AbortController>()
  let sweeping: Promise<unknown> = Promise.resolve()
  let sweepTimer: NodeJS.Timeout | null = null

  const unlisten = await store.listen(CANCEL_CHANNEL, task_id => {
    running.get(task_id)?.abort(new Cancelled('cancelled'))
  })

  const ensureQueue = (contract: JobContract): Promise<void> => {
    const known = queues.get(contract.name)
    if (known) return known
    const made = boss.createQueue(contract.name, { notify: true }).catch(error => {
      queues.delete(contract.name)
      throw error
    })
    queues.set(contract.name, made)
    return made
  }

  const sendOptions = (contract: JobContract) => ({
    retryLimit: contract.retry.limit,
    retryDelay: contract.retry.delay_s,
    retryBackoff: contract.retry.backoff,
    heartbeatSeconds: Math.max(10, contract.heartbeat_s),
    expireInSeconds: LONGEST_S,
  })

  const work = async (contract: JobContract, handler: JobHandler<unknown>): Promise<void> => {
    await ensureQueue(contract)
    // One `work` for each: a wake-up reaches only the first of `localConcurrency`.
    for (let worker = 0; worker < contract.concurrency; worker++) {
      let worker_id = ''
      worker_id = await boss.work<JobData, void, typeof WORK>(contract.name, WORK, async ([job]) => {
        const stop = new AbortController()
        running.set(job!.id, stop)
        // A worker takes one job a turn; without this a backlog would move at one job a second.
        boss.notifyWorker(worker_id)
        await runJob(deps, contract, handler, job!, stop).finally(() => running.delete(job!.id))
      })
    }
  }

  const sweep = (): void => {
    sweeping = sweepJobs(deps)
      .catch(error => log.warn({ err: error }, 'jobs: the sweep failed'))
      .finally(() => {
        if (sweepTimer) sweepTimer = setTimeout(sweep, SWEEP_EVERY_MS)
      })
  }

  return {
    async enqueue(trx, contract, input, given) {
      contract.input.parse(input)
      await ensureQueue(contract)
      const { company_id, owner_id, title, start_after, singleton_key } = given ?? { company_id: null, owner_id: null }
      if (singleton_key) {
        const waiting = await findWaiting(trx, contract.name, singleton_key)
        if (waiting) return { task_id: waiting }
      }
      const task_id = id()
      if (contract.task) {
        await trx
          .insertInto('platform.task')
          .values({
            id: task_id,
            company_id,
            owner_id,
            kind: contract.name,
            title: title ?? contract.name,
            created_at: now(),
          })
          .execute()
      }
      const data: JobData = { input, company_id, owner_id }
      await boss.send(contract.name, data, {
        ...sendOptions(contract),
        id: task_id,
        db: inTransaction(trx),
        ...(start_after ? { startAfter: start_after } : {}),
        ...(singleton_key ? { singletonKey: singleton_key } : {}),
      })
      return { task_id }
    },

    register(contract, handler) {
      if (registered.has(contract.name)) throw new TypeError(`the job ${contract.name} is registered twice`)
      registered.set(contract.name, { contract, handler: handler as JobHandler<unknown> })
    },

    async schedule(contract, input, { cron, time_zone }) {
      contract.input.parse(input)
      await ensureQueue(contract)
      const data: JobData = { input, company_id: null, owner_id: null }
      await boss.schedule(contract.name, cron, data, { ...sendOptions(contract), tz: time_zone })
    },

    async start() {
      await sweepJobs(deps)
      for (const { contract, handler } of registered.values()) await work(contract, handler)
      sweepTimer = setTimeout(sweep, SWEEP_EVERY_MS)
    },

    async cancel(trx, task_id) {
      const task = await lockTask(trx, task_id)
      const row = await endTask(trx, task_id, { state: 'cancelled', error: errorOf('task_cancelled') }, now())
      if (!row) throw failJob('task_not_open')
      await boss.cancel(task.kind, task_id, { db: inTransaction(trx) })
      await emitCompleted(trx, row, sentence)
      // Heard after the commit, in every process; the one that runs the job stops it.
      await sql`select pg_notify(${CANCEL_CHANNEL}, ${task_id})`.execute(trx)
    },

    async retry(trx, task_id) {
      const task = await lockTask(trx, task_id)
      if (task.state !== 'failed' && task.state !== 'cancelled') throw failJob('task_not_ended')
      const limit = registered.get(task.kind)?.contract.retry.limit ?? 0
      // The same row with a higher attempt, never a new one: what an old attempt still does stays fenced off.
      const revived = await sql`
        update pgboss.job set state = 'retry', completed_on = null, start_after = now(), heartbeat_on = null,
          retry_limit = retry_count + 1 + ${limit}::int, keep_until = greatest(keep_until, now() + interval '14 days')
        where name = ${task.kind} and id = ${task_id} and state in ('failed', 'cancelled')`.execute(trx)
      if (revived.numAffectedRows !== 1n) throw failJob('task_too_old')
      await trx
        .updateTable('platform.task')
        .set({
          state: 'queued',
          error: null,
          result: null,
          done: 0,
          errors: 0,
          step: null,
          started_at: null,
          finished_at: null,
        })
        .where('id', '=', task_id)
        .execute()
    },

    async close() {
      if (sweepTimer) clearTimeout(sweepTimer)
      sweepTimer = null
      await unlisten()
      const stopped = boss.stop({ graceful: true, timeout: CLOSE_MS })
      for (const stop of running.values()) stop.abort(new Cancelled('closing'))
      await stopped
      await sweeping
      await liveness.close()
    },
  }
}

const lockTask = async (trx: Trx, id: string): Promise<{ kind: string; state: string }> => {
  const row = await trx
    .selectFrom('platform.task')
    .select(['kind', 'state'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw fail('not_found')
  return row
}

/** One after the other for the same key, so two transactions cannot both find none. */
const findWaiting = async (trx: Trx, name: string, key: string): Promise<string | null> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${name}:${key}`}, 1))`.execute(trx)
  const { rows } = await sql<{ id: string }>`
    select id from pgboss.job where name = ${name} and singleton_key = ${key} and state in ('created', 'retry')
    limit 1`.execute(trx)
  return rows[0]?.id ?? null
}
