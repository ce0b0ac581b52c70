/** What leaves by mail: the budgets, the log and the queue, in one transaction. */
import { randomBytes, randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDiskShelf, createFiles } from '../files/index.ts'
import { createJobs, type Jobs, jobsMigrations } from '../jobs/index.ts'
import { addCompany, createTestStore, type TestStore } from '../store/testing/index.ts'
import { type MailLimits, readBudget } from './mail-budget.ts'
import { listMails } from './mail-log.ts'
import { createOutgoing, type Outgoing, type OutgoingMail } from './outgoing.ts'
import { HOSTILE_ADDRESSES } from './testing/hostile-addresses.ts'
import { makeDataDir, openSinkMail } from './testing/open-mail.ts'

let store: TestStore
let jobs: Jobs
let company_id: string
let clock: number
const now = () => new Date(clock)

beforeAll(async () => {
  store = await createTestStore([jobsMigrations])
  const log = pino({ level: 'silent' })
  jobs = await createJobs({ store, log, now, id: randomUUID, publishPassing: () => {} })
})
afterAll(async () => {
  await jobs.close()
  await store.close()
})
beforeEach(async () => {
  clock = Date.parse('2026-11-02T09:00:00Z')
  company_id = await addCompany(store)
})

const open = async (limits: MailLimits = { company: 1_000, recipient: 1_000 }): Promise<Outgoing> => {
  const { mail } = await openSinkMail()
  const files = createFiles({ shelf: createDiskShelf(await makeDataDir()), store, id: randomUUID, now })
  return createOutgoing({ store, jobs, files, mail, limits, now, id: randomUUID })
}
const letter = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  company_id,
  kind: 'test',
  to: 'muhasebe@ege.example',
  subject: 'Mutabakat',
  html: '<p>x</p>',
  text: 'x',
  ...changes,
})
const queue = (outgoing: Outgoing, changes: Partial<OutgoingMail> = {}) =>
  store.inCompany(company_id, trx => outgoing.queue(trx, letter(changes)))
const queueMany = (outgoing: Outgoing, count: number) =>
  store.inCompany(company_id, trx =>
    outgoing.queueMany(
      trx,
      Array.from({ length: count }, (_, at) => letter({ to: `a${at}@ege.example` })),
    ),
  )

const counts = () =>
  store.inCompany(company_id, async trx => {
    const { rows } = await store.pool.query(
      `select count(*)::int as jobs from pgboss.job where name = 'platform.mail' and data->>'company_id' = $1`,
      [company_id],
    )
    const page = await list()
    return { jobs: rows[0].jobs as number, logged: page.total, used: await readBudget(trx, company_id, now()) }
  })
const list = (query: Partial<Parameters<typeof listMails>[2]> = {}, of = company_id) =>
  store.inCompany(of, trx => listMails(trx, of, { limit: 50, cursor: undefined, ...query }, SECRET))
const SECRET = randomBytes(32)

test('[PN23] a mail is budget, log and job together, or nothing', async () => {
  const outgoing = await open()
  await queue(outgoing)
  expect(await counts()).toEqual({ jobs: 1, logged: 1, used: 1 })
  const failing = store.inCompany(company_id, async trx => {
    await outgoing.queue(trx, letter())
    throw new Error('the change failed')
  })
  await expect(failing).rejects.toThrow('the change failed')
  for (const to of HOSTILE_ADDRESSES)
    await expect(queue(outgoing, { to })).rejects.toMatchObject({ code: 'bad_address' })
  expect(await counts()).toEqual({ jobs: 1, logged: 1, used: 1 })
})

test('[PN23] many go in together, a subject of any length is cut, and one company at a time', async () => {
  const outgoing = await open({ company: 3_000, recipient: 10 })
  const { mail_ids } = await queueMany(outgoing, 2_500)
  expect(new Set(mail_ids).size).toBe(2_500)
  await queue(outgoing, { subject: 'ş'.repeat(900) })
  expect(await counts()).toEqual({ jobs: 2_501, logged: 2_501, used: 2_501 })
  const mixed = [letter(), letter({ company_id: randomUUID() })]
  await expect(store.inCompany(company_id, trx => outgoing.queueMany(trx, mixed))).rejects.toThrow(TypeError)
})

test('[S72] [PN24] the 1,001st mail of a company’s day is refused, until the next day; others are not touched', async () => {
  const outgoing = await open()
  await queueMany(outgoing, 999)
  await expect(queueMany(outgoing, 2)).rejects.toMatchObject({ code: 'mail_budget_used' })
  await queue(outgoing)
  await expect(queue(outgoing)).rejects.toMatchObject({
    ...{ code: 'mail_budget_used', status: 429, params: { limit: 1_000 } },
    // Until midnight UTC.
    retryAfterMs: 15 * 3_600_000,
  })
  expect(await counts()).toEqual({ jobs: 1_000, logged: 1_000, used: 1_000 })
  const other = await addCompany(store)
  await store.inCompany(other, trx => outgoing.queue(trx, letter({ company_id: other })))
  await store.asSystem('a test mails as the platform', trx => outgoing.queue(trx, letter({ company_id: null })))
  clock += 15 * 3_600_000
  await queue(outgoing)
  expect(await counts()).toEqual({ jobs: 1_001, logged: 1_001, used: 1 })
})

