/** Jobs on a real database: queueing, retrying, cancelling, progress. */
import { readFileSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import { getConstructionPlans } from 'pg-boss'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import {
  defineJob,
  fail,
  type Task,
  type TaskCompleted,
  taskCompletedSchema,
  taskProgressSchema,
} from '#platform/contract'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { Cancelled, findTask, type JobContext, type Jobs, jobsMigrations, listTasks } from './index.ts'
import { addEffect, effectMigrations, effects, openJobs } from './testing/effects.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let store: TestStore
let company_id: string
const opened: Jobs[] = []
beforeAll(async () => {
  store = await createTestStore([jobsMigrations, effectMigrations])
  company_id = await addCompany(store)
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map(jobs => jobs.close()))
})
afterAll(() => store.close())

const open = async (...given: Parameters<typeof openJobs> extends [unknown, (infer More)?] ? [More?] : never) => {
  const jobs = await openJobs(store, given[0])
  opened.push(jobs)
  return jobs
}
/** A job of its own for each test, so that nothing waits in another's queue. */
let names = 0
const job = (options: Partial<Parameters<typeof defineJob>[1]> = {}) =>
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
const completions = async (task_id: string): Promise<TaskCompleted[]> => {
  const rows = await store.asSystem('a test reads events', trx =>
    trx.selectFrom('platform.outbox').selectAll().where('type', '=', 'task_completed').orderBy('seq').execute(),
  )
  const mine = rows.filter(row => row.data.task_id === task_id)
  for (const row of mine) expect(row).toMatchObject({ rooms: ['user:u1'], company_id, user_id: 'system' })
  return mine.map(row => taskCompletedSchema.parse(row.data))
}
const gate = <T = void>() => Promise.withResolvers<T>()
/** A handler that waits for its signal, as one that is busy elsewhere would. */
const untilStopped = (context: JobContext) =>
  new Promise<never>((_resolve, reject) => {
    context.signal.addEventListener('abort', () => reject(context.signal.reason))
  })

test('[PJ1] a rolled back transaction leaves neither job nor task; a committed one runs', async () => {
  const jobs = await open()
  const contracts = [job(), job({ task: false })]
  const ran: number[] = []
  for (const contract of contracts)
    jobs.register(contract, async ({ n }) => {
      ran.push(n)
    })
  await jobs.start()
  const failing = store.inCompany(company_id, async trx => {
    for (const contract of contracts) await jobs.enqueue(trx, contract, { n: 99 }, { company_id, owner_id: 'u1' })
    throw new Error('planned')
  })
  await expect(failing).rejects.toThrow('planned')
  const { rows } = await store.pool.query('select 1 from pgboss.job where name = any($1)', [
    contracts.map(each => each.name),
  ])
  expect(rows).toEqual([])
  for (const contract of contracts) await queue(jobs, contract)
  await vi.waitFor(() => expect(ran).toEqual([1, 1]), { timeout: 10_000, interval: 10 })
  expect(await store.inCompany(company_id, trx => listTasks(trx, { owner_id: 'u1' }))).toHaveLength(1)
})

test('[PJ2] a task goes from queued to done, with its result, and the owner hears it once', async () => {
  const jobs = await open()
  const contract = job()
  const [begun, go] = [gate(), gate()]
  jobs.register(contract, async (_input, context) => {
    await context.report({ done: 1, total: 4, step: 'reading', errors: 2 })
    begun.resolve()
    await go.promise
    return { counts: { rows: 4 }, file_id: null }
  })
  const { task_id } = await queue(jobs, contract)
  expect(await find(task_id)).toMatchObject({ state: 'queued', title: 'Aktarım', attempt: 0, started_at: null })
  await jobs.start()
  await begun.promise
  expect(await find(task_id)).toMatchObject({
    ...{ state: 'running', attempt: 1, done: 1, total: 4, percent: 25, step: 'reading', errors: 2 },
  })
  go.resolve()
  await reaches(task_id, 'done')
  expect(await find(task_id)).toMatchObject({
    ...{ done: 4, percent: 100, result: { counts: { rows: 4 }, file_id: null }, error: null, eta_s: null },
  })
  expect(await completions(task_id)).toMatchObject([
    { ok: true, kind: contract.name, result: { counts: { rows: 4 } }, message: 'Aktarım' },
  ])
})

