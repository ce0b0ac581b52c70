/** Jobs on a real database: queueing, running, telling. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { getConstructionPlans } from 'pg-boss'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { taskProgressSchema } from '#platform/contract'
import { findTask, listTasks } from './index.ts'
import { gate, type Office, openOffice } from './testing/office.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let office: Office
let store: Office['store']
let company_id: Office['company_id']
let open: Office['open']
let job: Office['job']
let queue: Office['queue']
let find: Office['find']
let reaches: Office['reaches']
let completions: Office['completions']
beforeAll(async () => {
  office = await openOffice()
  ;({ store, company_id, open, job, queue, find, reaches, completions } = office)
})
afterEach(() => office.closeJobs())
afterAll(() => office.store.close())

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
  const tasks = await store.inCompany(company_id, trx =>
    listTasks(trx, 'u1', {}, { limit: 10, secret: Buffer.alloc(32) }),
  )
  expect(tasks).toMatchObject({ total: 1, items: [{ kind: contracts[0]!.name }] })
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
      await new Promise(setImmediate)
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
  const toOwner = told.filter(each => each.room === 'user:u1')
  const seen = toOwner.map(each => {
    expect(each).toMatchObject({ type: 'task_progress' })
    return taskProgressSchema.parse(each.data)
  })
  expect(seen.length).toBeLessThan(100)
  expect(seen.map(each => each.done)).toEqual(seen.map(each => each.done).sort((a, b) => a - b))
  expect(seen.at(-1)).toMatchObject({ task_id, done: 1000, percent: 100, message: 'Aktarım · %100' })
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
