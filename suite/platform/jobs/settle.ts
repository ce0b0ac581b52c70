/** How an attempt ends when it did not succeed: tried again, or failed for good, in one transaction with its task. */
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { Failure, type TaskError } from '#platform/contract'
import type { Trx } from '#platform/store'
import { affectedBy, inTransaction } from './boss.ts'
import { failJob, type JobFailureCode } from './failures.ts'
import { emitCompleted, emitQueued, type TaskSentence } from './task-events.ts'
import { endTask, requeueTask } from './task-state.ts'

/** One attempt of a job, as its queue knows it. `retry_count` is the fence: an older attempt settles nothing. */
export type Attempt = { id: string; name: string; retry_count: number; retry_limit: number }

const DEAD_LETTER_S = 30 * 24 * 60 * 60

type Deps = { boss: PgBoss; now: () => Date; sentence: TaskSentence }

/** False when the attempt was no longer the running one, and nothing was changed. */
export const settleFailure = async (
  deps: Deps,
  trx: Trx,
  attempt: Attempt,
  error: TaskError,
  options: { final: boolean },
): Promise<boolean> => {
  const again = !options.final && attempt.retry_count < attempt.retry_limit
  if (!again) await makeFinal(trx, attempt)
  if (!(await failAttempt(deps.boss, trx, attempt, error))) return false
  if (again) {
    await requeue(trx, attempt, error)
    return true
  }
  const row = await endTask(trx, attempt.id, { state: 'failed', error }, deps.now())
  if (row) await emitCompleted(trx, row, deps.sentence)
  return true
}

/** This process closes: the job goes back into the queue, and the attempt is not counted against it. */
export const putBack = async (deps: Deps, trx: Trx, attempt: Attempt): Promise<void> => {
  await allowOneMore(trx, attempt)
  if (await failAttempt(deps.boss, trx, attempt, { code: 'closing', message: 'the process closed' }))
    await requeue(trx, attempt, null)
}

const requeue = async (trx: Trx, attempt: Attempt, error: TaskError | null): Promise<void> => {
  const row = await requeueTask(trx, attempt.id, attempt.retry_count + 1, error)
  if (row) await emitQueued(trx, [row])
}

/** What a task says about an error. Messages of unknown errors stay in the log: they may hold anything. */
export const taskError = (error: unknown): TaskError => {
  if (error instanceof Failure) return { code: error.code, message: error.message, params: error.params }
  return errorOf('task_failed')
}

/** A refusal by a rule will be the same next time; only faults and "later" are tried again. */
export const isFinal = (error: unknown): boolean =>
  error instanceof Failure && error.status < 500 && error.status !== 429 && error.retryAfterMs === undefined

export const errorOf = (code: JobFailureCode): TaskError => ({ code, message: failJob(code).message })

const failAttempt = async (boss: PgBoss, trx: Trx, attempt: Attempt, error: TaskError): Promise<boolean> => {
  const claim = { id: attempt.id, retryCount: attempt.retry_count }
  const response = await boss.fail(attempt.name, claim, error, { db: inTransaction(trx) })
  return affectedBy(response) > 0
}

/** No further attempt; kept longer than what went well, so that a dead letter is still there after a holiday. */
const makeFinal = async (trx: Trx, attempt: Attempt): Promise<void> => {
  await sql`update pgboss.job set retry_limit = retry_count, deletion_seconds = ${DEAD_LETTER_S}
    where ${isClaimed(attempt)}`.execute(trx)
}

const allowOneMore = async (trx: Trx, attempt: Attempt): Promise<void> => {
  await sql`update pgboss.job set retry_limit = retry_limit + 1 where ${isClaimed(attempt)}`.execute(trx)
}

const isClaimed = ({ name, id, retry_count }: Attempt) =>
  sql<boolean>`name = ${name} and id = ${id} and state = 'active' and retry_count = ${retry_count}`