test('[PJ2] an errand without a task leaves no row and tells nobody', async () => {
  const jobs = await open()
  const contract = job({ task: false })
  const ran = gate()
  jobs.register(contract, async () => ran.resolve())
  await jobs.start()
  const { task_id } = await queue(jobs, contract)
  await ran.promise
  expect(await store.inCompany(company_id, trx => findTask(trx, task_id))).toBeNull()
  expect(await completions(task_id)).toEqual([])
})

describe('[PJ3] speed', () => {
  test('[PJ3] as many run at once as the contract says', async () => {
    const jobs = await open()
    const contract = job({ concurrency: 3 })
    let [at_once, most] = [0, 0]
    const full = gate()
    jobs.register(contract, async () => {
      most = Math.max(most, ++at_once)
      if (at_once === 3) full.resolve()
      await full.promise
      await turn()
      at_once--
    })
    const ids = await Promise.all(Array.from({ length: 9 }, () => queue(jobs, contract)))
    await jobs.start()
    for (const { task_id } of ids) await reaches(task_id, 'done')
    expect(most).toBe(3)
  })

  test('[PJ3] a backlog of 40 takes much less than 40 polls of a second', async () => {
    const jobs = await open()
    const contract = job({ task: false })
    let left = 40
    const empty = gate()
    jobs.register(contract, async () => {
      if (--left === 0) empty.resolve()
    })
    await store.inCompany(company_id, async trx => {
      for (let n = 0; n < 40; n++) await jobs.enqueue(trx, contract, { n })
    })
    const from = performance.now()
    await jobs.start()
    await empty.promise
    expect(performance.now() - from).toBeLessThan(15_000)
  })
})

describe('[PJ4] attempts', () => {
  test('[PJ4] a job that fails twice succeeds at the third attempt; the owner hears only the end', async () => {
    const jobs = await open()
    const contract = job()
    const attempts: number[] = []
    jobs.register(contract, async (_input, { attempt }) => {
      attempts.push(attempt)
      if (attempt < 3) throw new Error('planned')
    })
    await jobs.start()
    const { task_id } = await queue(jobs, contract)
    await reaches(task_id, 'done')
    expect(attempts).toEqual([1, 2, 3])
    expect(await find(task_id)).toMatchObject({ attempt: 3, error: null })
    expect(await completions(task_id)).toMatchObject([{ ok: true }])
  })

  test('[PJ4] after the last attempt the task has failed, and what the error said stays in the log', async () => {
    const jobs = await open()
    const contract = job()
    let attempts = 0
    jobs.register(contract, async () => {
      attempts++
      throw new Error('password=secret')
    })
    await jobs.start()
    const { task_id } = await queue(jobs, contract)
    await reaches(task_id, 'failed')
    expect(attempts).toBe(3)
    const ended = await find(task_id)
    expect(ended.error?.code).toBe('task_failed')
    expect(JSON.stringify([ended, await completions(task_id)])).not.toContain('secret')
    expect(await completions(task_id)).toMatchObject([{ ok: false, result: null, error: { code: 'task_failed' } }])
  })

  test('[PJ4] a refusal by a rule is final at once; one that says "later" is not', async () => {
    const jobs = await open()
    const [refused, later] = [job(), job()]
    let [first, second] = [0, 0]
    jobs.register(refused, async () => {
      first++
      throw fail('conflict')
    })
    jobs.register(later, async () => {
      if (++second < 2) throw fail('rate_limited', { retryAfterMs: 1 })
    })
    await jobs.start()
    const [a, b] = [await queue(jobs, refused), await queue(jobs, later)]
    await reaches(a.task_id, 'failed')
    await reaches(b.task_id, 'done')
    expect([first, second]).toEqual([1, 2])
    expect((await find(a.task_id)).error?.code).toBe('conflict')
  })
})

