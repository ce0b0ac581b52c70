/** One attempt of one job: from the queue's hand to an end that is written in the database. */
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { JobContract } from '#platform/contract'
import type { Store, Trx } from '#platform/store'
import { affectedBy, inTransaction } from './boss.ts'
import { Cancelled } from './cancelled.ts'
import type { JobContext, JobHandler, TaskResult } from './job-context.ts'
import type { Liveness } from './liveness.ts'
import type { PublishPassing } from './passing.ts'
import { createProgress } from './progress.ts'
import { type Attempt, errorOf, isFinal, putBack, settleFailure, taskError } from './settle.ts'
import { emitCompleted, progressOf, roomsOf, type TaskSentence } from './task-events.ts'
import { taskRow } from './task-row.ts'
import { beginTask, endTask, keepProgress } from './task-state.ts'

/** What is kept in the queue beside the input. */
export type JobData = { input: unknown; company_id: string | null; owner_id: string | null }

export type RunDeps = {
  store: Store
  boss: PgBoss
  log: Logger
  now: () => Date
  publishPassing: PublishPassing
  sentence: TaskSentence
  liveness: Liveness
}

const NO_RESULT: TaskResult = { counts: {}, file_id: null }

/** Never throws: whatever happens is settled here, and pg-boss finds nothing left to do. */
export const runJob = async (
  deps: RunDeps,
  contract: JobContract,
  handler: JobHandler<unknown>,
  job: JobWithMetadata<JobData>,
  stop: AbortController,
): Promise<void> => {
  const attempt: Attempt = { id: job.id, name: job.name, retry_count: job.retryCount, retry_limit: job.retryLimit }
  const lose = () => stop.abort(new Cancelled('lost'))
  job.signal.addEventListener('abort', lose)
  try {
    await deps.liveness.hold(job.id)
    if (contract.task && !(await begin(deps, attempt))) return
    const input = parseInput(contract, job.data.input)
    if (!input.success) {
      deps.log.error({ job: job.id, name: job.name, err: input.error }, 'jobs: the input does not fit the contract')
      await fail(deps, attempt, errorOf('task_input_invalid'), true)
      return
    }
    const context = createContext(deps, contract, attempt, job.data, stop.signal)
    const result = await handler(input.data, context.job)
    await context.finish(result ?? NO_RESULT)
  } catch (error) {
    await settleError(deps, attempt, error, stop.signal)
  } finally {
    job.signal.removeEventListener('abort', lose)
    await deps.liveness.release(job.id)
  }
}

const parseInput = (contract: JobContract, input: unknown): z.ZodSafeParseResult<unknown> =>
  contract.input.safeParse(input)

const begin = ({ store, boss, now }: RunDeps, attempt: Attempt): Promise<boolean> =>
  store.asSystem('a job begins', async trx => {
    if (await beginTask(trx, attempt.id, attempt.retry_count + 1, now())) return true
    // Its task has ended meanwhile: there is nothing to run for.
    await boss.cancel(attempt.name, { id: attempt.id, retryCount: attempt.retry_count }, { db: inTransaction(trx) })
    return false
  })

const fail = (deps: RunDeps, attempt: Attempt, error: { code: string; message: string }, final: boolean) =>
  deps.store.asSystem('a job failed', trx => settleFailure(deps, trx, attempt, error, { final }))

const settleError = async (deps: RunDeps, attempt: Attempt, error: unknown, signal: AbortSignal): Promise<void> => {
  const { log } = deps
  // A handler may meet the stop as an error of something it was waiting for, so the signal decides.
  const stopped = signal.aborted && signal.reason instanceof Cancelled ? signal.reason : error
  try {
    if (stopped instanceof Cancelled) {
      log.info({ job: attempt.id, name: attempt.name, why: stopped.why }, 'jobs: stopped')
      if (stopped.why === 'closing') await deps.store.asSystem('a job goes back', trx => putBack(deps, trx, attempt))
      return
    }
    log.error({ err: error, job: attempt.id, name: attempt.name, attempt: attempt.retry_count + 1 }, 'jobs: failed')
    await fail(deps, attempt, taskError(error), isFinal(error))
  } catch (settling) {
    // The database is away. The claim stays open and nobody holds it, so a sweep settles it.
    log.error({ err: settling, job: attempt.id }, 'jobs: the end of a job could not be written')
  }
}

const createContext = (
  deps: RunDeps,
  contract: JobContract,
  attempt: Attempt,
  data: JobData,
  signal: AbortSignal,
): { job: JobContext; finish(result: TaskResult): Promise<void> } => {
  const { store, boss, now } = deps
  const number = attempt.retry_count + 1
  const progress = createProgress(now().getTime())
  const claim = { id: attempt.id, retryCount: attempt.retry_count }
  let completed = false

  const settle = async (trx: Trx, result: TaskResult): Promise<boolean> => {
    const response = await boss.complete(attempt.name, claim, result, { db: inTransaction(trx) })
    if (affectedBy(response) === 0) return false
    if (!contract.task) return true
    const row = await endTask(trx, attempt.id, { state: 'done', result }, now())
    if (!row) throw new Cancelled('cancelled')
    await emitCompleted(trx, row, deps.sentence)
    return true
  }

  const job: JobContext = {
    task_id: attempt.id,
    company_id: data.company_id,
    owner_id: data.owner_id,
    attempt: number,
    signal,
    async report(report) {
      signal.throwIfAborted()
      const reported = progress.take(report, now().getTime())
      if (!reported || !contract.task) return
      const row = await store.asSystem('progress of a job', trx => keepProgress(trx, attempt.id, number, reported))
      signal.throwIfAborted()
      if (!row) throw new Cancelled('cancelled')
      const told = progressOf(taskRow(row), deps.sentence)
      for (const room of roomsOf(row)) deps.publishPassing(room, 'task_progress', told)
    },
    async complete(trx, result) {
      signal.throwIfAborted()
      if (!(await settle(trx, result))) throw new Cancelled('lost')
      completed = true
    },
  }
  return {
    job,
    // Also after `complete`: its transaction may have been rolled back by a handler that kept the error to itself.
    finish: result =>
      store.asSystem('a job is done', async trx => {
        if (!completed) signal.throwIfAborted()
        if (!(await settle(trx, result)) && !completed) throw new Cancelled('lost')
      }),
  }
}
