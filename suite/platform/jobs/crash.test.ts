/** Jobs of processes that die: kill -9 at the worst moments. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startChild } from '../store/testing/child.ts'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { findTask, type Jobs, jobsMigrations } from './index.ts'
import { addEffect, effectJob, effectMigrations, effects, openJobs } from './testing/effects.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let store: TestStore
let jobs: Jobs
let company_id: string
beforeEach(async () => {
  store = await createTestStore([jobsMigrations, effectMigrations])
  company_id = await addCompany(store)
  jobs = await openJobs(store)
})
afterEach(async () => {
  await jobs.close()
  await store.close()
})

const worker = new URL('./testing/worker.ts', import.meta.url)
const queue = (name: string) =>
  store.inCompany(company_id, trx => jobs.enqueue(trx, effectJob, { name }, { company_id, owner_id: 'u1' }))
const find = (task_id: string) => store.inCompany(company_id, trx => findTask(trx, task_id))
const reaches = (task_id: string, state: string) =>
  vi.waitFor(async () => expect((await find(task_id))?.state).toBe(state), { timeout: 40_000, interval: 20 })

test('[PJ8] [PJ9] [PJ22] killed before its commit: the job runs again within seconds, and the effect happens once', async () => {
  const { task_id } = await queue('before')
  const child = startChild(worker, [store.urls.app, 'before'])
  expect(await child.line()).toBe('before')
  expect(await find(task_id)).toMatchObject({ state: 'running', step: 'half', attempt: 1 })
  await child.kill('SIGKILL')
  const from = performance.now()
  jobs.register(effectJob, ({ name }, job) =>
    store.inCompany(company_id, async trx => {
      await addEffect(trx, company_id, name, job.attempt)
      await job.complete(trx, { counts: { effects: 1 }, file_id: null })
    }),
  )
  await jobs.start()
  await reaches(task_id, 'done')
  // The heartbeat of this job is 30 s.
  expect(performance.now() - from).toBeLessThan(15_000)
  expect(await effects(store)).toEqual([{ name: 'before', attempt: 2 }])
  expect(await find(task_id)).toMatchObject({ resumed_at: expect.any(String), error: null })
})

test('[PJ8] killed after its commit: done stays done, and nothing runs again', async () => {
  const { task_id } = await queue('after')
  const child = startChild(worker, [store.urls.app, 'after'])
  expect(await child.line()).toBe('after')
  await child.kill('SIGKILL')
  jobs.register(effectJob, async ({ name }, job) =>
    store.inCompany(company_id, trx => addEffect(trx, company_id, name, job.attempt)),
  )
  await jobs.start()
  // A job queued later has passed through the same queue: the earlier one had its chance.
  const later = await queue('later')
  await reaches(later.task_id, 'done')
  expect(await find(task_id)).toMatchObject({ state: 'done', attempt: 1, result: { counts: { effects: 1 } } })
  expect(await effects(store)).toEqual([
    { name: 'after', attempt: 1 },
    { name: 'later', attempt: 1 },
  ])
})

test('[PJ17] a task whose job was ended behind its back is ended as lost, and the owner hears it', async () => {
  const { task_id } = await queue('lost')
  await store.asSystem('a test ends the job', async trx => {
    await sql`delete from pgboss.job where id = ${task_id}`.execute(trx)
    await sql`update platform.task set created_at = created_at - interval '1 minute' where id = ${task_id}`.execute(trx)
  })
  await jobs.start()
  expect(await find(task_id)).toMatchObject({ state: 'failed', error: { code: 'task_lost' } })
})
