/** What operators do and see: order, dead letters, the clock after a downtime, queues, and processes. */
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { addCompany } from '../store/testing/index.ts'
import { hearPassing, listJobs, passingThroughDatabase, readQueues, readWorkers } from './index.ts'
import { gate, type Office, openOffice } from './testing/office.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterEach(() => office.closeJobs())
afterAll(() => office.store.close())

const secret = Buffer.alloc(32)
const asOperator: Office['store']['asSystem'] = (reason, fn) => office.store.asSystem(reason, fn)
const queues = () => asOperator('a test reads queues', readQueues)
const queueNamed = async (name: string) => (await queues()).find(queue => queue.name === name)
const history = (name: string) =>
  asOperator('a test reads jobs', trx => listJobs(trx, { queue: name }, { limit: 50, secret }))

test('[PJ18] the higher priority begins first, whatever came first', async () => {
  const { open, job, queue, reaches } = office
  const jobs = await open()
  const contract = job()
  const order: number[] = []
  jobs.register(contract, async (_input, { task_id }) => {
    order.push(priorities.get(task_id)!)
  })
  const priorities = new Map<string, number>()
  for (const priority of [-10, 0, 10, 0, 5]) {
    const { task_id } = await queue(jobs, contract, { priority })
    priorities.set(task_id, priority)
  }
  await jobs.start()
  for (const task_id of priorities.keys()) await reaches(task_id, 'done')
  expect(order).toEqual([10, 5, 0, 0, -10])
})

test('[PJ19] many jobs are queued with their tasks, all or none', async () => {
  const { open, job, store, company_id, find, reaches } = office
  const jobs = await open()
  const contract = job()
  const order = { company_id, owner_id: 'u1', title: 'Toplu' }
  const many = (count: number) => Array.from({ length: count }, (_, n) => ({ input: { n }, order }))
  const rolledBack = store.inCompany(company_id, async trx => {
    await jobs.enqueueMany(trx, contract, many(1_200))
    throw new Error('planned')
  })
  await expect(rolledBack).rejects.toThrow('planned')
  expect((await queueNamed(contract.name))?.ready ?? 0).toBe(0)

  const broken = [...many(2), { input: { n: 'three' as unknown as number }, order }]
  await expect(store.inCompany(company_id, trx => jobs.enqueueMany(trx, contract, broken))).rejects.toThrow('number')
  const { task_ids } = await store.inCompany(company_id, trx => jobs.enqueueMany(trx, contract, many(1_200)))
  expect(new Set(task_ids).size).toBe(1_200)
  expect(await queueNamed(contract.name)).toMatchObject({ ready: 1_200, running: 0 })
  expect(await find(task_ids[0]!)).toMatchObject({ title: 'Toplu', owner_id: 'u1', company_id, state: 'queued' })

  const worked = job({ concurrency: 2 })
  const ran: number[] = []
  jobs.register(worked, async ({ n }) => {
    ran.push(n)
  })
  const few = await store.inCompany(company_id, trx => jobs.enqueueMany(trx, worked, many(5)))
  await jobs.start()
  for (const task_id of few.task_ids) await reaches(task_id, 'done')
  expect(ran.toSorted()).toEqual([0, 1, 2, 3, 4])
})

