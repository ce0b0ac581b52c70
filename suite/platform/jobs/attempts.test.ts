/** What happens after an attempt that did not succeed. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { fail } from '#platform/contract'
import { addEffect, effects } from './testing/effects.ts'
import { gate, type Office, openOffice, untilStopped } from './testing/office.ts'

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
