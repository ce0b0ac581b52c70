/** Cancelling: what waits, what runs, and who may. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { addCompany } from '../store/testing/index.ts'
import { Cancelled, findTask, type Jobs } from './index.ts'
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
    const another = await open({}, store.again())
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
    await cancel(another, task_id)
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
    expect(await store.inCompany(other, trx => findTask(trx, task_id))).toBeNull()
  })
})
