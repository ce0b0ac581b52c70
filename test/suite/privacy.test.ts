/** Data protection over a letter's whole way: a person found, handed over and masked; books kept as long as the law asks. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Letter, routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { makeBalanceSheet } from '../../suite/apps/mutabakat/sample/balance-sheet.ts'
import { writeBalanceSheet } from '../../suite/apps/mutabakat/sample/write-balance-sheet.ts'
import { maintain } from '../../suite/maintenance.ts'
import {
  downloadFileRoute,
  erasePersonRoute,
  exportPersonRoute,
  findPersonRoute,
  readTaskRoute,
} from '../../suite/platform/contract/index.ts'
import { finishedImport } from './import-steps.ts'
import { type LetterSteps, letterSteps, type Visit } from './letter-steps.ts'
import { mailsOf } from './mails.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'

const NAME = 'Zeynep Karagözoğlu'
const EMAIL = 'zeynep@karagoz.example'

let test: TestSuite
let owner: Person
let steps: LetterSteps
let letter: Letter
let visit: Visit
let ahead_ms = 0
beforeAll(async () => {
  test = await startTestSuite({}, { now: () => new Date(Date.now() + ahead_ms) })
  owner = await test.addCompany('Veri A.Ş.', 'sahip@veri.example')
  steps = letterSteps({ member: owner, guest: test.stranger(), nextMail: mailsOf(test.suite.services.mail.catcher!) })
  const card = { email: EMAIL, contact_name: NAME, mobile: '0532 123 45 67' }
  letter = await steps.draft({}, card)
  visit = await steps.visit(letter)
  await steps.answer(visit, { name: NAME })
  letter = await steps.find(letter.id)
  const sheet = makeBalanceSheet({ rows: 5, wrong: 1, seed: 7, date: '2026-08-31' })
  await finishedImport(test, owner, { name: 'bakiye.xlsx', bytes: await writeBalanceSheet(sheet) })
})
afterAll(() => test.close())

const find = async (body: { email: string } | { phone: string }) => (await owner.call(findPersonRoute, { body })).body
const kinds = (found: Awaited<ReturnType<typeof find>>) => found.finds.map(one => [one.kind, one.count, one.stays])

/** Every text of the company's rows, but for the log that nobody changes and the events that go within a week. */
const everything = (): Promise<string> =>
  test.suite.services.store.asSystem('a test reads all there is', async trx => {
    const pieces: string[] = []
    for (const name of ['counterparty', 'letter', 'history', 'delivery', 'link', 'import', 'import_row', 'document'])
      pieces.push(
        JSON.stringify(
          await trx
            .selectFrom(`mutabakat.${name}` as 'platform.mail')
            .selectAll()
            .execute(),
          text,
        ),
      )
    for (const name of ['notification', 'mail', 'data_request', 'task'] as const)
      pieces.push(JSON.stringify(await trx.selectFrom(`platform.${name}`).selectAll().execute(), text))
    return pieces.join('\n')
  })
const text = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)

it('[MU160] a contact is found by e-mail and by phone, and exported', async () => {
  const found = await find({ email: EMAIL })
  expect(kinds(found)).toEqual(
    expect.arrayContaining([
      ['mutabakat.contact', 1, false],
      ['mutabakat.answer', 1, false],
      ['mutabakat.recipient', 1, false],
    ]),
  )
  expect(found.finds[0]).toMatchObject({ samples: [`${NAME}, ${letter.counterparty.title}`] })
  expect(kinds(await find({ phone: '+90 (532) 123 45 67' }))).toEqual([['mutabakat.contact', 1, false]])
  const { body } = await owner.call(exportPersonRoute, { body: { person: { email: EMAIL }, format: 'json' } })
  const task = async () => (await owner.call(readTaskRoute, { params: { id: body.task_id } }, { company: null })).body
  await expect.poll(async () => (await task()).state, { timeout: 10_000 }).toBe('done')
  const file = await owner.call(downloadFileRoute, { params: { id: (await task()).result!.file_id! } })
  const sections = file.body as unknown as { sections: { kind: string; records: object[] }[] }
  expect(sections.sections.find(one => one.kind === 'mutabakat.answer')!.records).toMatchObject([
    { no: letter.no, answer_name: NAME, answer_choice: 'agree' },
  ])
})

