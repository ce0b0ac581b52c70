/** Mails in the background, with a real SMTP server and a real database. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDiskShelf, createFiles } from '../files/index.ts'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { createMailHandler, type MailJobInput, mailJob } from './mail-job.ts'
import { enterMails } from './mail-log.ts'
import { createOutgoing } from './outgoing.ts'
import { makeDataDir, openSinkMail } from './testing/open-mail.ts'
import { TINY_PNG } from './testing/pictures.ts'

let store: TestStore
let company_id: string

beforeAll(async () => {
  store = await createTestStore()
  company_id = await addCompany(store)
})
afterAll(() => store.close())

const now = () => new Date('2026-11-02T09:00:00Z')
const run = (attempt = 1, signal = new AbortController().signal) => ({ attempt, signal })

const open = async (sinkOptions: Parameters<typeof openSinkMail>[0] = {}) => {
  const { mail, sink } = await openSinkMail(sinkOptions)
  const files = createFiles({ shelf: createDiskShelf(await makeDataDir()), store, id: randomUUID, now })
  const outgoing = createOutgoing({
    ...{ mail, store, files, now, id: randomUUID },
    jobs: { enqueueMany: async () => ({ task_ids: [] }) },
    limits: { company: 100, recipient: 100 },
  })
  return { handle: createMailHandler({ outgoing }), files, sink }
}

/** A mail that waits in the log, as the queue has it. */
const enter = async (changes: Partial<MailJobInput> = {}): Promise<MailJobInput> => {
  const input: MailJobInput = {
    mail_id: randomUUID(),
    company_id,
    to: 'muhasebe@ege.example',
    subject: 'Mutabakat',
    html: '<p>x</p>',
    text: 'x',
    ...changes,
  }
  await store.asSystem('a test enters a mail', trx =>
    enterMails(trx, [{ ...input, id: input.mail_id, kind: 'test' }], now()),
  )
  return input
}
const logged = ({ mail_id }: MailJobInput) =>
  store.asSystem('a test reads the log', trx =>
    trx.selectFrom('platform.mail').selectAll().where('id', '=', mail_id).executeTakeFirstOrThrow(),
  )

test('[PN12] the log has what became of a sent mail, with Message-ID and the answer of the server', async () => {
  const { handle, sink } = await open()
  const input = await enter()
  expect(await logged(input)).toMatchObject({ state: 'queued', attempts: 0, settled_at: null, message_id: null })
  await handle(input, run())
  expect(await logged(input)).toMatchObject({
    ...{ company_id, kind: 'test', recipient: 'muhasebe@ege.example', subject: 'Mutabakat' },
    ...{ state: 'sent', attempts: 1, answer: '250 queued as test-1', settled_at: now() },
    message_id: `<${input.mail_id}@nabiz.example>`,
  })
  expect(sink.recipients).toEqual(['muhasebe@ege.example'])
})

test('[PN12] a mail of the platform itself is logged too', async () => {
  const { handle } = await open()
  const input = await enter({ company_id: null })
  await handle(input, run())
  expect(await logged(input)).toMatchObject({ state: 'sent', company_id: null })
})

test('[PN13] a temporary failure is thrown and logged as waiting, until the last try ends it', async () => {
  const { handle } = await open({ refuse: () => 451 })
  const input = await enter()
  for (let attempt = 1; attempt <= mailJob.retry.limit; attempt++) {
    await expect(handle(input, run(attempt))).rejects.toMatchObject({ code: 'mail_temporary' })
    expect(await logged(input)).toMatchObject({ state: 'queued', attempts: attempt, settled_at: null })
  }
  expect((await logged(input)).answer).toContain('451')
  await handle(input, run(mailJob.retry.limit + 1))
  expect(await logged(input)).toMatchObject({ state: 'failed', attempts: 7, settled_at: now() })
})

