/** Letters of BA and BS, by due date and for an auditor, over HTTP: written, changed, revised, copied, answered on paper. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Page } from '#platform/contract'
import { createTestHttp, type TestHttp, type TestPerson } from '../../../../platform/app/testing/index.ts'
import { mutabakat } from '../../app.ts'
import type { Dashboard, Letter, LetterRow, Period } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { openMonth } from '../periods/open-month.ts'

let http: TestHttp
let owner: TestPerson
let company_id: string
let card: string
beforeAll(async () => {
  http = await createTestHttp({ applications: [mutabakat] })
}, 60_000)
beforeEach(async () => {
  const company = await http.addCompany()
  owner = company.owner
  company_id = company.id
  card = await addCard('120.01')
})
afterAll(() => http.close())

const addCard = async (code: string): Promise<string> => {
  const body = { code, title: `Ege ${code}`, kind: 'both', tax_kind: 'none', tax_number: null, email: 'm@ege.example' }
  const { json } = await owner.call('POST', '/api/counterparties', {
    body: { ...body, tax_office: null, contact_name: null, mobile: null, locale: 'tr', contract_notice: false },
  })
  return (json as { id: string }).id
}
const lira = (amount: string) => ({ amount, currency: 'TRY' })
const due = (day: string, amount: string, side = 'B') => ({ due: day, balance: lira(amount), side })
const AUDITOR = { firm: 'Denetim A.Ş.', name: 'Selin Ertuğ', email: 'teyit@denetim.example', reference: 'BD-1' }
const FORM = { kind: 'bs', balance: lira('84210.00'), documents: { count: 7, scope: 'paper' } }
const DUES = [due('2026-09-01', '30000.00'), due('2026-11-15', '54210.00')]
const AGEING = { kind: 'cari_vade', balance: lira('84210.00'), dues: DUES }
const CONFIRMATION = { kind: 'teyit', balance: lira('500.00'), auditor: AUDITOR }

const write = async (body: object) => {
  const answer = await owner.call('POST', '/api/mutabakat', {
    body: { counterparty_id: card, balance_date: '2026-10-31', side: 'B', ...body },
  })
  return { status: answer.status, code: answer.code, fields: answer.json as unknown, letter: answer.json as Letter }
}
const inCompany = <Result>(work: (tables: MutabakatTrx) => Promise<Result>) =>
  http.services.store.inCompany(company_id, trx => work(withTables(trx)))
const set = (id: string, columns: Record<string, unknown>) =>
  inCompany(tables => tables.updateTable('mutabakat.letter').set(columns).where('id', '=', id).execute())
const patch = (id: string, body: object) => owner.call('PATCH', `/api/mutabakat/${id}`, { body })

test('[MU450] a letter is written with what its kind asks for, and shows it', async () => {
  const form = await write(FORM)
  expect([form.status, form.letter]).toMatchObject([
    201,
    { kind: 'bs', documents: { count: 7, scope: 'paper' }, side: 'B', dues: null, auditor: null },
  ])
  const ageing = await write(AGEING)
  expect(ageing.letter).toMatchObject({ kind: 'cari_vade', documents: null, dues: DUES, auditor: null })
  expect((await write(CONFIRMATION)).letter).toMatchObject({ kind: 'teyit', dues: null, auditor: AUDITOR })
  expect((await write({ balance: lira('1.00') })).letter).toMatchObject({ kind: 'cari', documents: null })
  const refused = await write({ ...FORM, documents: null })
  expect([refused.status, refused.code, refused.fields]).toMatchObject([
    400,
    'documents_required',
    { error: { fields: [{ path: 'documents', code: 'documents_required' }] } },
  ])
  expect((await write({ ...FORM, kind: 'ekstre', documents: null })).status).toBe(400)
})

test('[MU451] the side of a form is its own, also when the client or a change says another', async () => {
  const { letter } = await write({ ...FORM, kind: 'ba', side: 'B' })
  expect(letter.side).toBe('A')
  const changed = await patch(letter.id, { side: 'B', documents: { count: 8, scope: 'all' } })
  expect(changed.json).toMatchObject({ kind: 'ba', side: 'A', documents: { count: 8, scope: 'all' }, rev: 2 })
  expect((await patch(letter.id, { balance_date: '2026-10-30' })).code).toBe('not_month_end')
  expect((await patch(letter.id, { balance: lira('84210.50') })).code).toBe('amount_not_whole')
})

test('[MU452] sixty due dates at most, and a balance never goes without them', async () => {
  const many = Array.from({ length: 61 }, (_, index) =>
    due(`2026-${index < 31 ? '10' : '12'}-${String((index % 31) + 1).padStart(2, '0')}`, '1.00'),
  )
  expect((await write({ ...AGEING, balance: lira('61.00'), dues: many })).status).toBe(400)
  expect((await write({ ...AGEING, balance: lira('60.00'), dues: many.slice(0, 60) })).status).toBe(201)
})

test('[MU454] a change keeps the kind and what it leaves out; due dates change with their balance', async () => {
  const { letter } = await write(AGEING)
  expect((await patch(letter.id, { note: 'yeni' })).json).toMatchObject({ kind: 'cari_vade', dues: DUES, note: 'yeni' })
  expect((await patch(letter.id, { balance: lira('84211.00') })).code).toBe('dues_do_not_sum')
  const dues = [due('2026-12-01', '10.00', 'A')]
  const changed = await patch(letter.id, { balance: lira('10.00'), side: 'A', dues })
  expect(changed.json).toMatchObject({ balance: lira('10.00'), side: 'A', dues })
  const confirmation = (await write(CONFIRMATION)).letter
  const auditor = { ...AUDITOR, reference: null }
  expect((await patch(confirmation.id, { auditor })).json).toMatchObject({ kind: 'teyit', auditor })
  expect((await patch(confirmation.id, { dues })).code).toBe('field_not_of_kind')
  // A balance of an account still follows its currency.
  const account = (await write({ balance: lira('1.00') })).letter
  expect((await patch(account.id, { balance: { amount: '1.00', currency: 'USD' } })).json).toMatchObject({
    kind: 'cari_doviz',
  })
})

test('[MU453] versions keep their own figures; a new one takes those before where it names none', async () => {
  const revise = (id: string, body: object) => owner.call('POST', `/api/mutabakat/${id}/revise`, { body })
  const form = (await write(FORM)).letter
  await set(form.id, { status: 'expired' })
  const figures = { balance: lira('90000.00'), side: 'A' }
  const second = (await revise(form.id, { ...figures, documents: { count: 9, scope: 'paper' } })).json as Letter
  expect(second).toMatchObject({ kind: 'bs', version: 2, side: 'B', documents: { count: 9 } })
  await set(second.id, { status: 'expired' })
  expect((await revise(second.id, figures)).json).toMatchObject({ version: 3, documents: { count: 9, scope: 'paper' } })
  const ageing = (await write(AGEING)).letter
  await set(ageing.id, { status: 'expired' })
  expect((await revise(ageing.id, { balance: lira('1.00'), side: 'B' })).code).toBe('dues_do_not_sum')
  const dues = [due('2026-11-15', '1.00')]
  const next = (await revise(ageing.id, { balance: lira('1.00'), side: 'B', dues })).json as Letter
  expect(next).toMatchObject({ kind: 'cari_vade', version: 2, dues })
  const old = (await owner.call('GET', `/api/mutabakat/${ageing.id}`)).json
  expect(old).toMatchObject({ status: 'revised', dues: DUES, balance: lira('84210.00') })
})

test('[MU455] copies have kind, documents and auditor of the letter; due dates become one at the new day', async () => {
  const copy = async (kind: string, date: string) => {
    const periods = (await owner.call('GET', `/api/periods?filter[kind]=${kind}`)).json as Page<Period>
    const source = { kind: 'copy', period_id: periods.items[0]!.id, date }
    return owner.call('POST', '/api/batches', { body: { title: 'Ay', plan: { when: 'none' }, source } })
  }
  const copied = async (kind: string) => {
    const list = (await owner.call('GET', `/api/mutabakat?filter[kind]=${kind}&filter[balance_date]=2026-11-30`)).json
    const [row] = (list as Page<LetterRow>).items
    return (await owner.call('GET', `/api/mutabakat/${row!.id}`)).json as Letter
  }
  await write(FORM)
  await write({ ...AGEING, side: 'A', dues: [due('2026-09-01', '84210.00', 'A')] })
  await write(CONFIRMATION)
  expect(await copy('bs', '2026-11-29')).toMatchObject({ status: 400, code: 'not_month_end' })
  for (const kind of ['bs', 'cari_vade', 'teyit']) expect((await copy(kind, '2026-11-30')).status).toBe(201)
  expect(await copied('bs')).toMatchObject({ documents: { count: 7, scope: 'paper' }, side: 'B' })
  expect(await copied('cari_vade')).toMatchObject({ side: 'A', dues: [due('2026-11-30', '84210.00', 'A')] })
  expect(await copied('teyit')).toMatchObject({ auditor: AUDITOR })
})

test('[MU456] a recorded answer to a form names documents and amount, and the side stays the form’s', async () => {
  const file = await owner.call('POST', '/api/files', {
    payload: Buffer.from(
      '--s\r\nContent-Disposition: form-data; name="file"; filename="y.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\n\r\n--s--\r\n',
    ),
    headers: { 'content-type': 'multipart/form-data; boundary=s' },
  })
  const answer = {
    ...{ choice: 'disagree', name: 'Ali Veli', reason_code: 'missing_invoice', channel: 'post' },
    ...{ received_on: '2026-11-05', file_id: (file.json as { id: string }).id },
  }
  const record = (id: string, body: object) =>
    owner.call('POST', `/api/mutabakat/${id}/record-answer`, { body: { ...answer, ...body } })
  const form = (await write({ ...FORM, kind: 'ba' })).letter
  await set(form.id, { status: 'sent', sent_at: new Date() })
  const own = { own_balance: lira('80000.00'), own_side: 'B', own_count: 9 }
  expect((await record(form.id, own)).json).toMatchObject({
    status: 'rejected',
    answer: {
      ...{ own_balance: lira('80000.00'), own_side: 'A', difference: lira('4210.00') },
      ...{ own_count: 9, count_difference: -2 },
    },
  })
  const other = (await write({ ...FORM })).letter
  await set(other.id, { status: 'sent', sent_at: new Date() })
  expect((await record(other.id, {})).json).toMatchObject({
    answer: { own_count: null, count_difference: null, difference: null },
  })
  const account = (await write({ balance: lira('1.00') })).letter
  await set(account.id, { status: 'sent', sent_at: new Date() })
  expect((await record(account.id, own)).code).toBe('count_not_asked')
})

test('[MU458] one open letter of a counterparty, month and form; lists, figures and periods tell the kinds apart', async () => {
  await write(FORM)
  expect(await write(FORM)).toMatchObject({ status: 409, code: 'letter_open_exists' })
  expect((await write({ ...FORM, kind: 'ba' })).status).toBe(201)
  expect((await write({ ...FORM, balance_date: '2026-09-30' })).status).toBe(201)
  const list = async (query: string) => {
    const rows = ((await owner.call('GET', `/api/mutabakat?sort=no&${query}`)).json as Page<LetterRow>).items
    return rows.map(({ kind, balance_date, documents }) => [kind, balance_date, documents?.count])
  }
  expect(await list('filter[kind]=bs')).toEqual([
    ['bs', '2026-10-31', 7],
    ['bs', '2026-09-30', 7],
  ])
  const dashboard = async (kind: string) =>
    ((await owner.call('GET', `/api/dashboard?kind=${kind}`)).json as Dashboard).periods.map(period => period.kind)
  expect([await dashboard('ba'), await dashboard('bs')]).toEqual([['ba'], ['bs', 'bs']])
})

test('[MU459] a month of a form is named by its last day, and opens by itself where there were such letters', async () => {
  const open = (kind: string, date: string) => owner.call('POST', '/api/periods', { body: { kind, date } })
  expect(await open('ba', '2026-10-30')).toMatchObject({ status: 400, code: 'not_month_end' })
  expect((await open('ba', '2026-10-31')).json).toMatchObject({ kind: 'ba', date: '2026-10-31', state: 'open' })
  for (const kind of ['cari_vade', 'teyit']) expect((await open(kind, '2026-10-30')).status).toBe(200)
  expect((await open('ekstre', '2026-10-31')).status).toBe(400)
  const { json } = await owner.call('GET', '/api/periods')
  const before = new Set((json as Page<Period>).items.map(({ id }) => id))
  await write({ ...FORM, balance_date: '2026-08-31' })
  await openMonth(http.services)
  const opened = ((await owner.call('GET', '/api/periods')).json as Page<Period>).items
    .filter(({ id, date }) => !before.has(id) && date !== '2026-08-31')
    .map(({ kind }) => kind)
  // No letter of BA, and none of a foreign account.
  expect(opened.sort()).toEqual(['bs', 'cari'])
})
