/** The mail job, with a real SMTP server and a real database. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Trx } from '#platform/store'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { createMailHandler, type MailDelivery, type MailJobInput, mailJob } from './mail-job.ts'
import { openSinkMail } from './testing/open-mail.ts'

let store: TestStore
let company_id: string

beforeAll(async () => {
  store = await createTestStore()
  company_id = await addCompany(store)
})
afterAll(() => store.close())

const input = (changes: Partial<MailJobInput> = {}): MailJobInput => ({
  company_id,
  to: 'muhasebe@ege.example',
  subject: 'Mutabakat',
  html: '<p>x</p>',
  text: 'x',
  ref: 'mutabakat.letter:1',
  ...changes,
})
const run = (attempt = 1, signal = new AbortController().signal) => ({ task_id: 'task-7', attempt, signal })

/** The door, noting what it is told and whose transaction it gets. */
const open = async (sinkOptions: Parameters<typeof openSinkMail>[0] = {}) => {
  const { mail, sink } = await openSinkMail(sinkOptions)
  const told: (MailDelivery & { tenant: unknown })[] = []
  const onDelivery = async (trx: Trx, delivery: MailDelivery) => {
    const companies = await trx.selectFrom('platform.company').select('id').execute()
    told.push({ ...delivery, tenant: companies.map(row => row.id) })
  }
  return { handle: createMailHandler({ mail, store, onDelivery }), told, sink }
}

test('[PN12] a sent mail is told in its company, with Message-ID and answer', async () => {
  const { handle, told, sink } = await open()
  await handle(input(), run())
  expect(told).toEqual([
    {
      ref: 'mutabakat.letter:1',
      company_id,
      to: 'muhasebe@ege.example',
      state: 'sent',
      message_id: '<task-7@nabiz.example>',
      response: '250 queued as test-1',
      tenant: [company_id],
    },
  ])
  expect(sink.recipients).toEqual(['muhasebe@ege.example'])
})

test('[PN12] a mail without a ref is sent and nobody is told; one without a company is told as the platform', async () => {
  const { handle, told, sink } = await open()
  await handle(input({ ref: undefined }), run())
  expect([told.length, sink.messages.length]).toEqual([0, 1])
  await handle(input({ company_id: null }), run())
  expect(told).toMatchObject([{ state: 'sent', company_id: null }])
})

test('[PN13] a temporary failure is thrown until the last try, which is told', async () => {
  const { handle, told } = await open({ refuse: () => 451 })
  for (let attempt = 1; attempt <= mailJob.retry.limit; attempt++)
    await expect(handle(input(), run(attempt))).rejects.toMatchObject({ code: 'mail_temporary' })
  expect(told).toEqual([])
  await handle(input(), run(mailJob.retry.limit + 1))
  expect(told).toMatchObject([
    { state: 'failed', error: { code: 'mail_temporary', response: expect.stringContaining('451') } },
  ])
})

test('[PN13] a bounce and a bad address are told at once', async () => {
  const { handle, told } = await open({ refuse: () => 550 })
  await handle(input(), run())
  await handle(input({ to: 'b@x.tr\r\nBcc: evil@x.tr' }), run())
  expect(told.map(delivery => (delivery.state === 'failed' ? delivery.error.code : delivery.state))).toEqual([
    'mail_bounced',
    'bad_address',
  ])
})

test('[PN13] a shutdown is no failure of the mail', async () => {
  const { handle, told } = await open()
  const ended = AbortSignal.abort(new Error('closing'))
  await expect(handle(input(), run(mailJob.retry.limit + 1, ended))).rejects.toThrow()
  expect(told).toEqual([])
})

test('[PN14] every try has the same Message-ID', async () => {
  let tries = 0
  const { handle, sink, told } = await open({ refuseData: () => (++tries === 1 ? 451 : null) })
  await expect(handle(input(), run(1))).rejects.toMatchObject({ code: 'mail_temporary' })
  await handle(input(), run(2))
  expect(sink.messages[0]).toContain('Message-ID: <task-7@nabiz.example>')
  expect(told).toMatchObject([{ message_id: '<task-7@nabiz.example>' }])
})

test('[PN13] what the job takes is what it is declared to take', () => {
  expect(mailJob.input.parse(input())).toEqual(input())
  expect(mailJob.input.safeParse({ ...input(), html: 'x'.repeat(300_000) }).success).toBe(false)
})
