/** Mails about accounts: in the log of the installation, within its budget, and shown to operators alone. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MailLogEntry } from '#platform/contract'
import { addOperator } from '#platform/identity'
import { freshIp, mailTo, startMails } from '../identity/testing/account-steps.ts'
import { createOutgoing } from '../notify/outgoing.ts'
import { openSinkMail } from '../notify/testing/open-mail.ts'
import { trimAccounts } from '../privacy/index.ts'
import { sendAccountMail } from './account-mails.ts'
import { createTestHttp, type TestHttp, type TestPerson } from './testing/index.ts'

let world: TestHttp
let operator: TestPerson
beforeAll(async () => {
  world = await createTestHttp()
  await startMails(world)
  operator = await world.addPerson()
  await world.store.asSystem('a test makes an operator', trx => addOperator(trx, operator.id))
})
afterAll(() => world.close())

const log = async (q: string) => {
  const { json } = await operator.call('GET', `/api/admin/mails?q=${encodeURIComponent(q)}`)
  return (json as { items: MailLogEntry[] }).items
}
const forget = (email: string) => world.guest(freshIp()).call('POST', '/api/auth/forgot-password', { body: { email } })

test('[PN44] operators see what became of a mail about an account, without its link; nobody else does', async () => {
  const { id: company, owner } = await world.addCompany()
  const { subject, token } = await mailTo(world, owner.email, () => forget(owner.email))
  await expect.poll(() => log(owner.email)).toMatchObject([{ state: 'sent' }])
  const [entry] = await log(owner.email)
  expect(entry).toMatchObject({ kind: 'reset', to: owner.email, subject, attempts: 1 })
  expect(entry!.message_id).toContain(entry!.id)
  expect(JSON.stringify(entry)).not.toContain(token)
  expect((await owner.call('GET', '/api/admin/mails')).code).toBe('forbidden')
  expect((await owner.call('GET', '/api/mail/log', { company })).json).toMatchObject({ items: [], today: { used: 0 } })
  const { today } = (await operator.call('GET', '/api/admin/mails')).json as { today: object }
  expect(today).toEqual({ used: expect.any(Number), limit: 10_000 })
})

/** As the job does it, with a mail server that answers so; after the last answer it takes everything. */
const openSending = async (answers: number[] = []) => {
  const { mail, sink } = await openSinkMail({ refuse: () => answers.shift() ?? null })
  const { store, jobs, files, now, id, outgoing } = world.services
  const sinking = createOutgoing({ store, jobs, files, mail, limits: outgoing.limits, now, id })
  const send = (email: string, attempt: number, task_id: string) =>
    sendAccountMail(
      { ...world.services, outgoing: sinking },
      { wanted: 'reset', email, locale: 'tr' },
      { task_id, attempt, signal: new AbortController().signal },
    )
  return { send, sink }
}

test('[PN44] a try that failed for now is one line in the log, taken once from the budget, and goes out under one Message-ID', async () => {
  const { email } = await world.addPerson()
  const { send, sink } = await openSending([451])
  const id = randomUUIDv7()
  await expect(send(email, 1, id)).rejects.toMatchObject({ code: 'mail_temporary' })
  expect(await log(email)).toMatchObject([{ id, state: 'queued', attempts: 1, answer: expect.stringContaining('451') }])
  await send(email, 2, id)
  await send(email, 3, id)
  expect(await log(email)).toMatchObject([{ id, state: 'sent', attempts: 2 }])
  expect(sink.messages).toHaveLength(1)
  expect(sink.messages[0]).toContain(`<${id}@`)
})

test('[PN44] an address that is refused for good is written down, and the job ends', async () => {
  const { email } = await world.addPerson()
  const { send } = await openSending([550])
  await send(email, 1, randomUUIDv7())
  expect(await log(email)).toMatchObject([{ state: 'bounced' }])
})

test('[S72] [PN44] the 101st mail of a day about one account is not sent', async () => {
  const { email } = await world.addPerson()
  const { send, sink } = await openSending()
  const about = { company_id: null, kind: 'reset', to: email, subject: 'x' }
  await world.store.asSystem('a test uses the budget up', async trx => {
    for (let at = 0; at < 99; at++) await world.services.outgoing.enter(trx, { ...about, id: randomUUIDv7() })
  })
  await send(email, 1, randomUUIDv7())
  expect(sink.messages).toHaveLength(1)
  await send(email, 1, randomUUIDv7())
  expect(sink.messages).toHaveLength(1)
  expect(await log(email)).toHaveLength(50)
  const { json } = await operator.call('GET', `/api/admin/mails?q=${encodeURIComponent(email)}`)
  expect(json).toMatchObject({ total: 100 })
})

test('[PN44] after two years they go, and those of companies stay with their own rule', async () => {
  const { id: company_id, owner } = await world.addCompany()
  const { send } = await openSending()
  await send(owner.email, 1, randomUUIDv7())
  const mail = { id: randomUUIDv7(), company_id, kind: 'invitation', to: owner.email, subject: 'x' }
  await world.store.inCompany(company_id, trx => world.services.outgoing.enter(trx, mail))
  const trim = (days: number) =>
    world.store.asSystem('a test trims', trx =>
      trimAccounts(trx, new Date(world.services.now().getTime() + days * 86_400_000)),
    )
  await trim(729)
  expect(await left(owner.email)).toEqual([company_id, null])
  await trim(731)
  expect(await left(owner.email)).toEqual([company_id])
})

/** Whose mails to this address are in the log. */
const left = (recipient: string) =>
  world.store.asSystem('a test looks what is left', async trx => {
    const rows = await trx.selectFrom('platform.mail').select('company_id').where('recipient', '=', recipient).execute()
    return rows.map(row => row.company_id).sort((a, b) => Number(a === null) - Number(b === null))
  })
