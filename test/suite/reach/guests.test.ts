/** What the counterparty may do on its page beside answering, and the evidence all of it leaves. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Letter, MUTABAKAT_EVENTS, routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import { type LetterSteps, letterSteps, type Visit } from '../letter-steps.ts'
import { mailsOf, type NextMail } from '../mails.ts'
import type { Person } from '../person.ts'
import { startTestSuite, type TestSuite } from '../test-suite.ts'
import { openWire } from '../wire.ts'

const DAY = 86_400_000
let test: TestSuite
let owner: Person
let guest: Person
let steps: LetterSteps
let nextMail: NextMail
beforeAll(async () => {
  test = await startTestSuite()
  owner = await test.signIn()
  guest = test.stranger()
  nextMail = mailsOf(test.suite.services.mail.catcher!)
  steps = letterSteps({ member: owner, guest, nextMail })
})
afterAll(() => test.close())

const by = ({ grant }: { grant: string }) => ({ headers: { 'x-portal-grant': grant } })
const at = ({ token }: { token: string }) => ({ params: { token } })
const tokenIn = (text: string) => /\/p\/m\/([A-Za-z0-9_-]{43})/.exec(text)![1]!
const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { error?: { code: string } }).error?.code ?? 'ok'}`
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)
const visitNow = async (letter: Letter): Promise<Visit> => {
  const { token } = await steps.send(letter)
  await expect.poll(async () => (await steps.find(letter.id)).status).toBe('sent')
  const { grant } = steps.need(await steps.enter(token, await steps.askCode(token, letter.counterparty.email!)), 200)
  return { token, grant, letter: (await steps.read(token, grant)).body }
}

it('[MU330] one code opens every open letter of the company to the same address, and nothing else', async () => {
  const first = await steps.draft()
  const second = await steps.draft({ counterparty_id: first.counterparty.id, balance_date: '2026-10-31' })
  const card = await steps.addCard({ email: first.counterparty.email })
  const third = await steps.draft({ counterparty_id: card.id })
  const stranger = await steps.draft()
  let strangers = ''
  for (const letter of [second, third, stranger]) {
    strangers = (await steps.send(letter)).token
    await expect.poll(async () => (await steps.find(letter.id)).status).toBe('sent')
  }
  const visit = await visitNow(first)
  const listed = (await guest.call(routes.portalLetters, at(visit), by(visit))).body.items
  expect(listed.map(item => item.no).sort()).toEqual([first.no, second.no, third.no].sort())
  expect(listed.filter(item => item.current).map(item => item.no)).toEqual([first.no])
  for (const item of listed) expect((await guest.call(routes.portalLetter, at(item), by(visit))).body.no).toBe(item.no)
  expect(codeOf(await steps.read(strangers, visit.grant))).toBe('401 grant_invalid')
  const other = listed.find(item => item.no === second.no)!
  expect((await steps.answer({ ...visit, token: other.token }, { name: 'Ali Veli' })).body).toMatchObject({
    status: 'approved',
  })
  expect((await guest.refused(routes.portalLetters, at(visit), {})).status).toBe(401)
  const left = (await guest.call(routes.portalLetters, at(visit), by(visit))).body.items
  expect(left.map(item => item.no).sort()).toEqual([first.no, third.no].sort())
})

it('[MU331] who is not the right person passes the letter to a colleague: the old link ends, the sender is told', async () => {
  const letter = await steps.draft()
  const visit = await visitNow(letter)
  const colleague = letter.counterparty.email!.replace('muhasebe', 'finans')
  const pass = (body: object) => guest.refused(routes.portalPass, { ...at(visit), body: body as never }, by(visit))
  const input = { name: 'Ayşe Yılmaz', email: colleague, by: 'Ali Veli' }
  expect(codeOf(await pass({ ...input, email: letter.counterparty.email }))).toBe('409 pass_to_self')
  expect((await pass({ ...input, email: 'a@x.tr\r\nBcc: b@x.tr' })).status).toBe(400)
  const mail = await nextMail(colleague, async () => expect((await pass(input)).status).toBe(200))
  const token = tokenIn(mail.text)
  expect(codeOf(await guest.refused(routes.portalLink, at(visit)))).toBe('410 link_passed_on')
  expect(codeOf(await pass(input))).toBe('410 link_passed_on')
  const { grant } = steps.need(await steps.enter(token, await steps.askCode(token, colleague)), 200)
  expect((await steps.read(token, grant)).body).toMatchObject({ no: letter.no, contact_name: 'Ayşe Yılmaz' })
  const found = await steps.find(letter.id)
  expect(found.history.map(line => line.action)).toContain('mutabakat_passed_on')
  expect(await bellOf(letter.id)).toContain('mutabakat_passed_on')
})

const bellOf = async (letter_id: string): Promise<string[]> => {
  const rows = await test.suite.services.store.inCompany(owner.company_id, trx =>
    trx.selectFrom('platform.notification').select(['kind']).where('link', 'like', `%${letter_id}`).execute(),
  )
  return rows.map(row => row.kind)
}

it('[MU332] "I need until": the day stands on the letter and the sender is told; only tomorrow to sixty days', async () => {
  const letter = await steps.draft()
  const visit = await visitNow(letter)
  const ask = (day: string) =>
    guest.refused(routes.portalUntil, { ...at(visit), body: { day, by: 'Ali Veli' } }, by(visit))
  for (const day of [dayFromNow(-1), dayFromNow(0), dayFromNow(62), '2026-02-30'])
    expect([day, (await ask(day)).status]).toEqual([day, 400])
  const day = dayFromNow(14)
  expect((await ask(day)).body).toMatchObject({ asked_until: { day, by: 'Ali Veli' } })
  expect((await steps.find(letter.id)).asked_until).toEqual({ day, by: 'Ali Veli' })
  expect(await bellOf(letter.id)).toContain('mutabakat_asked_time')
})

it('[MU333] a statement is judged by its bytes, kept with the letter, and told with the answer', async () => {
  const letter = await steps.draft()
  const visit = await visitNow(letter)
  const send = (name: string, bytes: Uint8Array, who: { grant: string } = visit) =>
    guest.upload(routes.portalStatement, { name, bytes }, { params: { token: visit.token }, ...by(who) })
  const csv = Buffer.from('Tarih;Borç;Alacak\n31.10.2026;10,00;0,00\n')
  expect(codeOf(await send('ekstre.csv', csv, { grant: 'x.1.y' }))).toBe('401 grant_invalid')
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
  expect((await send('ekstre.csv', png)).status).toBeGreaterThanOrEqual(400)
  expect((await send('ekstre.pdf', Buffer.from('MZ\u0000\u0001'))).status).toBe(415)
  expect((await send('../../etc/ekstre.csv', csv)).body).toMatchObject({ statements: [{ size: csv.length }] })
  await using wire = await openWire(test.url, owner)
  await wire.join(`company:${owner.company_id}`)
  await steps.answer(visit, { choice: 'disagree', reason_code: 'vat', name: 'Can Er' })
  const told = await wire.until('the answer', () =>
    wire.events(`company:${owner.company_id}`).find(event => event.type === 'mutabakat_rejected'),
  )
  expect(MUTABAKAT_EVENTS.mutabakat_rejected.schema.parse(told.data)).toMatchObject({ has_statement: true })
  for (let more = 1; more < 5; more++) expect((await send('ekstre.csv', csv)).status).toBe(201)
  expect(codeOf(await send('ekstre.csv', csv))).toBe('409 statements_full')
})

it('[MU334] a blank letter hides its figure until it is answered with one; equal figures agree', async () => {
  const draft = () => steps.draft({ style: 'blank' })
  const visit = await visitNow(await draft())
  expect(visit.letter).toMatchObject({ style: 'blank', balance: null, side: null, currency: 'TRY' })
  expect(JSON.stringify(visit.letter)).not.toMatch(/1250|1\.250/)
  expect((await guest.refused(routes.portalDocument, at(visit), by(visit))).status).toBe(404)
  expect(codeOf(await steps.answer(visit, { choice: 'agree' }))).toBe('400 balance_asked')
  expect((await steps.answer(visit, { choice: 'balance' })).status).toBe(400)
  const own = (amount: string, own_side: 'B' | 'A') =>
    ({ choice: 'balance', own_balance: { amount, currency: 'TRY' }, own_side }) as const
  expect((await steps.answer(visit, own('1250.40', 'B'))).body).toMatchObject({
    ...{ status: 'approved', balance: { amount: '1250.40' }, side: 'B' },
  })
  const differs = await visitNow(await draft())
  expect((await steps.answer(differs, own('1250.40', 'A'))).body).toMatchObject({
    ...{ status: 'rejected', answer: { choice: 'disagree', reason_code: 'other', difference: { amount: '2500.80' } } },
  })
  const usual = await visitNow(await steps.draft())
  expect(codeOf(await steps.answer(usual, own('1250.40', 'B')))).toBe('400 balance_asked')
})

const evidenceOf = async (id: string) => (await owner.call(routes.letterEvidence, { params: { id } })).body

it('[MU343] every step leaves a fact: masked, in order, the same for both sides; another company’s is 404', async () => {
  const letter = await steps.draft()
  const visit = await visitNow(letter)
  await steps.answer(visit, { name: 'Ali Veli' })
  const evidence = await evidenceOf(letter.id)
  expect(evidence.facts.map(fact => fact.fact)).toEqual([
    ...['created', 'sealed', 'sent', 'code_sent', 'code_passed', 'viewed', 'answered'],
  ])
  expect(evidence).toMatchObject({ broken: null, checked: 7 })
  const text = JSON.stringify(evidence)
  expect(text).not.toContain(letter.counterparty.email)
  const { document } = await steps.find(letter.id)
  for (const fact of ['sealed', 'sent', 'answered'])
    expect(evidence.facts.find(one => one.fact === fact)?.document_sha256).toBe(document!.sha256)
  expect(evidence.facts.at(-1)).toMatchObject({ text_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const theirs = (await guest.call(routes.portalEvidence, at(visit), by(visit))).body
  expect(theirs).toMatchObject({ holds: true, head: evidence.head })
  expect(theirs.facts.map(fact => fact.hash)).toEqual(evidence.facts.map(fact => fact.hash))
  expect(JSON.stringify(theirs)).not.toContain('Ali Veli')
  const other = await test.addCompany('Başka A.Ş.', `baska-${letter.no.toLowerCase()}@ornek.example`)
  expect((await other.refused(routes.letterEvidence, { params: { id: letter.id } })).status).toBe(404)
})

it('[MU335] the guest gets the answered letter as a signed paper of its own', async () => {
  const visit = await visitNow(await steps.draft())
  const paper = () => guest.call(routes.portalAnswerPaper, at(visit), by(visit))
  expect((await paper()).status).toBe(404)
  await steps.answer(visit, { name: 'Ali Veli' })
  await expect.poll(async () => (await paper()).status, { timeout: 10_000 }).toBe(200)
  const bytes = (await paper()).body as unknown as Buffer
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await guest.refused(routes.portalAnswerPaper, at(visit))).status).toBe(401)
})

it('[MU344] no fact is changed or deleted, but for what names a person; a hand in the database is found', async () => {
  const letter = await steps.draft()
  await visitNow(letter)
  const run = (query: ReturnType<typeof sql>) =>
    test.suite.services.store
      .asSystem('a test tampers', trx => query.execute(trx))
      .then(
        () => 'done',
        (error: Error) => /append-only/.exec(error.message)?.[0] ?? error.message,
      )
  const { id } = letter
  expect(await run(sql`update mutabakat.evidence set fact = 'answered' where letter_id = ${id} and seq = 2`)).toBe(
    'append-only',
  )
  expect(await run(sql`update mutabakat.evidence set detail = '{"by":"x"}' where letter_id = ${id} and seq = 1`)).toBe(
    'append-only',
  )
  expect(await run(sql`delete from mutabakat.evidence where letter_id = ${id} and seq = 2`)).toBe('append-only')
  expect(
    await run(sql`update mutabakat.evidence set detail = null, salt = null where letter_id = ${id} and seq = 1`),
  ).toBe('done')
  expect((await evidenceOf(id)).broken).toBeNull()
  expect(await run(sql`update mutabakat.letter set evidence_length = evidence_length + 1 where id = ${id}`)).toBe(
    'done',
  )
  expect((await evidenceOf(id)).broken).toMatchObject({ fault: 'cut' })
  // With its letter it goes.
  expect(await run(sql`delete from mutabakat.letter where id = ${id}`)).toBe('done')
})

it('[MU324] the company’s own words are on the next letter and mail; versions are kept, and reset is one', async () => {
  const path = { kind: 'mail', locale: 'tr' } as const
  const save = (parts: Record<string, string>, version: number | null) =>
    owner.refused(
      routes.saveTemplate,
      { params: path, body: { parts } },
      version === null ? {} : { headers: { 'if-match': `"${version}"` } },
    )
  expect(
    (await save({ subject: 'Sayın {yetkili}: {no} {{constructor}}', intro: 'Merhaba {unvan}.' }, 0)).body,
  ).toMatchObject({
    ...{ version: 1, is_default: false },
  })
  expect(codeOf(await save({ subject: 'x' }, 0))).toBe('412 stale')
  expect((await save({ subject: 'a\nb' }, 1)).status).toBe(400)
  const preview = await owner.call(routes.previewTemplate, {
    params: { kind: 'sms', locale: 'tr' },
    body: { parts: { text: '{firma} şş {hop} {link}' } },
  })
  expect(preview.body).toMatchObject({ unknown: ['hop'], sms: { encoding: 'ucs2', plain: { parts: 1 } } })
  const letter = await steps.draft()
  const { mail } = await steps.send(letter)
  expect(mail.subject).toBe(`Sayın ${letter.counterparty.title}: ${letter.no} {{constructor}}`)
  expect(mail.text).toContain(`Merhaba ${letter.counterparty.title}.`)
  expect(mail.text).toContain('1.250,40')
  await owner.call(routes.resetTemplate, { params: path })
  const { items } = (await owner.call(routes.templateVersions, { params: path })).body
  expect(items.map(({ version, parts }) => [version, parts === null])).toEqual([
    ...[
      [2, true],
      [1, false],
    ],
  ])
  const other = await test.addCompany('Sözsüz A.Ş.', 'sozsuz@ornek.example')
  expect((await other.call(routes.listTemplates, {})).body.items.every(item => item.is_default)).toBe(true)
})
