/** What those who run a company hear of its tasks, whoever asked for them. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { taskQueuedSchema } from '#platform/contract'
import { type Office, openOffice } from './testing/office.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 })

let office: Office
let leaders: string
beforeAll(async () => {
  office = await openOffice()
  leaders = `leaders:${office.company_id}`
})
afterEach(() => office.closeJobs())
afterAll(() => office.store.close())

const heard = (kind: string) =>
  office.store.asSystem('a test reads events', async trx => {
    const rows = await trx.selectFrom('platform.outbox').selectAll().orderBy('seq').execute()
    return rows.filter(row => row.data.kind === kind && row.rooms?.includes(leaders))
  })
const toldTypes = async (kind: string) => (await heard(kind)).map(({ type }) => type)

test('[PJ31] a task that waits, fails, waits again, moves and ends is told to the leaders as to its owner', async () => {
  const passing: { room: string; type: string }[] = []
  const jobs = await office.open({ publishPassing: (room, type) => passing.push({ room, type }) })
  const contract = office.job()
  jobs.register(contract, async (_input, context) => {
    if (context.attempt === 1) throw new Error('planned')
    await context.report({ done: 1, total: 2 })
  })
  await jobs.start()
  const { task_id } = await office.queue(jobs, contract)
  await office.reaches(task_id, 'done')
  expect(await toldTypes(contract.name)).toEqual(['task_queued', 'task_queued', 'task_completed'])
  for (const row of await heard(contract.name))
    expect(row).toMatchObject({ rooms: ['user:u1', leaders], company_id: office.company_id })
  expect(passing).toEqual(['user:u1', leaders].map(room => ({ room, type: 'task_progress' })))
})

test('[PJ31] one that is stopped and begun again is told, too; one that is rolled back is not', async () => {
  const jobs = await office.open()
  const contract = office.job()
  jobs.register(contract, async () => {})
  const { task_id } = await office.queue(jobs, contract)
  await office.store.inCompany(office.company_id, trx => jobs.cancel(trx, task_id))
  const failing = office.store.inCompany(office.company_id, async trx => {
    await jobs.retry(trx, task_id)
    throw new Error('planned')
  })
  await expect(failing).rejects.toThrow('planned')
  expect(await toldTypes(contract.name)).toEqual(['task_queued', 'task_completed'])
  await office.store.inCompany(office.company_id, trx => jobs.retry(trx, task_id))
  expect(await toldTypes(contract.name)).toEqual(['task_queued', 'task_completed', 'task_queued'])
})

test('[PJ31] many of one kind are one piece of news; one without a company is its owner’s alone', async () => {
  const jobs = await office.open()
  const [contract, own] = [office.job(), office.job()]
  const { company_id } = office
  const order = { company_id, owner_id: 'u1', title: 'Toplu' }
  await office.store.inCompany(company_id, trx =>
    jobs.enqueueMany(
      trx,
      contract,
      Array.from({ length: 30 }, (_, n) => ({ input: { n }, order })),
    ),
  )
  const [news, ...more] = await heard(contract.name)
  expect(more).toEqual([])
  expect(taskQueuedSchema.parse(news!.data)).toEqual({ kind: contract.name, count: 30, message: 'Toplu' })
  await office.store.asSystem('a test queues', trx => jobs.enqueue(trx, own, {}, { company_id: null, owner_id: 'u1' }))
  expect(await heard(own.name)).toEqual([])
})
