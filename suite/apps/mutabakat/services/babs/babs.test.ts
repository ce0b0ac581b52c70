/** The declaration's list of a month over HTTP, and its file; and what the sample company shows of it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSheet } from '#platform/sheets'
import type { TestHttp, TestPerson } from '../../../../platform/app/testing/index.ts'
import type { BabsList, Letter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { addDays } from '../../domain/index.ts'
import { fillSample } from '../sample/fill-sample.ts'
import { startImportBench } from '../testing/import-bench.ts'

let http: TestHttp
beforeAll(async () => {
  http = await startImportBench()
}, 60_000)
afterAll(() => http.close())

const lira = (amount: string) => ({ amount, currency: 'TRY' as const })

const officeOf = (owner: TestPerson, company_id: string) => {
  const list = async (query: string): Promise<BabsList> => {
    const answer = await owner.call('GET', `/api/babs?${query}`)
    expect(answer.status).toBe(200)
    return answer.json as BabsList
  }
  return {
    list,
    call: (method: string, path: string, options: { body?: unknown } = {}) => owner.call(method, path, options),
    async write(title: string, amount: string, count: number, more: object = {}): Promise<Letter> {
      const code = title.slice(0, 3)
      const card = { code, title, kind: 'both', tax_kind: 'none', tax_number: null, email: null, locale: 'tr' }
      const rest = { tax_office: null, contact_name: null, mobile: null, contract_notice: false }
      const made = await owner.call('POST', '/api/counterparties', { body: { ...card, ...rest } })
      const known = await owner.call('GET', `/api/counterparties?q=${code}`)
      const counterparty_id =
        (made.json as { id?: string }).id ?? (known.json as { items: { id: string }[] }).items[0]!.id
      const body = { kind: 'bs', counterparty_id, balance_date: '2026-10-31', side: 'B', balance: lira(amount) }
      const answer = await owner.call('POST', '/api/mutabakat', {
        body: { ...body, documents: { count, scope: 'paper' }, ...more },
      })
      expect(answer.status).toBe(201)
      return answer.json as Letter
    },
    set: (id: string, columns: Record<string, unknown>) =>
      http.services.store.inCompany(company_id, trx =>
        withTables(trx).updateTable('mutabakat.letter').set(columns).where('id', '=', id).execute(),
      ),
  }
}
const office = async () => {
  const { id, owner } = await http.addCompany()
  return officeOf(owner, id)
}
const OCTOBER = 'month=2026-10&form=bs'

test('[MU466] a month in the declaration’s order, with the other sides’ answers and the totals of all of it', async () => {
  const mine = await office()
  expect(await mine.list(OCTOBER)).toMatchObject({
    ...{ items: [], total: 0, empty: true, month: '2026-10', form: 'bs', limit: lira('5000.00') },
    totals: { rows: 0, count: 0, amount: lira('0.00') },
  })
  const van = await mine.write('Van A.Ş.', '84210.00', 7)
  const ada = await mine.write('Ada Ltd.', '4999.00', 1)
  const can = await mine.write('Can A.Ş.', '10000.00', 2)
  const gone = await mine.write('Dar A.Ş.', '6000.00', 3)
  await mine.write('Ege A.Ş.', '7000.00', 1, { kind: 'ba' })
  await mine.write('Ege A.Ş.', '7000.00', 1, { balance_date: '2026-09-30' })
  await mine.set(gone.id, { status: 'cancelled' })
  const answered = { answer_via: 'portal', answer_name: 'Ali', answered_at: new Date() }
  await mine.set(van.id, {
    ...{ ...answered, status: 'rejected', answer_choice: 'disagree', answer_reason: 'missing_invoice' },
    ...{ answer_count: 6, answer_minor: 8_000_000n, answer_side: 'B', difference_minor: 421_000n },
  })
  await mine.set(can.id, { ...answered, status: 'approved', answer_choice: 'agree' })
  const { items, totals, empty } = await mine.list(OCTOBER)
  expect(items.map(({ no, title, below_limit }) => [no, title, below_limit])).toEqual([
    [1, 'Ada Ltd.', true],
    [2, 'Can A.Ş.', false],
    [3, 'Van A.Ş.', false],
  ])
  expect(items[2]).toMatchObject({
    ...{ letter_id: van.id, letter_no: van.no, country: 'TR', count: 7, scope: 'paper', amount: lira('84210.00') },
    ...{ status: 'rejected', answer_count: 6, answer_amount: lira('80000.00') },
    ...{ count_difference: 1, difference: lira('4210.00') },
  })
  expect(items[1]).toMatchObject({ answer_count: null, count_difference: null, difference: null })
  expect([empty, totals]).toEqual([
    false,
    {
      ...{ rows: 3, count: 10, amount: lira('99209.00'), unsent: 1, waiting: 0 },
      ...{ agreed: 1, differing: 1, silent: 0, below_limit: 1 },
    },
  ])
  // A filter narrows the lines, not their numbers or the totals.
  const narrowed = await mine.list(`${OCTOBER}&status=rejected,approved&q=van`)
  expect([narrowed.items.map(({ no }) => no), narrowed.total, narrowed.totals.rows]).toEqual([[3], 1, 3])
  const first = await mine.list(`${OCTOBER}&limit=2`)
  const second = await mine.list(`${OCTOBER}&limit=2&cursor=${encodeURIComponent(first.next_cursor!)}`)
  expect([...first.items, ...second.items].map(({ no }) => no)).toEqual([1, 2, 3])
  expect((await mine.list('month=2026-10&form=ba')).items.map(({ title }) => title)).toEqual(['Ege A.Ş.'])
  // After a refusal a new letter stands for the counterparty, not beside the old one.
  const again = await mine.write('Van A.Ş.', '80000.00', 6)
  await mine.set(again.id, { created_at: new Date(Date.now() + 60_000) })
  expect((await mine.list(OCTOBER)).items.map(({ letter_id }) => letter_id)).toEqual([ada.id, can.id, again.id])
  for (const query of ['month=2026-13&form=bs', 'month=2026-10&form=bc', 'form=bs'])
    expect((await mine.call('GET', `/api/babs?${query}`)).status).toBe(400)
})

test('[MU466] nobody reads the declaration of another company', async () => {
  const mine = await office()
  await mine.write('Van A.Ş.', '84210.00', 7)
  expect((await (await office()).list(OCTOBER)).totals.rows).toBe(0)
})

test('[MU467] the file has the declaration’s columns and whole lira', async () => {
  const { id, owner } = await http.addCompany()
  const mine = officeOf(owner, id)
  const start = (body: object) => mine.call('POST', '/api/exports', { body: { kind: 'babs', format: 'xlsx', ...body } })
  const babs = { month: '2026-10', form: 'bs' }
  expect((await start({})).status).toBe(400)
  expect(await start({ babs })).toMatchObject({ status: 422, code: 'export_empty' })
  await mine.write('Van A.Ş.', '84210.00', 7)
  await mine.write('=Ada Ltd.', '4999.00', 1)
  const { task_id } = (await start({ babs })).json as { task_id: string }
  type Task = { state: string; title: string; result: { file_id: string } | null }
  const task = async () => (await mine.call('GET', `/api/tasks/${task_id}`)).json as Task
  await expect.poll(async () => (await task()).state, { timeout: 30_000 }).toBe('done')
  const { title, result } = await task()
  expect(title).toBe('Form BS 2026-10')
  const { path } = await http.services.store.inCompany(id, trx => http.services.files.read(trx, id, result!.file_id))
  const sheet = await openSheet({ path })
  const rows = []
  for await (const batch of sheet.batches) rows.push(...batch.map(row => row.cells.map(({ value }) => value)))
  expect(rows).toEqual([
    ['SIRA NO', 'ADI SOYADI/UNVANI', 'ÜLKE', 'VERGİ/TC KİMLİK NO', 'BELGE SAYISI', 'TUTAR (KDV HARİÇ)'],
    [1, '=Ada Ltd.', 'TR', null, 1, 4999],
    [2, 'Van A.Ş.', 'TR', null, 7, 84210],
  ])
}, 60_000)

test('[MU468] the sample company has last month’s forms, two of them differing in documents, due dates and confirmations', async () => {
  const { id, owner } = await http.addCompany()
  await fillSample(http.services, { company_id: id, user_id: owner.id, name: 'Gülşen Demir' }, 'Europe/Istanbul')
  const mine = officeOf(owner, id)
  const month = addDays(`${http.services.now().toISOString().slice(0, 7)}-01`, -1).slice(0, 7)
  for (const form of ['ba', 'bs'] as const) {
    const { items, totals } = await mine.list(`month=${month}&form=${form}&limit=200`)
    expect(totals.rows).toBeGreaterThan(20)
    expect(totals.agreed).toBeGreaterThan(5)
    expect(totals.below_limit).toBeGreaterThan(0)
    const differing = items.filter(({ count_difference }) => count_difference !== null)
    expect(differing).toMatchObject([{ status: 'rejected', count_difference: 1, difference: { currency: 'TRY' } }])
    expect(differing[0]?.difference?.amount).toMatch(/^-\d+\.00$/)
  }
  const kinds = async (kind: string) =>
    ((await mine.call('GET', `/api/mutabakat?filter[kind]=${kind}`)).json as { items: { id: string }[] }).items
  const [ageing] = await kinds('cari_vade')
  expect(((await mine.call('GET', `/api/mutabakat/${ageing!.id}`)).json as Letter).dues).toHaveLength(4)
  expect(await kinds('teyit')).toHaveLength(2)
}, 60_000)

test('[MU620] what waits in the sample has its day ahead, at the end of a month as at its beginning', async () => {
  for (const now of ['2026-11-02T08:00:00Z', '2026-11-30T08:00:00Z']) {
    const { id, owner } = await http.addCompany()
    const services = { ...http.services, now: () => new Date(now) }
    await fillSample(services, { company_id: id, user_id: owner.id, name: 'Gülşen Demir' }, 'Europe/Istanbul')
    const waiting = await http.store.inCompany(id, trx =>
      withTables(trx)
        .selectFrom('mutabakat.letter')
        .select(['reply_due', 'status'])
        .where('company_id', '=', id)
        .where('status', 'in', ['sent', 'viewed'])
        .execute(),
    )
    expect(waiting.length).toBeGreaterThan(20)
    for (const { reply_due } of waiting) expect(reply_due! > now.slice(0, 10)).toBe(true)
  }
}, 60_000)