test('[S72] [PN24] the limit of one recipient holds, also when many ask at once', async () => {
  const outgoing = await open({ company: 1_000, recipient: 5 })
  const asked = await Promise.allSettled(Array.from({ length: 12 }, () => queue(outgoing)))
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  for (const each of asked)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'mail_budget_used' })
  await queue(outgoing, { to: 'baska@ege.example' })
  expect(await counts()).toEqual({ jobs: 6, logged: 6, used: 6 })
})

test('[PN24] whoever goes on after a refusal has used nothing', async () => {
  const outgoing = await open({ company: 10, recipient: 1 })
  await store.inCompany(company_id, async trx => {
    await outgoing.queue(trx, letter())
    await expect(outgoing.queue(trx, letter())).rejects.toMatchObject({ code: 'mail_budget_used' })
  })
  expect(await counts()).toEqual({ jobs: 1, logged: 1, used: 1 })
})

test('[PN25] the log pages without gap or repetition, filters, and is the company’s own', async () => {
  const outgoing = await open()
  for (let at = 0; at < 7; at++) {
    // Two at each moment.
    if (at % 2 === 0) clock += 1_000
    await queue(outgoing, {
      kind: at < 3 ? 'letter' : 'code',
      to: `kişi${at}@x.tr`.replace('ş', 's').replace('ı', 'i'),
    })
  }
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await list({ limit: 3, cursor })
    seen.push(...page.items.map(({ to }) => to))
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
  expect((await list({ kind: 'letter' })).total).toBe(3)
  expect((await list({ state: 'sent' })).total).toBe(0)
  expect((await list({ q: 'KISI3' })).items).toMatchObject([{ to: 'kisi3@x.tr', kind: 'code', state: 'queued' }])
  expect((await list({ q: '%' })).total).toBe(0)
  await expect(list({ cursor: 'x' })).rejects.toMatchObject({ code: 'bad_request' })
  expect((await list({}, await addCompany(store))).total).toBe(0)
})

test('[PN26] many that somebody sends themselves are entered at once, within the budget or not at all', async () => {
  const outgoing = await open({ company: 3, recipient: 10 })
  const mails = (count: number) =>
    Array.from({ length: count }, () => ({
      id: randomUUID(),
      company_id,
      kind: 'own',
      to: 'a@ornek.example',
      subject: 's',
    }))
  await store.inCompany(company_id, trx => outgoing.enterMany(trx, mails(2)))
  await expect(store.inCompany(company_id, trx => outgoing.enterMany(trx, mails(2)))).rejects.toMatchObject({
    code: 'mail_budget_used',
  })
  await store.inCompany(company_id, trx => outgoing.enterMany(trx, []))
  expect(await counts()).toEqual({ jobs: 0, logged: 2, used: 2 })
})

test('[PN26] a mail somebody sends themselves is logged alike, and may be withdrawn until it is sent', async () => {
  const outgoing = await open()
  const [sent, withdrawn] = [randomUUID(), randomUUID()]
  for (const id of [sent, withdrawn]) await store.inCompany(company_id, trx => outgoing.enter(trx, { ...letter(), id }))
  const message = { to: 'muhasebe@ege.example', subject: 'x', html: 'x', text: 'x', message_id: 'x-1' }
  const delivery = { company_id, message, attempt: 1, retries: 2, signal: new AbortController().signal }
  const told: string[] = []
  const ended = async (_trx: unknown, { state }: { state: string }) => void told.push(state)
  const failing = async () => {
    throw new Error('the change failed')
  }
  // What ends with the mail is written with it, or neither is.
  await expect(outgoing.deliver({ ...delivery, mail_id: sent, ended: failing })).rejects.toThrow('the change failed')
  expect((await list({ state: 'sent' })).total).toBe(0)
  expect(await outgoing.deliver({ ...delivery, mail_id: sent, ended })).toMatchObject({ state: 'sent' })
  expect(await outgoing.deliver({ ...delivery, mail_id: sent, ended })).toMatchObject({ state: 'sent' })
  expect(told).toEqual(['sent'])
  await store.inCompany(company_id, async trx => {
    for (const id of [sent, withdrawn]) await outgoing.withdraw(trx, company_id, id)
  })
  const states = (await list()).items.map(({ id, state, answer }) => ({ id, state, answer }))
  expect(states).toContainEqual({ id: sent, state: 'sent', answer: '250 queued as test-1' })
  expect(states).toContainEqual({ id: withdrawn, state: 'failed', answer: 'withdrawn' })
  expect(await outgoing.deliver({ ...delivery, mail_id: withdrawn })).toMatchObject({ state: 'failed' })
  expect(await counts()).toEqual({ jobs: 0, logged: 2, used: 2 })
})
