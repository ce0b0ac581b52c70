/** The guest reads and the sender sees it; an answer settles the list of calls. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Letter, routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import { type LetterSteps, letterSteps, type Visit } from '../letter-steps.ts'
import { mailsOf } from '../mails.ts'
import type { Person } from '../person.ts'
import { startTestSuite, type TestSuite } from '../test-suite.ts'

let test: TestSuite
let owner: Person
let guest: Person
let steps: LetterSteps
let later_ms = 0
beforeAll(async () => {
  test = await startTestSuite({}, { now: () => new Date(Date.now() + later_ms) })
  owner = await test.signIn()
  guest = test.stranger()
  steps = letterSteps({ member: owner, guest, nextMail: mailsOf(test.suite.services.mail.catcher!) })
})
afterAll(() => test.close())

const by = ({ grant }: { grant: string }) => ({ headers: { 'x-portal-grant': grant } })
const say = (visit: Visit, reading: boolean) =>
  guest.refused(routes.portalReading, { params: { token: visit.token }, body: { reading } }, by(visit))
const reachOf = async ({ id }: Letter) => (await owner.call(routes.readReach, { params: { id } })).body
/** Of the letter's events in the company's room, what each said about reading. */
const told = async ({ id }: Letter): Promise<boolean[]> => {
  const rows = await test.suite.services.store.asSystem('a test reads the log', trx =>
    trx
      .selectFrom('platform.event_log')
      .select(['data', 'room'])
      .where('type', '=', 'mutabakat_reach')
      .orderBy('offset')
      .execute(),
  )
  const data = rows
    .filter(({ room }) => room === `company:${owner.company_id}`)
    .map(row => (typeof row.data === 'string' ? JSON.parse(row.data) : row.data) as Record<string, unknown>)
  return data.filter(one => one.mutabakat_id === id).map(one => one.reading as boolean)
}

it('[MU536] the company learns that the guest reads and no longer does; silence ends it, a grant is needed', async () => {
  const letter = await steps.draft({}, { contact_name: 'Ali', mobile: '+905321234567' })
  const visit = await steps.visit(letter)
  expect(await reachOf(letter)).toMatchObject({ reading: null, best: { kind: 'office' } })
  expect(
    (await guest.refused(routes.portalReading, { params: { token: visit.token }, body: { reading: true } })).status,
  ).toBe(401)
  for (let times = 0; times < 2; times++) expect((await say(visit, true)).status).toBe(204)
  expect(await reachOf(letter)).toMatchObject({
    ...{ next: null, hold: 'reading', best: { kind: 'now' } },
    contact: { name: 'Ali', phone: '+905321234567' },
    reading: { until: expect.any(String) },
  })
  await expect.poll(() => told(letter)).toEqual([true])
  await say(visit, false)
  expect((await reachOf(letter)).reading).toBeNull()
  await say(visit, false)
  await expect.poll(() => told(letter)).toEqual([true, false])
  await say(visit, true)
  later_ms += 74_000
  expect((await reachOf(letter)).reading).not.toBeNull()
  later_ms += 2_000
  expect((await reachOf(letter)).reading).toBeNull()
  // A colleague who got the letter reads on while the first page is closed.
  const colleague = letter.counterparty.email!.replace('muhasebe', 'finans')
  await say(visit, true)
  const resend = { channel: 'email', address: colleague, name: 'Can', keep: false } as const
  const { mails } = await second(letter, resend)
  await say(mails, true)
  await say(visit, false)
  expect((await reachOf(letter)).reading).not.toBeNull()
})

/** Another person opens the same letter by a link of their own. */
const second = async (
  letter: Letter,
  body: { channel: 'email'; address: string; name: string; keep: boolean },
): Promise<{ mails: Visit }> => {
  const nextMail = mailsOf(test.suite.services.mail.catcher!)
  const mail = await nextMail(body.address, async () => {
    steps.need(await owner.call(routes.resendLetter, { params: { id: letter.id }, body }), 202)
  })
  const token = /\/p\/m\/([A-Za-z0-9_-]{43})/.exec(mail.text)![1]!
  const { grant } = steps.need(await steps.enter(token, await steps.askCode(token, body.address)), 200)
  return { mails: { token, grant, letter: (await steps.read(token, grant)).body } }
}

it('[MU532] an answer takes the call off the list, and a difference puts a new one on it', async () => {
  const letter = await steps.draft({}, { contact_name: 'Ali', mobile: '+905321234568' })
  const visit = await steps.visit(letter)
  const params = { id: letter.id }
  const asked = steps.need(await owner.call(routes.addCall, { params, body: { note: null } }), 201)
  steps.need(
    await steps.answer(visit, {
      choice: 'disagree',
      name: 'Veli Can',
      reason_code: 'missing_invoice',
    }),
    200,
  )
  const { call } = await reachOf(letter)
  expect(call).toMatchObject({
    ...{ reason: 'differs', state: 'open', asked_by: null },
    contact: { name: 'Veli Can', phone: '+905321234568' },
  })
  const dropped = (await owner.call(routes.listCalls, { query: { 'filter[state]': 'dropped', limit: 50 } })).body.items
  expect(dropped.map(one => one.id)).toContain(asked.id)
  const found = await steps.find(letter.id)
  const balance = { amount: '1000.00', currency: 'TRY' } as const
  steps.need(
    await owner.call(routes.reviseLetter, {
      params,
      body: { balance, side: 'B', rate: null, own_count: null } as never,
    }),
    201,
  )
  expect(found.status).toBe('rejected')
  expect((await reachOf(letter)).call).toBeNull()
  const other = await steps.draft()
  const agreed = await steps.visit(other)
  await steps.answer(agreed)
  expect((await reachOf(other)).call).toBeNull()
})