test('[PJ20] dead letters stay, and are redriven as the same jobs with a higher attempt', async () => {
  const { open, job, queue, reaches, find } = office
  const jobs = await open()
  const contract = job({ retry: { limit: 0, delay_s: 0, backoff: false } })
  let broken = true
  jobs.register(contract, async () => {
    if (broken) throw new Error('the mail server is away')
  })
  const ids: string[] = []
  await jobs.start()
  for (let n = 0; n < 3; n++) ids.push((await queue(jobs, contract)).task_id)
  for (const id of ids) await reaches(id, 'failed')
  const dead = await history(contract.name)
  expect(dead.items).toHaveLength(3)
  expect(dead.items[0]).toMatchObject({ state: 'failed', attempt: 1, error: { code: 'task_failed' } })
  const { rows } = await office.store.pool.query(
    'select distinct deletion_seconds as s from pgboss.job where name = $1',
    [contract.name],
  )
  expect(rows).toEqual([{ s: 30 * 86_400 }])

  broken = false
  const redrive = (named: string[] | null) =>
    asOperator('a test redrives', trx => jobs.redrive(trx, contract.name, named))
  expect(await redrive([ids[1]!])).toBe(1)
  await reaches(ids[1]!, 'done')
  expect(await find(ids[1]!)).toMatchObject({ attempt: 2, error: null, resumed_at: null })
  expect(await find(ids[0]!)).toMatchObject({ state: 'failed' })
  expect(await redrive([ids[1]!])).toBe(0)
  expect(await redrive(null)).toBe(2)
  await reaches(ids[0]!, 'done')
  await reaches(ids[2]!, 'done')
  await expect(asOperator('a test redrives', trx => jobs.redrive(trx, 'nobody.knows', null))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('[PJ21] after a downtime the clock leaves out what it missed, or makes up for it once', async () => {
  const { open, job, store } = office
  const [skips, catchesUp] = [job({ task: false }), job({ task: false })]
  const before = await open()
  // A minute of every hour that is not about to come: half an hour from now.
  const minute = (new Date().getMinutes() + 30) % 60
  const hourly = { cron: `${minute} * * * *`, time_zone: 'Europe/Istanbul' }
  await before.schedule(skips, { n: 1 }, hourly)
  await before.schedule(catchesUp, { n: 2 }, { ...hourly, missed: 'once' })
  await office.closeJobs()
  // As if the last look at the clock, and the schedules, were of yesterday: 24 turns were missed.
  await store.asSystem('a test turns back the clock', async trx => {
    await sql`update pgboss.version set cron_on = now() - interval '1 day'`.execute(trx)
    await sql`update pgboss.schedule set created_on = now() - interval '2 days'`.execute(trx)
  })
  const ran: number[] = []
  const after = await open()
  for (const contract of [skips, catchesUp])
    after.register(contract, async ({ n }) => {
      ran.push(n)
    })
  await after.start()
  await vi.waitFor(() => expect(ran).toContain(2), { timeout: 20_000, interval: 20 })
  // Both would have been handed on by the same look at the clock.
  expect(ran).toEqual([2])
  expect((await history(skips.name)).items).toEqual([])
  expect((await queueNamed(skips.name))?.schedules).toMatchObject([{ ...hourly, missed: 'skip' }])
  expect((await queueNamed(catchesUp.name))?.schedules).toMatchObject([{ ...hourly, missed: 'once' }])
})

test('[PJ24] queues and jobs as an operator sees them, without what the jobs are about', async () => {
  const { open, job, queue, reaches, company_id } = office
  const jobs = await open()
  const contract = job()
  const [begun, go] = [gate(), gate()]
  jobs.register(contract, async () => {
    begun.resolve()
    await go.promise
  })
  const running = await queue(jobs, contract)
  await jobs.start()
  await begun.promise
  await queue(jobs, contract)
  await queue(jobs, contract, { start_after: new Date(Date.now() + 3_600_000), priority: 3 })
  expect(await queueNamed(contract.name)).toMatchObject({ ready: 1, delayed: 1, running: 1, failed: 0, ended: 0 })
  expect((await queueNamed(contract.name))!.oldest_wait_ms).toBeGreaterThanOrEqual(0)
  go.resolve()
  await reaches(running.task_id, 'done')

  const { items } = await history(contract.name)
  expect(items.map(item => item.state).sort()).toEqual(expect.arrayContaining(['done', 'waiting']))
  expect(items.at(-1)).toMatchObject({
    ...{ id: running.task_id, queue: contract.name, state: 'done', attempt: 1, attempts: 3, company_id },
    error: null,
  })
  expect(items[0]).toMatchObject({ state: 'waiting', attempt: 0, priority: 3, started_at: null })
  for (const item of items) expect(Object.keys(item)).not.toContain('data')
  const page = (state: 'waiting' | 'done', cursor?: string) =>
    asOperator('a test reads jobs', trx => listJobs(trx, { queue: contract.name, state }, { limit: 1, secret, cursor }))
  const first = await page('waiting')
  await expect(page('done', first.next_cursor ?? first.prev_cursor ?? 'x.y')).rejects.toMatchObject({
    code: 'bad_request',
  })
  expect((await queues()).some(({ name }) => name.startsWith('__pgboss'))).toBe(false)
})

test('[PJ25] processes with their part, memory, queues, and what each runs now', async () => {
  const { open, job, queue } = office
  const [one, other] = [await open({ process: 'worker' }), await open({ process: 'all' })]
  const [mine, theirs] = [job({ concurrency: 3 }), job()]
  const [begun, go] = [gate(), gate()]
  one.register(mine, async () => {
    begun.resolve()
    await go.promise
  })
  other.register(theirs, async () => {})
  await one.start()
  await other.start()
  const { task_id } = await queue(one, mine)
  await begun.promise
  const workers = async () => asOperator('a test reads processes', readWorkers)
  const busy = (await workers()).find(worker => worker.running.length > 0)
  expect(busy).toMatchObject({ part: 'worker', live: true, pid: process.pid, stopped_at: null })
  expect(busy!.running).toMatchObject([{ job_id: task_id, queue: mine.name, attempt: 1 }])
  expect(busy!.rss).toBeGreaterThan(1_000_000)
  const idle = (await workers()).filter(worker => worker.live && worker.part === 'all')
  expect(idle).toMatchObject([{ running: [] }])
  // The registry hears of queues with the next sign of life.
  await vi.waitFor(
    async () => {
      const seen = (await workers()).find(worker => worker.id === busy!.id)
      expect(seen!.queues).toEqual([{ name: mine.name, at_once: 3 }])
      expect(seen!.cpu).toBeGreaterThanOrEqual(0)
    },
    { timeout: 15_000, interval: 100 },
  )
  go.resolve()
  await other.close()
  expect((await workers()).find(worker => worker.id === idle[0]!.id)).toMatchObject({ live: false, part: 'all' })
})

test('[PJ26] a process that only queues leaves work and clock to others', async () => {
  const { open, job, queue, find, reaches, store } = office
  const web = await open({ process: 'web' })
  const contract = job()
  web.register(contract, async () => {
    throw new Error('the web works')
  })
  const { task_id } = await queue(web, contract)
  await store.asSystem('a test asks the clock', trx => sql`update pgboss.version set cron_on = null`.execute(trx))
  const worker = await open({ process: 'worker' }, store)
  const ran = gate()
  worker.register(contract, async () => ran.resolve())
  expect(await find(task_id)).toMatchObject({ state: 'queued', attempt: 0 })
  await worker.start()
  await ran.promise
  await reaches(task_id, 'done')
  const parts = (await asOperator('a test reads processes', readWorkers)).filter(({ live }) => live)
  expect(parts.map(({ part }) => part).sort()).toEqual(['web', 'worker'])
  expect(parts.find(({ part }) => part === 'web')!.queues).toEqual([])
  const { rows } = await store.pool.query("select schedule, supervise from pgboss.instance where name = 'web'")
  expect(rows).toEqual([{ schedule: false, supervise: false }])
})

test('[PJ28] passing events go through the database; what is too large is passed over', async () => {
  const { store } = office
  const heard: unknown[] = []
  const stop = await hearPassing(store, (room, type, data) => heard.push([room, type, data]))
  const complaints: string[] = []
  const tell = passingThroughDatabase(store, pino({ level: 'warn' }, { write: line => void complaints.push(line) }))
  tell('user:u1', 'task_progress', { text: 'ş'.repeat(4_000) })
  tell('user:u1', 'task_progress', { percent: 40, step: 'satırlar' })
  await vi.waitFor(() => expect(heard).toEqual([['user:u1', 'task_progress', { percent: 40, step: 'satırlar' }]]), {
    interval: 10,
  })
  expect(complaints).toEqual([])
  await stop()
})

test('[PJ22] a task put back by a closing process says when it went on; one that failed does not', async () => {
  const { open, job, queue, reaches, find } = office
  const contract = job()
  const first = await open()
  const begun = gate()
  first.register(contract, async (_input, { signal }) => {
    begun.resolve()
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  await first.start()
  const { task_id } = await queue(first, contract)
  await begun.promise
  expect(await find(task_id)).toMatchObject({ state: 'running', resumed_at: null })
  await first.close()
  const second = await open()
  let fails = true
  const other = job()
  second.register(contract, async () => {})
  second.register(other, async () => {
    if (fails) {
      fails = false
      throw new Error('planned')
    }
  })
  await second.start()
  await reaches(task_id, 'done')
  const resumed = await find(task_id)
  expect(Date.parse(resumed.resumed_at!)).toBeGreaterThanOrEqual(Date.parse(resumed.started_at!))
  const failed = await queue(second, other)
  await reaches(failed.task_id, 'done')
  expect(await find(failed.task_id)).toMatchObject({ attempt: 2, resumed_at: null })
})

test('[PJ24] the history names the company of a job, and none where it has none', async () => {
  const { open, job, store } = office
  const jobs = await open()
  const contract = job({ task: false })
  const company_id = await addCompany(store)
  await store.inCompany(company_id, trx => jobs.enqueue(trx, contract, {}, { company_id, owner_id: null }))
  await store.asSystem('a test queues an errand', trx => jobs.enqueue(trx, contract, {}))
  expect((await history(contract.name)).items.map(item => item.company_id).sort()).toEqual([company_id, null].sort())
})
