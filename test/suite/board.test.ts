/** The look over many companies: only one's own, with what keeps each period open. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { letterSteps } from './letter-steps.ts'
import { mailsOf } from './mails.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'

let test: TestSuite
let office: Person
let foreign: Person
beforeAll(async () => {
  test = await startTestSuite()
  const { identity, services } = test.suite
  office = await test.addCompany('Ak Gıda Ltd. Şti.', 'smmm@musavir.example')
  foreign = await test.addCompany('Yabancı Ticaret A.Ş.', 'baska@yabanci.example')
  await services.store.asSystem('a test adds companies', async trx => {
    for (const title of ['Çınar Nakliyat A.Ş.', 'Boş Defter Ltd. Şti.'])
      await identity.createCompany(
        trx,
        { title, time_zone: 'Europe/Istanbul', owner_id: office.user_id },
        { actor: 'system' },
      )
  })
  identity.forget(office.user_id)
})
afterAll(() => test.close())

const board = async (person: Person, show: 'open' | 'all' = 'all') =>
  (await person.call(routes.board, { query: { show } }, { company: null })).body

it('[MU430] every company of the person is there, and no other; those with most to do come first', async () => {
  const nextMail = mailsOf(test.suite.services.mail.catcher!)
  const steps = letterSteps({ member: office, guest: test.stranger(), nextMail })
  const visit = await steps.visit(await steps.draft())
  await steps.answer(visit, { choice: 'disagree', reason_code: 'other' })
  await steps.draft({ balance_date: '2026-10-31' })
  await letterSteps({ member: foreign, guest: test.stranger(), nextMail }).draft()

  const seen = await board(office)
  expect(seen).toMatchObject({ companies: 3, closed: 2 })
  expect(seen.items.map(row => row.company.title)).toEqual([
    'Ak Gıda Ltd. Şti.',
    'Boş Defter Ltd. Şti.',
    'Çınar Nakliyat A.Ş.',
  ])
  expect(seen.items[0]).toMatchObject({
    oldest_open: '2026-09-30',
    standing: { rejected: 1, draft: 1, waiting: 0, total: 2, closed_percent: 50 },
    periods: [
      { date: '2026-09-30', kind: 'cari', state: 'open', total: 1, rejected: 1, approved: 0, closed_percent: 100 },
      { date: '2026-10-31', draft: 1 },
    ],
  })
  expect(seen.items[0]!.last_answer_at).not.toBeNull()
  expect((await board(office, 'open')).items).toHaveLength(1)
  expect((await board(foreign)).items.map(row => row.company.title)).toEqual(['Yabancı Ticaret A.Ş.'])
})

it('[MU430] a company that asks for a second factor stays closed to who has none; without a session there is nothing', async () => {
  const { services, identity } = test.suite
  const [first] = (await board(office)).items
  await services.store.asSystem('a test closes a company', trx =>
    trx
      .updateTable('platform.company')
      .set({ require_second_factor: true })
      .where('id', '=', first!.company.id)
      .execute(),
  )
  identity.forget(office.user_id)
  expect((await board(office)).items.map(row => row.company.id)).not.toContain(first!.company.id)
  expect((await test.stranger().refused(routes.board, { query: {} }, { company: null })).status).toBe(401)
})
