import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { randomUUIDv7 } from 'node:crypto'
import { defineJob } from '#platform/contract'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { createJobs, findTask, jobsMigrations } from './index.ts'

let store: TestStore
beforeAll(async () => {
  store = await createTestStore([jobsMigrations])
})
afterAll(() => store.close())

test('[PJ1] it runs', async () => {
  const company_id = await addCompany(store)
  const jobs = await createJobs({ store, log: pino({ level: 'warn' }), publishPassing: () => {}, now: () => new Date(), id: randomUUIDv7 })
  const done = Promise.withResolvers<void>()
  const contract = defineJob('test.count', { input: z.object({ n: z.number() }), task: true })
  jobs.register(contract, async (input, job) => {
    await job.report({ done: input.n, total: 10 })
    await store.inCompany(company_id, trx => job.complete(trx, { counts: { n: input.n }, file_id: null }))
    done.resolve()
  })
  await jobs.start()
  const { task_id } = await store.inCompany(company_id, trx => jobs.enqueue(trx, contract, { n: 3 }, { company_id, owner_id: 'u1' }))
  await done.promise
  const task = await store.inCompany(company_id, trx => findTask(trx, task_id))
  expect(task).toMatchObject({ state: 'done', done: 10, total: 10, result: { counts: { n: 3 } } })
  await jobs.close()
})