test('[PJ5] progress is told to the owner as passing events that rise', async () => {
  const told: { room: string; type: string; data: unknown }[] = []
  const jobs = await open({ publishPassing: (room, type, data) => told.push({ room, type, data }) })
  const contract = job()
  jobs.register(contract, async (_input, context) => {
    for (let done = 0; done <= 1000; done++) await context.report({ done, total: 1000, step: 'rows' })
  })
  await jobs.start()
  const { task_id } = await queue(jobs, contract)
  await reaches(task_id, 'done')
  const seen = told.map(each => {
    expect(each).toMatchObject({ room: 'user:u1', type: 'task_progress' })
    return taskProgressSchema.parse(each.data)
  })
  expect(seen.length).toBeLessThan(100)
  expect(seen.map(each => each.done)).toEqual(seen.map(each => each.done).sort((a, b) => a - b))
  expect(seen.at(-1)).toMatchObject({ task_id, done: 1000, percent: 100, message: 'Aktarım · %100' })
})

describe('[PJ6] cancelling', () => {
  const cancel = (jobs: Jobs, task_id: string) => store.inCompany(company_id, trx => jobs.cancel(trx, task_id))

  test('[PJ6] what waits never begins', async () => {
    const jobs = await open()
    const contract = job()
    const ran: number[] = []
    jobs.register(contract, async ({ n }) => {
      ran.push(n)
    })
    const first = await queue(jobs, contract)
    await cancel(jobs, first.task_id)
    await jobs.start()
    const second = await queue(jobs, contract)
    await reaches(second.task_id, 'done')
    expect(ran).toHaveLength(1)
    expect(await find(first.task_id)).toMatchObject({ state: 'cancelled', error: { code: 'task_cancelled' } })
    expect(await completions(first.task_id)).toMatchObject([{ ok: false, error: { code: 'task_cancelled' } }])
    await expect(cancel(jobs, second.task_id)).rejects.toMatchObject({ code: 'task_not_open' })
  })

  test('[PJ6] what runs in another process is told within a second, and its effect is not committed', async () => {
    const worker = await open()
    const office = await openJobs(store.again()).then(jobs => {
      opened.push(jobs)
      return jobs
    })
    const contract = job()
    const [begun, stopped] = [gate(), gate<number>()]
    const late = gate<unknown>()
    worker.register(contract, async (_input, context) => {
      begun.resolve()
      await untilStopped(context).catch(() => stopped.resolve(performance.now()))
      const effect = store.inCompany(company_id, async trx => {
        await addEffect(trx, company_id, 'cancelled', 1)
        await context.complete(trx, { counts: {}, file_id: null })
      })
      await effect.catch(late.resolve)
    })
    await worker.start()
    const { task_id } = await queue(worker, contract)
    await begun.promise
    const from = performance.now()
    await cancel(office, task_id)
    expect((await stopped.promise) - from).toBeLessThan(1000)
    expect(await late.promise).toBeInstanceOf(Cancelled)
    expect(await effects(store)).toEqual([])
    await worker.close()
    expect((await find(task_id)).state).toBe('cancelled')
    expect(await completions(task_id)).toHaveLength(1)
  })

  test('[PJ6] a handler that only reports is stopped by its next report', async () => {
    // A clock that leaps makes every report due.
    let clock = Date.now()
    const jobs = await open({
      now: () => {
        clock += 1000
        return new Date(clock)
      },
    })
    const contract = job()
    const [begun, met] = [gate(), gate<unknown>()]
    jobs.register(contract, async (_input, context) => {
      try {
        for (let done = 0; ; done++) {
          await context.report({ done })
          begun.resolve()
        }
      } catch (error) {
        met.resolve(error)
        throw error
      }
    })
    await jobs.start()
    const { task_id } = await queue(jobs, contract)
    await begun.promise
    await cancel(jobs, task_id)
    expect(await met.promise).toMatchObject({ name: 'Cancelled', why: 'cancelled' })
  })

  test('[PJ16] a task of another company is not found', async () => {
    const jobs = await open()
    const { task_id } = await queue(jobs, job())
    const other = await addCompany(store)
    await expect(store.inCompany(other, trx => jobs.cancel(trx, task_id))).rejects.toMatchObject({ code: 'not_found' })
    await expect(store.inCompany(other, trx => jobs.retry(trx, task_id))).rejects.toMatchObject({ code: 'not_found' })
    expect(await store.inCompany(other, trx => listTasks(trx))).toEqual([])
  })
})

