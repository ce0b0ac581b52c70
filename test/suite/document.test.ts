/** The signed letter as a file: valid as it left, invalid after one changed byte, and checked by anybody who holds it. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Letter, routes, settingsSchema } from '../../suite/apps/mutabakat/contract/index.ts'
import { signaturesOf, textOf } from '../../suite/platform/documents/testing/run-tool.ts'
import { type LetterSteps, letterSteps, type Visit } from './letter-steps.ts'
import { mailsOf, type SeenMail } from './mails.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'

let test: TestSuite
let owner: Person
let guest: Person
let steps: LetterSteps
let letter: Letter
let mail: SeenMail
let visit: Visit
beforeAll(async () => {
  test = await startTestSuite()
  owner = await test.signIn()
  guest = test.stranger()
  const nextMail = mailsOf(test.suite.services.mail.catcher!)
  steps = letterSteps({
    ...{ member: owner, guest },
    nextMail: async (address, act) => {
      const caught = await nextMail(address, act)
      if (caught.attachments?.length) mail = caught
      return caught
    },
  })
  const draft = await steps.draft({ note: 'Ekim ayı' }, { title: 'Işıkoğlu Gıda Ltd. Şti.' })
  visit = await steps.visit(draft)
  letter = await steps.find(draft.id)
})
afterAll(() => test.close())

const pdfOf = async (id: string): Promise<Buffer> =>
  (await owner.call(routes.letterPdf, { params: { id } })).body as unknown as Buffer
const verify = (hash: string) => guest.refused(routes.verify, { params: { hash } })

it('[MU116] the mail, the member and the counterparty have the same bytes, with a valid signature', async () => {
  const pdf = await pdfOf(letter.id)
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(letter.document!.sha256)
  const seen = await guest.call(
    routes.portalDocument,
    { params: { token: visit.token } },
    { headers: { 'x-portal-grant': visit.grant } },
  )
  expect(seen.headers.get('content-type')).toBe('application/pdf')
  expect(pdf.equals(seen.body as unknown as Buffer)).toBe(true)
  expect(pdf.equals(Buffer.from(mail.attachments![0]!.base64, 'base64'))).toBe(true)
  const said = await signaturesOf(pdf)
  expect(said).toContain('Signature is Valid')
  expect(said).toContain('Total document signed')
  const text = await textOf(pdf)
  for (const word of [letter.no, 'Işıkoğlu Gıda Ltd. Şti.', '1.250,40', 'Ekim ayı']) expect(text).toContain(word)
})

it('[MU116] one flipped byte, wherever it is, and the signature is no longer valid', async () => {
  const pdf = await pdfOf(letter.id)
  const contents = pdf.indexOf('/Contents <') + '/Contents <'.length
  for (const at of [20, Math.floor(pdf.length / 3), contents - 40, pdf.length - 12]) {
    const flipped = Buffer.from(pdf)
    flipped[at]! ^= 1
    const said = await signaturesOf(flipped).catch((error: Error) => error.message)
    expect(said).not.toContain('Signature is Valid')
    expect((await verify(createHash('sha256').update(flipped).digest('hex'))).status).toBe(404)
  }
})

it('[MU116] anybody finds it by its code and by its sha256, and learns no balance and no name', async () => {
  const { verify_code, sha256 } = letter.document!
  for (const hash of [verify_code, sha256]) {
    const found = await verify(hash)
    expect(found.status).toBe(200)
    expect(found.body).toMatchObject({
      no: letter.no,
      sha256,
      signature_level: 'L2',
      balance_date: letter.balance_date,
    })
    const text = JSON.stringify(found.body)
    for (const secret of ['1250', 'Işıkoğlu', letter.id, letter.counterparty.email!]) expect(text).not.toContain(secret)
  }
  const wrong = [verify_code.toLowerCase(), `${verify_code.slice(0, -1)}!`, 'a'.repeat(64), 'taslak', letter.id]
  for (const hash of wrong) expect([400, 404]).toContain((await verify(hash)).status)
  // The QR on the paper leads to the same place.
  expect(mail.text).not.toContain(verify_code)
})

it('[MU116] a draft shows a preview, which nobody can verify', async () => {
  const draft = await steps.draft()
  const preview = await pdfOf(draft.id)
  expect(await textOf(preview)).toContain(draft.no)
  expect((await verify(createHash('sha256').update(preview).digest('hex'))).status).toBe(404)
  expect((await steps.find(draft.id)).document).toBeNull()
})

it('[MU79] who signs for the company and its KEP address stand on the letters that are drawn from then on', async () => {
  const before = await textOf(await pdfOf(letter.id))
  const value = settingsSchema.parse({
    letter_signer: { name: 'Zeynep Arslan', title: 'Mali İşler Müdürü' },
    kep: 'defnegida@hs01.kep.tr',
  })
  expect((await owner.call(routes.saveSettings, { body: value })).status).toBe(200)
  const preview = await textOf(await pdfOf((await steps.draft()).id))
  for (const words of ['Zeynep Arslan, Mali İşler Müdürü', 'KEP defnegida@hs01.kep.tr']) {
    expect(preview).toContain(words)
    expect(before).not.toContain(words)
  }
  expect(await textOf(await pdfOf(letter.id))).toBe(before)
})
