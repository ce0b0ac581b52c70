/** Blank letters of the further kinds: what stays hidden, and how the figures of both sides are compared. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Letter, LetterInput } from '../../../suite/apps/mutabakat/contract/index.ts'
import { type LetterSteps, letterSteps, type Visit } from '../letter-steps.ts'
import { mailsOf } from '../mails.ts'
import { startTestSuite, type TestSuite } from '../test-suite.ts'

let test: TestSuite
let steps: LetterSteps
beforeAll(async () => {
  test = await startTestSuite()
  const member = await test.signIn()
  steps = letterSteps({ member, guest: test.stranger(), nextMail: mailsOf(test.suite.services.mail.catcher!) })
}, 60_000)
afterAll(() => test.close())

const lira = (amount: string) => ({ amount, currency: 'TRY' as const })
const visitOf = async (given: Partial<LetterInput>): Promise<Visit> => {
  const letter: Letter = await steps.draft({ style: 'blank', balance_date: '2026-09-30', ...given })
  return steps.visit(letter)
}
const FORM = { kind: 'ba', balance: lira('84210.00'), documents: { count: 7, scope: 'all' } } as const
const own = (amount: string, own_count: number | null) =>
  ({ choice: 'balance', own_balance: lira(amount), own_side: 'B', own_count }) as const

it('[MU457] a blank form hides its figures, asks for both, and agrees when documents are as many and amounts near enough', async () => {
  const first = await visitOf(FORM)
  expect(first.letter).toMatchObject({
    kind: 'ba',
    balance: null,
    side: null,
    documents: { count: null, scope: 'all' },
  })
  expect(JSON.stringify(first.letter)).not.toMatch(/84210|84\.210/)
  expect(await steps.answer(first, own('84210.00', null))).toMatchObject({
    status: 400,
    body: { error: { code: 'count_required' } },
  })
  // The side is the form's, whatever was said.
  expect((await steps.answer(first, own('84210.00', 7))).body).toMatchObject({
    ...{ status: 'approved', documents: { count: 7 }, balance: lira('84210.00'), side: 'A' },
  })
  const second = await visitOf({ ...FORM, kind: 'bs' })
  expect((await steps.answer(second, own('84210.00', 6))).body).toMatchObject({
    status: 'rejected',
    answer: { own_count: 6, count_difference: 1, own_side: 'B', difference: lira('0.00') },
  })
}, 60_000)

it('[MU457] a blank letter by due date hides its days, a confirmation names its auditor without the address', async () => {
  const dues = [{ due: '2026-11-15', balance: lira('500.00'), side: 'B' as const }]
  const ageing = await visitOf({ kind: 'cari_vade', balance: lira('500.00'), dues })
  expect(ageing.letter).toMatchObject({ dues: null, documents: null })
  expect((await steps.answer(ageing, { ...own('500.00', null) })).body).toMatchObject({ status: 'approved', dues })
  const auditor = { firm: 'Denetim A.Ş.', name: 'Selin Ertuğ', email: 'teyit@denetim.example', reference: 'BD-1' }
  const asked = await visitOf({ kind: 'teyit', style: 'positive', balance: lira('500.00'), auditor })
  expect(asked.letter.auditor).toEqual({ firm: 'Denetim A.Ş.', name: 'Selin Ertuğ' })
  expect(await steps.answer(asked, { own_count: 1 })).toMatchObject({ status: 400 })
}, 60_000)