describe('[PJ7] trying again', () => {
  test('[PJ7] a failed task runs again as a higher attempt, with all its attempts', async () => {
    const jobs = await open()
    const contract = job({ retry: { limit: 1, delay_s: 0, backoff: false } })
    const attempts: number[] = []
    jobs.register(contract, async (_input, { attempt }) => {
      attempts.push(attempt)
      if (attempt < 4) throw new Error('planned')
    })
    await jobs.start()
    const { task_id } = await queue(jobs, contract)
    await reaches(task_id, 'failed')
    await store.inCompany(company_id, trx => jobs.retry(trx, task_id))
    await reaches(task_id, 'done')
    expect(attempts).toEqual([1, 2, 3, 4])
    expect((await completions(task_id)).map(each => each.ok)).toEqual([false, true])
    await expect(store.inCompany(company_id, trx => jobs.retry(trx, task_id))).rejects.toMatchObject({
      code: 'task_not_ended',
    })
  })

  test('[PJ7] a cancelled task too', async () => {
    const jobs = await open()
    const contract = job()
    jobs.register(contract, async () => {})
    const { task_id } = await queue(jobs, contract)
    await store.inCompany(company_id, trx => jobs.cancel(trx, task_id))
    await store.inCompany(company_id, trx => jobs.retry(trx, task_id))
    await jobs.start()
    await reaches(task_id, 'done')
  })
})

test('[PJ10] an attempt that lost its claim cannot complete, though the newer one still runs; that one does, once', async () => {
  const jobs = await open()
  const contract = job({ concurrency: 2 })
  const [begun, newer, late] = [gate(), gate(), gate<unknown>()]
  jobs.register(contract, async (_input, context) => {
    const { attempt } = context
    const effect = () =>
      store.inCompany(company_id, async trx => {
        await addEffect(trx, company_id, 'fenced', attempt)
        await context.complete(trx, { counts: { attempt }, file_id: null })
      })
    if (attempt === 1) {
      begun.resolve()
      await newer.promise
      await effect().catch(late.resolve)
    } else {
      newer.resolve()
      await late.promise
      await effect()
    }
  })
  await jobs.start()
  const { task_id } = await queue(jobs, contract)
  await begun.promise
  // What a heartbeat that was missed does: the first attempt still runs, and does not know.
  await store.asSystem('a test takes the claim away', trx =>
    sql`update pgboss.job set state = 'retry', start_after = now() where id = ${task_id}`.execute(trx),
  )
  await reaches(task_id, 'done')
  expect(await late.promise).toMatchObject({ name: 'Cancelled', why: 'lost' })
  expect(await effects(store)).toEqual([{ name: 'fenced', attempt: 2 }])
  expect(await find(task_id)).toMatchObject({ state: 'done', attempt: 2, result: { counts: { attempt: 2 } } })
  await store.asSystem('a test tidies up', trx => sql`delete from effect.done`.execute(trx))
})

test('[PJ8] an effect that is rolled back takes the end of the job with it: the next attempt does both', async () => {
  const jobs = await open()
  const contract = job()
  jobs.register(contract, (_input, context) =>
    store.inCompany(company_id, async trx => {
      await addEffect(trx, company_id, 'rolled back', context.attempt)
      await context.complete(trx, { counts: {}, file_id: null })
      if (context.attempt === 1) throw new Error('planned, after complete')
    }),
  )
  await jobs.start()
  const { task_id } = await queue(jobs, contract)
  await reaches(task_id, 'done')
  expect(await effects(store)).toEqual([{ name: 'rolled back', attempt: 2 }])
  expect(await completions(task_id)).toHaveLength(1)
})