test('[PN13] a bounce and a bad address end it at once', async () => {
  const { handle } = await open({ refuse: () => 550 })
  const [bounced, bad] = [await enter(), await enter({ to: 'b@x.tr\r\nBcc: evil@x.tr' })]
  await handle(bounced, run())
  await handle(bad, run())
  expect(await logged(bounced)).toMatchObject({ state: 'bounced', answer: expect.stringContaining('550') })
  expect(await logged(bad)).toMatchObject({ state: 'failed', message_id: null })
})

test('[PN13] a shutdown is no failure of the mail', async () => {
  const { handle } = await open()
  const input = await enter()
  const ended = AbortSignal.abort(new Error('closing'))
  await expect(handle(input, run(mailJob.retry.limit + 1, ended))).rejects.toThrow()
  expect(await logged(input)).toMatchObject({ state: 'queued', attempts: 0 })
})

test('[PN14] every try has the same Message-ID, and what was sent is not sent again', async () => {
  let tries = 0
  const { handle, sink } = await open({ refuseData: () => (++tries === 1 ? 451 : null) })
  const input = await enter()
  await expect(handle(input, run(1))).rejects.toMatchObject({ code: 'mail_temporary' })
  await handle(input, run(2))
  // The process died after the log was written and before the job ended.
  await handle(input, run(3))
  expect(tries).toBe(2)
  expect(sink.messages).toHaveLength(1)
  expect(sink.messages[0]).toContain(`Message-ID: <${input.mail_id}@nabiz.example>`)
  expect(await logged(input)).toMatchObject({ state: 'sent', attempts: 2 })
})

test('[PN13] what the job takes is what it is declared to take', async () => {
  const input = await enter()
  expect(mailJob.input.parse(input)).toEqual(input)
  expect(mailJob.input.safeParse({ ...input, html: 'x'.repeat(300_000) }).success).toBe(false)
})

test('[PN27] a company’s mail has its name, its reply address and its logo inside', async () => {
  const { handle, files, sink } = await open()
  const dressed = await addCompany(store)
  await store.inCompany(dressed, async trx => {
    const about = { company_id: dressed, owner_id: null, name: 'x.exe', type: 'text/plain', kind: 'upload' }
    const logo = await files.put(trx, { ...about, bytes: TINY_PNG })
    const look = { from_name: 'Ege Muhasebe', reply_to: 'mali@ege.example', logo_file_id: logo.id }
    await trx
      .insertInto('platform.mail_sender')
      .values({ company_id: dressed, ...look })
      .execute()
  })
  const html = '<p><img src="cid:company-logo"></p>'
  await handle(await enter({ company_id: dressed, html }), run())
  await handle(await enter({ company_id: dressed }), run())
  await handle(await enter({ html }), run())
  const [whole, plain, other] = sink.messages
  expect(whole).toMatch(/^From: Ege Muhasebe <noreply@nabiz\.example>/m)
  expect(whole).toMatch(/^Reply-To: mali@ege\.example/m)
  expect(whole).toContain('Content-ID: <company-logo>')
  expect(whole).toContain('Content-Type: image/png')
  expect(whole!.replaceAll('\r\n', '')).toContain(TINY_PNG.toString('base64'))
  expect(plain).not.toContain('image/png')
  // Another company has neither.
  expect(other).not.toMatch(/Ege Muhasebe|mali@|image\/png/)
})

test('[PN27] a logo whose bytes are lost does not keep the mail', async () => {
  const { handle, sink } = await open()
  const [broken, { files }] = [await addCompany(store), await open()]
  await store.inCompany(broken, async trx => {
    const about = { company_id: broken, owner_id: null, name: 'a.png', type: 'image/png', kind: 'upload' }
    const logo = await files.put(trx, { ...about, bytes: TINY_PNG })
    await trx.insertInto('platform.mail_sender').values({ company_id: broken, logo_file_id: logo.id }).execute()
  })
  const input = await enter({ company_id: broken, html: '<img src="cid:company-logo">' })
  await handle(input, run())
  expect(sink.messages).toHaveLength(1)
  expect(await logged(input)).toMatchObject({ state: 'sent' })
})
