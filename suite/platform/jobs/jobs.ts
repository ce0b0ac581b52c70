/** The jobs of one process: queueing, working, cancelling, trying again. */
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { fail, type JobContract, type MissedPolicy } from '#platform/contract'
import type { Store, Trx } from '#platform/store'
import { inTransaction, startBoss } from './boss.ts'
import { Cancelled } from './cancelled.ts'
import { failJob } from './failures.ts'
import type { JobHandler } from './job-context.ts'
import { createLiveness } from './liveness.ts'
import type { PublishPassing } from './passing.ts'
import { type EnqueueOptions, type JobToQueue, type QueueDeps, queueJob, queueJobs, sendOptions } from './queue-jobs.ts'
import { redriveJobs, reviveJobs } from './revive.ts'
import { type JobData, runJob } from './run-job.ts'
import { errorOf } from './settle.ts'
import { SWEEP_EVERY_MS, sweepJobs } from './sweep.ts'
import { emitCompleted, plainSentence, type TaskSentence } from './task-events.ts'
import { endTask } from './task-state.ts'

/**
 * - `sentence`: `data.message` of task events (the title).
 * - `process`: what this process does, as operators read it. `web` only queues: it never calls `start`. Default `all`.
 */
export type JobsOptions = {
  store: Store
  log: Logger
  publishPassing: PublishPassing
  now: () => Date
  id: () => string
  sentence?: TaskSentence
  process?: 'all' | 'web' | 'worker'
}

export type Jobs = {
  /** Queues in the caller's transaction: no commit, no job. Throws ZodError when the input does not fit. */
  enqueue<Input extends z.ZodType>(
    trx: Trx,
    contract: JobContract<Input>,
    input: z.input<Input>,
    options?: EnqueueOptions,
  ): Promise<{ task_id: string }>
  /** The same for many: two statements for each thousand. */
  enqueueMany<Input extends z.ZodType>(
    trx: Trx,
    contract: JobContract<Input>,
    jobs: readonly JobToQueue<Input>[],
  ): Promise<{ task_ids: string[] }>
  /** Before `start`. A name registered twice is refused. */
  register<Input extends z.ZodType>(contract: JobContract<Input>, handler: JobHandler<z.output<Input>>): void
  /**
   * Repeats a job by a cron expression of five fields in `time_zone`; the last call for a name wins. `missed`: what fell
   * into a time without a worker is left out (`skip`, the default), or made up for by one job (`once`).
   */
  schedule<Input extends z.ZodType>(
    contract: JobContract<Input>,
    input: z.input<Input>,
    when: { cron: string; time_zone: string; missed?: MissedPolicy },
  ): Promise<void>
  /** Begins to work on what is registered, and on what a process that died left behind. */
  start(): Promise<void>
  /** A waiting task never begins; a running one is told within a second. Throws `not_found`, `task_not_open`. */
  cancel(trx: Trx, task_id: string): Promise<void>
  /** Queues a failed or cancelled task again. Throws `not_found`, `task_not_ended`, `task_too_old`. */
  retry(trx: Trx, task_id: string): Promise<void>
  /**
   * Queues failed jobs again, the named ones or the oldest thousand of the queue; resolves to how many. Needs `asSystem`.
   * Throws `not_found` for a queue nobody registered.
   */
  redrive(trx: Trx, queue: string, ids: readonly string[] | null): Promise<number>
  /** Running jobs are stopped and go back into the queue without losing an attempt. */
  close(): Promise<void>
}

const CANCEL_CHANNEL = 'nabiz_job_cancel'

const CLOSE_MS = 10_000

/** Retries and delayed jobs come due without a notification, so a worker looks every second all the same. */
const WORK = { includeMetadata: true, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 1 } as const

/** Needs `jobsMigrations`. Queues at once; works after `start`. */
export const createJobs = async (options: JobsOptions): Promise<Jobs> => {
  const { store, log, now, id } = options
  const sentence = options.sentence ?? plainSentence
  const part = options.process ?? 'all'
  const tag = id().slice(-12)
  const boss = await startBoss(store, log, { tag, part, works: part !== 'web' })
  const liveness = createLiveness(store, log, tag)
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

  const queueing: QueueDeps = { boss, id, now, ensureQueue }

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
    enqueue: (trx, contract, input, order) => queueJob(queueing, trx, contract, input, order),

    enqueueMany: (trx, contract, jobs) => queueJobs(queueing, trx, contract, jobs),

    register(contract, handler) {
      if (registered.has(contract.name)) throw new TypeError(`the job ${contract.name} is registered twice`)
      registered.set(contract.name, { contract, handler: handler as JobHandler<unknown> })
    },

    async schedule(contract, input, { cron, time_zone, missed = 'skip' }) {
      contract.input.parse(input)
      await ensureQueue(contract)
      const data: JobData = { input, company_id: null, owner_id: null }
      await boss.schedule(contract.name, cron, data, { ...sendOptions(contract), tz: time_zone, missed })
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
      const contract = registered.get(task.kind)?.contract
      if (!contract) throw failJob('task_too_old')
      const revived = await reviveJobs(trx, contract, [task_id], ['failed', 'cancelled'])
      if (revived.length === 0) throw failJob('task_too_old')
    },

    async redrive(trx, queue, ids) {
      const contract = registered.get(queue)?.contract
      if (!contract) throw fail('not_found')
      return redriveJobs(trx, contract, ids)
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