test('[PJ11] closing puts a running job back, and the attempt does not count against it', async () => {
  const contract = job({ retry: { limit: 0, delay_s: 0, backoff: false } })
  const [worker, begun] = [await open(), gate()]
  worker.register(contract, async (_input, context) => {
    begun.resolve()
    await untilStopped(context)
  })
  await worker.start()
  const { task_id } = await queue(worker, contract)
  await begun.promise
  await worker.close()
  expect(await find(task_id)).toMatchObject({ state: 'queued', error: null })
  const next = await open()
  next.register(contract, async () => {})
  await next.start()
  await reaches(task_id, 'done')
})

test('[PJ12] while a job of a key waits, another of that key is the same one', async () => {
  const jobs = await open()
  const contract = job()
  const all = await Promise.all(Array.from({ length: 5 }, () => queue(jobs, contract, { singleton_key: 'a' })))
  const other = await queue(jobs, contract, { singleton_key: 'b' })
  expect(new Set(all.map(each => each.task_id)).size).toBe(1)
  expect(other.task_id).not.toBe(all[0]!.task_id)
  const waits = gate()
  jobs.register(contract, () => waits.promise)
  await jobs.start()
  await reaches(all[0]!.task_id, 'running')
  // What runs may have read its input already: a new change gets a new job.
  expect((await queue(jobs, contract, { singleton_key: 'a' })).task_id).not.toBe(all[0]!.task_id)
  waits.resolve()
})

test('[PJ13] a job waits for start_after; a schedule is kept once', async () => {
  const jobs = await open()
  const contract = job()
  jobs.register(contract, async () => {})
  await jobs.start()
  const start_after = new Date(Date.now() + 1500)
  const { task_id } = await queue(jobs, contract, { start_after })
  await reaches(task_id, 'done')
  expect(Date.parse((await find(task_id)).started_at!)).toBeGreaterThanOrEqual(start_after.getTime() - 50)

  await jobs.schedule(contract, { n: 1 }, { cron: '0 3 * * *', time_zone: 'Europe/Istanbul' })
  await jobs.schedule(contract, { n: 2 }, { cron: '0 4 * * *', time_zone: 'Europe/Istanbul' })
  const { rows } = await store.pool.query('select cron, timezone, data from pgboss.schedule where name = $1', [
    contract.name,
  ])
  expect(rows).toMatchObject([{ cron: '0 4 * * *', timezone: 'Europe/Istanbul', data: { input: { n: 2 } } }])
})

test('[PJ14] input that does not fit is refused when queued, and fails for good when it is found in the queue', async () => {
  const jobs = await open()
  const contract = job()
  const wrong = { n: 'many' } as unknown as { n: number }
  const queued = store.inCompany(company_id, trx => jobs.enqueue(trx, contract, wrong))
  await expect(queued).rejects.toBeInstanceOf(z.ZodError)

  let ran = 0
  jobs.register(contract, async () => {
    ran++
  })
  const { task_id } = await queue(jobs, contract)
  await store.asSystem('a test writes an old input', trx =>
    sql`update pgboss.job set data = jsonb_set(data, '{input}', '{"n":"many"}') where id = ${task_id}`.execute(trx),
  )
  await jobs.start()
  await reaches(task_id, 'failed')
  expect(ran).toBe(0)
  expect((await find(task_id)).error?.code).toBe('task_input_invalid')
})

test('[PJ15] the committed SQL is what the installed pg-boss would make', () => {
  const committed = readFileSync(new URL('./migrations/0001-pg-boss-46.sql', import.meta.url), 'utf8')
  expect(committed.slice(committed.indexOf('\n') + 1)).toBe(getConstructionPlans('pgboss', { createSchema: false }))
})
