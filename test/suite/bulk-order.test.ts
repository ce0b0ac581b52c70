/** One letter among many: whoever sends it does not wait for the bulk. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { listJobsRoute } from '../../suite/platform/contract/index.ts'
import { letterSteps } from './letter-steps.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'

let test: TestSuite
beforeAll(async () => {
  test = await startTestSuite()
})
afterAll(() => test.close())

it('[MU139] a letter sent alone is queued before those of a bulk, as the operator of the sample sees', async () => {
  const owner = await test.signIn()
  // Nothing in this file reads a mail.
  const nextMail = () => Promise.reject(new Error('not here'))
  const steps = letterSteps({ member: owner, guest: test.stranger(), nextMail })
  const deliveries = async () => {
    const query = { 'filter[queue]': 'mutabakat.deliver', limit: 200 }
    return (await owner.call(listJobsRoute, { query }, { company: null })).body.items.map(({ priority }) => priority)
  }
  const [alone, ...many] = [await steps.draft(), await steps.draft(), await steps.draft()]
  const before = (await deliveries()).length
  const bulk = await owner.call(routes.sendMany, { body: { ids: many.map(({ id }) => id) } })
  expect(bulk.status).toBe(202)
  await vi.waitFor(async () => expect(await deliveries()).toHaveLength(before + 2), { timeout: 15_000, interval: 20 })
  const sent = await owner.call(routes.sendLetter, { params: { id: alone!.id } })
  expect(sent.status).toBe(202)
  expect((await deliveries()).slice(0, 3)).toEqual([0, -10, -10])
})
