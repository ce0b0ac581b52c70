/** Puts jobs into their queue, in the caller's transaction, with the tasks that people see. */
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import type { z } from 'zod'
import type { JobContract } from '#platform/contract'
import type { Trx } from '#platform/store'
import { inTransaction } from './boss.ts'
import type { JobData } from './run-job.ts'
import { emitQueued } from './task-events.ts'

/**
 * - `start_after`: not before this instant.
 * - `priority`: higher goes first within its queue; default 0.
 */
export type JobOrder = {
  company_id: string | null
  owner_id: string | null
  title?: string
  start_after?: Date
  priority?: number
}

/** `singleton_key`: while a job of this name and key waits to begin, queueing another returns that one. */
export type EnqueueOptions = JobOrder & { singleton_key?: string }
export type JobToQueue<Input extends z.ZodType> = { input: z.input<Input>; order: JobOrder }

export type QueueDeps = {
  boss: PgBoss
  id: () => string
  now: () => Date
  ensureQueue: (contract: JobContract) => Promise<void>
}

/** A heartbeat decides about death; this only bounds a handler that lives and never ends. pg-boss takes at most a day. */
const LONGEST_S = 23 * 60 * 60
/** Rows in one statement, which takes at most 65,535 parameters. */
const PART = 1_000
const NOBODY: EnqueueOptions = { company_id: null, owner_id: null }

export const sendOptions = (contract: JobContract) => ({
  retryLimit: contract.retry.limit,
  retryDelay: contract.retry.delay_s,
  retryBackoff: contract.retry.backoff,
  heartbeatSeconds: Math.max(10, contract.heartbeat_s),
  expireInSeconds: LONGEST_S,
})

export const queueJob = async <Input extends z.ZodType>(
  deps: QueueDeps,
  trx: Trx,
  contract: JobContract<Input>,
  input: z.input<Input>,
  order: EnqueueOptions = NOBODY,
): Promise<{ task_id: string }> => {
  contract.input.parse(input)
  await deps.ensureQueue(contract)
  const { singleton_key } = order
  if (singleton_key) {
    const waiting = await findWaiting(trx, contract.name, singleton_key)
    if (waiting) return { task_id: waiting }
  }
  const task_id = deps.id()
  if (contract.task) await insertTasks(deps, trx, contract, [{ task_id, order }])
  const data: JobData = { input, company_id: order.company_id, owner_id: order.owner_id }
  await deps.boss.send(contract.name, data, {
    ...sendOptions(contract),
    ...whenAndWhere(order),
    id: task_id,
    db: inTransaction(trx),
    ...(singleton_key ? { singletonKey: singleton_key } : {}),
  })
  return { task_id }
}

/** The same for many at once, two statements for each thousand. */
export const queueJobs = async <Input extends z.ZodType>(
  deps: QueueDeps,
  trx: Trx,
  contract: JobContract<Input>,
  jobs: readonly JobToQueue<Input>[],
): Promise<{ task_ids: string[] }> => {
  for (const { input } of jobs) contract.input.parse(input)
  await deps.ensureQueue(contract)
  const db = inTransaction(trx)
  const ready = jobs.map(({ input, order }) => ({ task_id: deps.id(), input, order }))
  for (let at = 0; at < ready.length; at += PART) {
    const part = ready.slice(at, at + PART)
    if (contract.task) await insertTasks(deps, trx, contract, part)
    const rows = part.map(({ task_id, input, order }) => ({
      ...sendOptions(contract),
      ...whenAndWhere(order),
      id: task_id,
      data: { input, company_id: order.company_id, owner_id: order.owner_id } satisfies JobData,
    }))
    await deps.boss.insert(contract.name, rows, { db })
  }
  return { task_ids: ready.map(({ task_id }) => task_id) }
}

const whenAndWhere = ({ start_after, priority }: JobOrder) => ({
  ...(start_after ? { startAfter: start_after } : {}),
  ...(priority ? { priority } : {}),
})

const insertTasks = async (
  { now }: QueueDeps,
  trx: Trx,
  contract: JobContract,
  tasks: readonly { task_id: string; order: JobOrder }[],
): Promise<void> => {
  const created_at = now()
  const rows = tasks.map(({ task_id, order: { company_id, owner_id, title } }) => ({
    id: task_id,
    company_id,
    owner_id,
    created_at,
    kind: contract.name,
    title: title ?? contract.name,
  }))
  await trx.insertInto('platform.task').values(rows).execute()
  await emitQueued(trx, rows)
}

/** One after the other for the same key, so two transactions cannot both find none. */
const findWaiting = async (trx: Trx, name: string, key: string): Promise<string | null> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${name}:${key}`}, 1))`.execute(trx)
  const { rows } = await sql<{ id: string }>`
    select id from pgboss.job where name = ${name} and singleton_key = ${key} and state in ('created', 'retry')
    limit 1`.execute(trx)
  return rows[0]?.id ?? null
}
