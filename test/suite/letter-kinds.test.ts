/** Letters of BA, BS, due dates and confirmations on their way: mail, page, answer, papers, and the auditor's copy. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Letter, type LetterInput, routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { mutabakatPersons } from '../../suite/apps/mutabakat/services/cards/hold-persons.ts'
import { readAuditorCopy } from '../../suite/apps/mutabakat/services/confirmations/read-copy.ts'
import { signHook } from '../../suite/platform/app/signed-hook.ts'
import { uploadFileRoute } from '../../suite/platform/contract/index.ts'
import { signaturesOf, textOf } from '../../suite/platform/documents/testing/run-tool.ts'
import { postfixBounce } from '../../suite/platform/notify/testing/bounces.ts'
import { type LetterSteps, letterSteps } from './letter-steps.ts'
import { mailsOf, type NextMail, type SeenMail } from './mails.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'

const SECRET = 'gizli-gizli-gizli-gizli-gizli-gizli'
let test: TestSuite
let owner: Person
let guest: Person
let steps: LetterSteps
let nextMail: NextMail
const caught: SeenMail[] = []
beforeAll(async () => {
  test = await startTestSuite({ EMAIL_HOOK_SECRET: SECRET })
  owner = await test.signIn()
  guest = test.stranger()
  const { catcher } = test.suite.services.mail
  catcher!.onMail(mail => caught.push({ ...mail, to: mail.envelope.to.join() }))
  nextMail = mailsOf(catcher!)
  steps = letterSteps({ member: owner, guest, nextMail })
})
afterAll(() => test.close())

const poll = (fn: () => unknown) => expect.poll(fn, { timeout: 10_000, interval: 30 })
const lira = (amount: string) => ({ amount, currency: 'TRY' }) as const

const sales: Partial<LetterInput> = {
  kind: 'bs',
  balance_date: '2026-09-30',
  balance: lira('84210.00'),
  documents: { count: 7, scope: 'paper' },
}
const byDueDate: Partial<LetterInput> = {
  kind: 'cari_vade',
  balance: lira('700.00'),
  dues: [
    { due: '2026-10-15', balance: lira('1000.00'), side: 'B' },
    { due: '2026-11-15', balance: lira('300.00'), side: 'A' },
  ],
}
let auditors = 0
const confirmation = (): Partial<LetterInput> & { auditor: NonNullable<LetterInput['auditor']> } => ({
  kind: 'teyit',
  auditor: {
    firm: 'Ege Bağımsız Denetim A.Ş.',
    name: 'Nur Ak',
    email: `nur${++auditors}@ege-denetim.example`,
    reference: 'D-17',
  },
})
const flat = (text: string) => text.replaceAll(/\s+/g, ' ')
const paperOf = async (mail: SeenMail) => Buffer.from(mail.attachments![0]!.base64, 'base64')
const verified = async (letter: Letter) =>
  (await guest.call(routes.verify, { params: { hash: letter.document!.verify_code } })).body

it('[MU480] mail, page and paper of BS say the month, both forms, count and amount; the answer takes another count', async () => {
  const draft = await steps.draft(sales)
  const { token, mail } = await steps.send(draft)
  expect(mail.subject).toContain('2026/09 Form BS mutabakatı')
  const text = flat(mail.text)
  for (const part of ['7 (yedi) adet belge', '84.210 TL', 'Form BA (alış) kayıtlarınızla', 'yalnızca kâğıt belgeleri'])
    expect(text).toContain(part)
  expect(text).not.toMatch(/cari hesab|borçlu/)
  expect(flat(await textOf(await paperOf(mail)))).toContain('2026/09 Form BS Form BA 7 84.210 TL')
  const code = await steps.askCode(token, draft.counterparty.email!)
  const { grant } = steps.need(await steps.enter(token, code), 200)
  const letter = steps.need(await steps.read(token, grant), 200)
  expect(letter).toMatchObject({ kind: 'bs', documents: { count: 7, scope: 'paper' }, balance: lira('84210.00') })
  const answered = await steps.answer(
    { token, grant, letter },
    {
      choice: 'disagree',
      reason_code: 'missing_invoice',
      own_count: 8,
      own_balance: lira('90000.00'),
      own_side: 'B',
    },
  )
  expect(answered.body.answer).toMatchObject({
    own_count: 8,
    count_difference: -1,
    difference: lira('-5790.00'),
  })
  const found = await steps.find(draft.id)
  expect(await verified(found)).toMatchObject({ letter_kind: 'bs', no: draft.no })
  await poll(async () => (await answerPaper(token, grant)).includes('8 belge, 90.000 TL')).toBe(true)
})

const answerPaper = async (token: string, grant: string): Promise<string> => {
  const response = await guest.fetch(`/api/portal/${token}/answer-document`, { headers: { 'x-portal-grant': grant } })
  return response.status === 200 ? flat(await textOf(Buffer.from(await response.arrayBuffer()))) : ''
}

it('[MU481] a blank BA tells neither count nor amount before it is answered, and a reminder asks in its own words', async () => {
  const draft = await steps.draft({ ...sales, kind: 'ba', style: 'blank' })
  const visit = await steps.visit(draft)
  expect(visit.letter).toMatchObject({ balance: null, documents: { count: null, scope: 'paper' } })
  const reminder = await nextMail(draft.counterparty.email!, () =>
    owner.call(routes.remindLetter, { params: { id: draft.id }, body: { channel: 'email' } }),
  )
  expect(reminder.subject).toContain('2026/09 Form BA')
  const mails = caught.filter(mail => mail.to === draft.counterparty.email)
  for (const mail of mails) expect(flat(mail.text)).not.toMatch(/84\.210|7 \(yedi\)/)
  const answered = await steps.answer(visit, {
    choice: 'balance',
    own_count: 7,
    own_balance: lira('84210.00'),
    own_side: 'A',
  })
  expect(answered.body).toMatchObject({ status: 'approved', documents: { count: 7 }, balance: lira('84210.00') })
})

it('[MU482] a letter by due date shows its days to the guest in their order, each with its side', async () => {
  const { token, mail } = await steps.send(await steps.draft(byDueDate))
  expect(flat(mail.text)).toContain('Bakiyenin vadelere göre dağılımı')
  const paper = flat(await textOf(await paperOf(mail)))
  expect(paper).toContain('15.10.2026 1.000,00 siz bize borçlusunuz 15.11.2026 300,00 biz size borçluyuz Toplam 700,00')
  const { grant } = steps.need(await steps.enter(token, await steps.askCode(token, mail.to)), 200)
  expect(steps.need(await steps.read(token, grant), 200).dues).toEqual(byDueDate.dues)
})

it('[MU483] [MU484] an answered confirmation reaches its auditor once, sealed and from here, and the evidence says so', async () => {
  const given = confirmation()
  const draft = await steps.draft(given)
  const visit = await steps.visit(draft)
  expect(visit.letter.auditor).toEqual({ firm: given.auditor.firm, name: given.auditor.name })
  const mail = await nextMail(given.auditor.email, async () => {
    const said = { choice: 'disagree', reason_code: 'other', own_balance: lira('1000.40'), own_side: 'B' } as const
    expect((await steps.answer(visit, said)).status).toBe(200)
  })
  const text = flat(mail.text)
  for (const part of [
    ...['Nur Ak (Ege Bağımsız Denetim A.Ş.)', draft.no, draft.counterparty.title, 'Dosya numaranız: D-17'],
    ...['1.250,40 TL', 'mutabık değil', '1.000,40 TL', 'Fark: 250,00 TL', 'kanıt düzeyi L1'],
  ])
    expect(text).toContain(part)
  const paper = await paperOf(mail)
  expect(await signaturesOf(paper)).toContain('Signature is Valid')
  expect(flat(await textOf(paper))).toContain('Ege Bağımsız Denetim A.Ş., Nur Ak, D-17')
  const code = /\/p\/verify\/([A-Za-z0-9_-]{22})/.exec(mail.text)![1]!
  expect((await guest.call(routes.verify, { params: { hash: code } })).body).toMatchObject({
    kind: 'answer',
    letter_kind: 'teyit',
    no: draft.no,
  })
  await poll(async () => factsOf(draft.id)).toContain('auditor_informed')
  const found = await steps.find(draft.id)
  expect(found.deliveries.filter(one => one.purpose === 'auditor')).toMatchObject([
    { address: given.auditor.email, state: 'sent', can: { resend: false, give_up: false } },
  ])
  // How the letter itself fared is another matter.
  expect(found).toMatchObject({ status: 'rejected', delivery: 'opened' })
  expect(caught.filter(one => one.to === given.auditor.email)).toHaveLength(1)
})

const factsOf = async (id: string) =>
  (await owner.call(routes.letterEvidence, { params: { id } })).body.facts.map(({ fact }) => fact)

it('[MU483] an answer that was written down reaches the auditor as what it is: recorded, not verified', async () => {
  const given = confirmation()
  const draft = await steps.draft(given)
  await steps.send(draft)
  await poll(async () => (await steps.find(draft.id)).status).toBe('sent')
  const file = { name: 'tarama.pdf', bytes: Buffer.from('%PDF-1.7\n') }
  const { id: file_id } = steps.need(await owner.upload(uploadFileRoute, file), 201)
  const mail = await nextMail(given.auditor.email, async () =>
    steps.need(
      await owner.call(routes.recordAnswer, {
        params: { id: draft.id },
        body: { choice: 'agree', name: 'Ali Veli', channel: 'post', received_on: '2026-10-05', file_id } as never,
      }),
      200,
    ),
  )
  expect(flat(mail.text)).toContain('kanıt düzeyi L0')
  expect(flat(mail.text)).not.toContain('kanıt düzeyi L1')
})

it('[MU485] a copy that came back from the auditor is told to who sent the letter, and leaves the letter as it is', async () => {
  const given = confirmation()
  const draft = await steps.draft(given)
  const visit = await steps.visit(draft)
  await nextMail(given.auditor.email, () => steps.answer(visit))
  const copy = async () => (await steps.find(draft.id)).deliveries.find(one => one.purpose === 'auditor')
  await poll(async () => (await copy())?.state).toBe('sent')
  const { id } = (await copy())!
  const raw = postfixBounce({ message_id: `${id}@mutabakat.nabiz`, recipient: given.auditor.email })
  const headers = {
    'content-type': 'message/rfc822',
    'nabiz-signature': signHook(SECRET, Math.floor(Date.now() / 1000), raw),
  }
  const response = await guest.fetch('/api/hooks/email', { method: 'POST', headers, body: new Uint8Array(raw) })
  expect(await response.json()).toEqual({ outcome: 'bounced' })
  expect((await copy())!.state).toBe('bounced')
  expect(await steps.find(draft.id)).toMatchObject({ status: 'approved', delivery: 'opened', delivery_error: null })
  const bell = await owner.fetch('/api/notifications')
  expect(await bell.text()).toContain(`${draft.no} sayılı teyidin yanıtı denetçinin ${given.auditor.email}`)
})

it('[MU486] BA/BS and confirmations have words of the company’s own, apart from those of balances', async () => {
  const words = (kind: string, parts: Record<string, string>) =>
    owner.call(routes.saveTemplate, { params: { kind, locale: 'tr' } as never, body: { parts } })
  expect((await words('mail', { subject: 'Cari: {no}', intro: 'Yalnız cari.' })).status).toBe(200)
  const changed = await words('babs_mail', { subject: '{form} {donem} {adet} belge: {no}', intro: '{tutar}' })
  expect(changed.status).toBe(200)
  const preview = (kind: string) =>
    owner.call(routes.previewTemplate, {
      params: { kind, locale: 'tr' } as never,
      body: { parts: { intro: '{form}|{donem}|{adet}|{denetci}' } } as never,
    })
  expect((await preview('babs_mail')).body.parts.intro).toBe('BS|2026/10|7|')
  expect((await preview('teyit_mail')).body.parts.intro).toMatch(/^\|\|\|\p{L}/u)
  expect((await preview('mail')).body.parts.intro).toBe('|||')
  const { mail } = await steps.send(await steps.draft(sales))
  expect(mail.subject).toMatch(/^BS 2026\/09 7 belge: MUT-/)
  expect(flat(mail.text)).not.toContain('Yalnız cari')
  const blank = await steps.send(await steps.draft({ ...sales, style: 'blank' }))
  expect(blank.mail.subject).toMatch(/^BS 2026\/09 … belge: MUT-/)
  const asked = await steps.send(await steps.draft(confirmation()))
  expect(asked.mail.subject).toContain('bakiye teyidi')
  expect(flat(asked.mail.text)).toContain('Ege Bağımsız Denetim A.Ş.')
})

it('[MU487] an auditor who is erased is nowhere any more and gets nothing; the firm and the chain stay', async () => {
  const given = confirmation()
  const answered = await steps.draft(given)
  const visit = await steps.visit(answered)
  await nextMail(given.auditor.email, () => steps.answer(visit))
  await poll(() => factsOf(answered.id)).toContain('auditor_informed')
  const auditors = mutabakatPersons.find(({ kind }) => kind === 'mutabakat.auditor')!
  const subject = { email: given.auditor.email, phone: null, user_id: null }
  const { services } = test.suite
  const copy = () =>
    services.store.inCompany(owner.company_id, trx => readAuditorCopy(services, trx, owner.company_id, answered.id))
  expect((await copy())?.email).toBe(given.auditor.email)
  const held = await services.store.inCompany(owner.company_id, async trx => ({
    found: await auditors.find(trx, owner.company_id, subject),
    exported: await auditors.export(trx, owner.company_id, subject),
    erased: await auditors.erase!(trx, owner.company_id, subject, services.jobs),
  }))
  expect(held).toMatchObject({ found: { count: 1 }, exported: [{ auditor_name: 'Nur Ak' }], erased: 1 })
  const found = await steps.find(answered.id)
  expect(found.auditor?.firm).toBe(given.auditor.firm)
  expect(JSON.stringify(found)).not.toMatch(/Nur Ak|nur\d+@ege/)
  const chain = (await owner.call(routes.letterEvidence, { params: { id: answered.id } })).body
  expect(chain.broken).toBeNull()
  expect(await copy()).toBeNull()
})
