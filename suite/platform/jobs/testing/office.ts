/** A database with a company, and the usual moves of a test about jobs. */
import { expect, vi } from 'vitest'
import { z } from 'zod'
import { defineJob, type Task, type TaskCompleted, taskCompletedSchema } from '#platform/contract'
import type { Store } from '#platform/store'
import { addCompany, createTestStore } from '../../store/testing/index.ts'
import { findTask, type JobContext, type Jobs, type JobsOptions, jobsMigrations } from '../index.ts'
import { effectMigrations, openJobs } from './effects.ts'

type Options = Partial<Parameters<typeof defineJob>[1]>

export const openOffice = async () => {
  const store = await createTestStore([jobsMigrations, effectMigrations])
  const company_id = await addCompany(store)
  const opened: Jobs[] = []
  let names = 0

  /** Closed by `closeJobs`. `on`: another Store, as another process would have. */
  const open = async (options: Partial<JobsOptions> = {}, on: Store = store) => {
    const jobs = await openJobs(on, options)
    opened.push(jobs)
    return jobs
  }
  /** A job of its own for each test, so that nothing waits in another's queue. */
  const job = (options: Options = {}) =>
    defineJob(`test.job${++names}`, {
      task: true,
      retry: { limit: 2, delay_s: 0, backoff: false },
      ...options,
      input: z.object({ n: z.number().default(0) }),
    })
  const queue = (jobs: Jobs, contract: ReturnType<typeof job>, more: object = {}) =>
    store.inCompany(company_id, trx =>
      jobs.enqueue(trx, contract, { n: 1 }, { company_id, owner_id: 'u1', title: 'Aktarım', ...more }),
    )
  const find = async (task_id: string): Promise<Task> =>
    (await store.inCompany(company_id, trx => findTask(trx, task_id)))!
  const reaches = (task_id: string, state: Task['state']) =>
    vi.waitFor(async () => expect((await find(task_id)).state).toBe(state), { timeout: 20_000, interval: 10 })
  /** The `task_completed` events of a task, each addressed as it must be. */
  const completions = async (task_id: string): Promise<TaskCompleted[]> => {
    const rows = await store.asSystem('a test reads events', trx =>
      trx.selectFrom('platform.outbox').selectAll().where('type', '=', 'task_completed').orderBy('seq').execute(),
    )
    const mine = rows.filter(row => row.data.task_id === task_id)
    const rooms = ['user:u1', `leaders:${company_id}`]
    for (const row of mine) expect(row).toMatchObject({ rooms, company_id, user_id: 'system' })
    return mine.map(row => taskCompletedSchema.parse(row.data))
  }
  const closeJobs = async () => {
    await Promise.all(opened.splice(0).map(jobs => jobs.close()))
  }
  return { store, company_id, open, job, queue, find, reaches, completions, closeJobs }
}
export type Office = Awaited<ReturnType<typeof openOffice>>

/** Opened by the test, waited for by a handler, or the other way round. */
export const gate = <T = void>() => Promise.withResolvers<T>()

/** A handler that waits for its signal, as one that is busy elsewhere would. */
export const untilStopped = (context: JobContext) =>
  new Promise<never>((_resolve, reject) => {
    context.signal.addEventListener('abort', () => reject(context.signal.reason))
  })