it('[MU161] [MU342] erased, the person is in no row any more, and the letter says what it said', async () => {
  expect(await everything()).toContain(NAME)
  const { preview } = await find({ email: EMAIL })
  const body = { person: { email: EMAIL }, preview, confirm: EMAIL, reason: 'KVKK başvurusu' }
  const answered = await owner.call(erasePersonRoute, { body })
  expect(answered.status).toBe(200)
  const after = await everything()
  for (const trace of [NAME, EMAIL, '+905321234567'])
    expect(after.split('\n').filter(row => row.includes(trace))).toEqual([])
  // The log of what was done is the one thing that stays.
  expect(kinds(await find({ email: EMAIL })).map(([kind]) => kind)).toEqual(['platform.audit'])
  const now = await steps.find(letter.id)
  expect(now).toMatchObject({
    ...{ no: letter.no, status: 'approved', balance: letter.balance, document: letter.document },
    answer: { ...letter.answer, name: '***' },
    counterparty: { title: letter.counterparty.title, contact_name: null, email: null, mobile: null },
  })
  expect((await steps.read(visit.token, visit.grant)).status).not.toBe(200)
  const verified = await test.stranger().call(routes.verify, { params: { hash: letter.document!.sha256 } })
  expect(verified.body).toMatchObject({ no: letter.no, sha256: letter.document!.sha256 })
  const evidence = (await owner.call(routes.letterEvidence, { params: { id: letter.id } })).body
  expect(evidence.broken).toBeNull()
  expect(evidence.facts.find(({ fact }) => fact === 'answered')).toMatchObject({ detail: null, salt: null })
  expect(JSON.stringify(evidence)).not.toContain(letter.answer!.name)
})

it('[MU162] books stay ten years from the end of the year, logs two years, imported files ninety days', async () => {
  const { services } = test.suite
  const count = (table: string) =>
    services.store.inCompany(
      owner.company_id,
      async trx =>
        (
          await trx
            .selectFrom(`mutabakat.${table}` as 'platform.mail')
            .selectAll()
            .execute()
        ).length,
    )
  const travel = (to: string) => {
    ahead_ms = Date.parse(to) - Date.now()
  }
  const year = Number(letter.created_at.slice(0, 4))
  const letters = await count('letter')
  expect([letters > 1, await count('delivery'), await count('import_row')]).toEqual([true, 1, 5])
  await services.store.inCompany(owner.company_id, trx =>
    sql`insert into mutabakat.incoming (id, company_id, from_title, letter_id, no, version, kind, style, status,
        balance_date, currency, letter, received_at)
      values (gen_random_uuid(), ${owner.company_id}, 'Ak Gıda A.Ş.', gen_random_uuid(), 'MUT-1', 1, 'cari', 'positive',
        'sent', '2026-10-31', 'TRY', '{}', ${letter.created_at})`.execute(trx),
  )

  ahead_ms = 89 * 86_400_000
  await maintain(services)
  expect(await count('import_row')).toBe(5)
  ahead_ms = 91 * 86_400_000
  await maintain(services)
  expect([await count('import_row'), await count('import'), await count('delivery')]).toEqual([0, 1, 1])
  const files = await services.store.inCompany(owner.company_id, trx =>
    trx.selectFrom('platform.file').select('kind').execute(),
  )
  expect(files.map(file => file.kind).sort()).toEqual(['mutabakat.answer', 'mutabakat.letter'])

  ahead_ms = 731 * 86_400_000
  await maintain(services)
  expect([await count('delivery'), await count('letter')]).toEqual([0, letters])

  travel(`${year + 10}-12-31T20:59:00Z`)
  await maintain(services)
  expect([await count('letter'), await count('incoming')]).toEqual([letters, 1])
  travel(`${year + 10}-12-31T21:01:00Z`)
  await maintain(services)
  for (const table of ['letter', 'incoming', 'history', 'link', 'document'])
    expect([table, await count(table)]).toEqual([table, 0])
  expect(
    await services.store.inCompany(owner.company_id, trx => trx.selectFrom('platform.file').selectAll().execute()),
  ).toEqual([])
  const told = await services.store.inCompany(owner.company_id, trx =>
    trx.selectFrom('platform.destruction').select('lines').orderBy('at').execute(),
  )
  expect(told.at(-1)!.lines).toMatchObject([
    { kind: 'mutabakat.letter', count: letters },
    { kind: 'mutabakat.incoming', count: 1 },
  ])
})
