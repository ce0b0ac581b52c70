/** The wizard of an import: looked at, mapped, tried dry, applied, and the next file recognised. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Page } from '#platform/contract'
import type { TestHttp } from '../../../../platform/app/testing/index.ts'
import { makeWorkbook } from '../../../../platform/sheets/testing/make-workbook.ts'
import type { Difference, Import, ImportLook, ImportPlan, ImportTemplate } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { csvFile, type Imports, importsOf, startImportBench } from '../testing/import-bench.ts'

let http: TestHttp
let mine: Imports
let other: Imports
beforeAll(async () => {
  http = await startImportBench()
  other = importsOf((await http.addCompany('Öteki A.Ş.')).owner)
}, 60_000)
beforeEach(async () => {
  mine = importsOf((await http.addCompany()).owner)
})
afterAll(() => http.close())

const GOOD = csvFile(
  'Cari Kodu;Ünvan;Mutabakat Tarihi;Bakiye;B/A;Plasiyer',
  '120.01;Ege Ltd. Şti.;31.10.2026;1.250,50;B;Can',
  '120.02;Van A.Ş.;31.10.2026;900,00;A;Can',
  '120.03;Bolu A.Ş.;31.02.2026;10,00;A;Can',
)
/** Names nobody knows, a title above, and a day that is said nowhere. */
const STRANGE = csvFile(
  'Rapor 2026',
  'Ref;İsim;Borçlu;E',
  'X1;Ege Ltd. Şti.;1.250;ege@firma.example',
  'X2;Van A.Ş.;2.000;van@firma.example',
)
const STRANGE_PLAN = {
  ...{ sheet: null, heading_row: 2, columns: { code: 0, title: 1, balance: 2, email: 3 } },
  ...{ defaults: { date: '2026-10-31', side: 'B', currency: 'USD' }, decimal: ',' },
} as const

test('[MU220] an upload waits with what can be said of it, and nothing is applied', async () => {
  const { status, body } = await mine.upload(GOOD)
  expect(status).toBe(202)
  expect(body).toMatchObject({ state: 'waiting', task_id: null, kind: 'balances', created: 0 })
  expect(body.look).toMatchObject({
    ...{ format: 'csv', sheet: null, heading_row: 1, missing: [], erp: null, templates: [], certain: true },
    ambiguous: { decimal: false, date_order: false },
  })
  expect(body.look?.columns.map(({ heading, field, certainty }) => [heading, field, certainty])).toEqual([
    ['Cari Kodu', 'code', 'sure'],
    ['Ünvan', 'title', 'sure'],
    ['Mutabakat Tarihi', 'date', 'sure'],
    ['Bakiye', 'balance', 'sure'],
    ['B/A', 'side', 'sure'],
    ['Plasiyer', null, null],
  ])
  expect(body.look?.rows[1]).toEqual({
    number: 2,
    cells: ['120.01', 'Ege Ltd. Şti.', '31.10.2026', '1.250,50', 'B', 'Can'],
  })
  expect(await mine.letters()).toEqual([])
  // Certain: nobody has to be asked anything.
  expect(await mine.apply(body.id)).toMatchObject({
    state: 'done',
    created: 2,
    wrong: 1,
    unknown_columns: ['Plasiyer'],
  })
  expect((await mine.letters()).map(letter => letter.balance.amount)).toEqual(['1250.50', '900.00'])
})

test('[MU220] a file that cannot be read is refused at once and leaves nothing', async () => {
  const { status, code } = await mine.upload({ name: 'x.xlsx', bytes: Buffer.from([0, 1, 2, 3, 4, 5]) })
  expect([status, code]).toEqual([422, 'file_unknown'])
  expect((await mine.call<{ total: number }>('GET', '/api/imports')).body.total).toBe(0)
})

test('[MU221] what has no known name is guessed by its content, and a guess is not certain', async () => {
  const { look, plan } = (
    await mine.upload(csvFile('Kod;Kimin;Gün;Bakiye', '1;a@b.example;31.10.2026;5,00', '2;c@d.example;30.10.2026;6,00'))
  ).body
  expect(look?.columns.map(({ field, certainty }) => [field, certainty])).toEqual([
    ['code', 'likely'],
    ['email', 'guess'],
    ['date', 'guess'],
    ['balance', 'sure'],
  ])
  expect(look).toMatchObject({ missing: [], certain: false })
  expect(plan?.columns).toEqual({ code: 0, email: 1, date: 2, balance: 3 })
})

test('[MU221] a sheet and a heading row are chosen by the person who knows', async () => {
  const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
  const row = (number: number, ...values: string[]) =>
    `<row r="${number}">${values.map((value, index) => text(`${'ABCD'[index]}${number}`, value)).join('')}</row>`
  const bytes = makeWorkbook({
    sheets: [
      { name: 'Özet', data: row(1, 'Toplam', 'Adet') },
      { name: 'Bakiye', data: row(4, 'Cari Kodu', 'Tarih', 'Bakiye') + row(5, '120', '31.10.2026', '5,00') },
    ],
  })
  const { body } = await mine.upload({ name: 'kitap.xlsx', bytes })
  expect(body.look).toMatchObject({ sheet: 'Özet', certain: false })
  expect(body.look?.sheets.map(({ name }) => name)).toEqual(['Özet', 'Bakiye'])
  const look = (query: string) => mine.call<ImportLook>('GET', `/api/imports/${body.id}/look?${query}`)
  expect((await look('sheet=Bakiye')).body).toMatchObject({
    sheet: 'Bakiye',
    heading_row: 4,
    missing: [],
    certain: true,
  })
  expect((await look('sheet=Bakiye&heading_row=5')).body).toMatchObject({
    heading_row: 5,
    missing: ['code', 'date', 'balance'],
  })
  expect((await look('sheet=Yok')).code).toBe('sheet_not_found')
  expect((await other.call('GET', `/api/imports/${body.id}/look`)).code).toBe('import_not_found')
})

test('[MU222] mapped by hand, a strange file is read with its defaults and its decimal sign', async () => {
  const { body } = await mine.upload(STRANGE)
  expect(body.look?.certain).toBe(false)
  const early = await mine.call('POST', `/api/imports/${body.id}/apply`)
  expect([early.status, early.code]).toEqual([422, 'mapping_incomplete'])
  const half = await mine.call('POST', `/api/imports/${body.id}/map`, { ...STRANGE_PLAN, defaults: {} })
  expect([half.status, half.code]).toEqual([422, 'mapping_incomplete'])
  const mapped = await mine.call<Import>('POST', `/api/imports/${body.id}/map`, STRANGE_PLAN)
  expect(mapped.body.plan).toMatchObject(STRANGE_PLAN)
  expect(await mine.apply(body.id)).toMatchObject({ state: 'done', created: 2, wrong: 0 })
  expect((await mine.letters()).map(({ balance, side, balance_date }) => [balance, side, balance_date])).toEqual([
    [{ amount: '1250.00', currency: 'USD' }, 'B', '2026-10-31'],
    [{ amount: '2000.00', currency: 'USD' }, 'B', '2026-10-31'],
  ])
  // A balance in dollars makes no account in dollars.
  const cards = await mine.call<{ items: { currency: string }[] }>('GET', '/api/counterparties')
  expect(cards.body.items.map(({ currency }) => currency)).toEqual(['TRY', 'TRY'])
  const late = await mine.call('POST', `/api/imports/${body.id}/map`, STRANGE_PLAN)
  expect([late.status, late.code]).toEqual([409, 'import_not_waiting'])
  const strange = await mine.upload(STRANGE)
  const wrongKind = await mine.call('POST', `/api/imports/${strange.body.id}/map`, {
    ...{ ...STRANGE_PLAN, columns: { ...STRANGE_PLAN.columns, iban: 3 } },
  })
  expect(wrongKind.code).toBe('mapping_incomplete')
})

test('[MU223] only what the file leaves open is asked: the decimal sign, and the order of day and month', async () => {
  const look = async (...lines: string[]) => (await mine.upload(csvFile('Cari Kodu;Tarih;Bakiye', ...lines))).body
  const open = await look('1;31.10.2026;1.234')
  expect(open.look).toMatchObject({ ambiguous: { decimal: true, date_order: false }, certain: false })
  const american = await look('1;10/31/2026;5.00')
  expect(american.look).toMatchObject({ ambiguous: { decimal: false, date_order: true }, certain: false })
  const plan = american.plan as ImportPlan
  await mine.call('POST', `/api/imports/${american.id}/map`, {
    ...plan,
    date_order: 'mdy',
    columns: { ...plan.columns },
  })
  const ended = await mine.apply(american.id)
  // A card without a title: the row is wrong for that alone, its day was read.
  expect((await mine.errors(ended.id))[0]?.failures.map(({ code }) => code)).toEqual(['counterparty_title_missing'])
})

test('[MU224] a saved mapping is used by itself for a file with the same headings in any order', async () => {
  const first = (await mine.upload(STRANGE)).body
  await mine.call('POST', `/api/imports/${first.id}/map`, { ...STRANGE_PLAN, save_as: 'Depo raporu' })
  const next = await mine.upload(csvFile('E;Borçlu;İsim;Ref', 'ege@firma.example;3.000;Ege Ltd. Şti.;X1'))
  expect(next.body.look).toMatchObject({ heading_row: 1, certain: true, templates: [{ name: 'Depo raporu' }] })
  expect(next.body.plan).toMatchObject({ columns: { code: 3, title: 2, balance: 1, email: 0 }, decimal: ',' })
  // In one step as well, and never for another company.
  expect(await mine.run(STRANGE)).toMatchObject({ state: 'done', created: 2 })
  expect(await other.run(STRANGE)).toMatchObject({ state: 'failed', error: { code: 'headings_not_found' } })

  const templates = async () => (await mine.call<ImportTemplate[]>('GET', '/api/imports/templates')).body
  const [saved] = await templates()
  expect(saved).toMatchObject({ name: 'Depo raporu', kind: 'balances', columns: { code: 'Ref', balance: 'Borçlu' } })
  await mine.call('POST', `/api/imports/${first.id}/map`, { ...STRANGE_PLAN, save_as: 'Başka' })
  const at = `/api/imports/templates/${saved!.id}`
  expect((await mine.call('PATCH', at, { name: 'Başka' })).code).toBe('import_template_name_taken')
  expect((await mine.call('PATCH', at, { name: 'Ay sonu' })).body).toMatchObject({ name: 'Ay sonu' })
  expect((await other.call('DELETE', at)).code).toBe('import_template_not_found')
  expect((await mine.call('DELETE', at)).status).toBe(204)
  expect((await templates()).map(({ name }) => name)).toEqual(['Başka'])
})

test('[MU225] a dry run says what applying does, row by row, and writes nothing', async () => {
  await mine.run(GOOD)
  const file = csvFile(
    'Cari Kodu;Ünvan;Mutabakat Tarihi;Bakiye;B/A;Eposta',
    '120.01;Ege Ltd. Şti.;31.10.2026;1.300,00;B;ege@firma.example',
    '120.02;Van A.Ş.;31.10.2026;900,00;A;',
    '120.09;Yeni A.Ş.;31.10.2026;5,00;B;',
    '120.09;;30.09.2026;0,00;B;',
    '120.10;;31.10.2026;5,00;B;',
  )
  const before = await mine.letters()
  const { body } = await mine.upload(file)
  const dry = await mine.dryRun(body.id)
  expect(dry.counts).toEqual({
    ...{ total: 5, created: 2, updated: 1, unchanged: 1, wrong: 1, warnings: 1, cards_created: 1, cards_changed: 1 },
  })
  expect(dry.differences.map(({ row, outcome }) => [row, outcome])).toEqual([
    [2, 'updated'],
    [4, 'created'],
    [5, 'created'],
    [6, 'wrong'],
  ])
  expect(dry.differences[0]).toMatchObject({
    code: '120.01',
    changes: [
      { field: 'balance', old: '1.250,50 (B)', new: '1.300,00 (B)' },
      { field: 'email', old: null, new: 'ege@firma.example' },
    ],
  })
  expect(dry.differences[3]?.failures[0]?.code).toBe('counterparty_title_missing')
  expect(await mine.letters()).toEqual(before)
  const applied = await mine.apply(body.id)
  const { created, updated, unchanged, wrong, warnings } = dry.counts!
  expect(applied).toMatchObject({ created, updated, unchanged, wrong, warnings })
  expect((await mine.call('POST', `/api/imports/${body.id}/preview`)).code).toBe('import_not_waiting')
})

test('[MU640] the rows of a dry run are paged, narrowed by what becomes of them, and are of the newest run alone', async () => {
  const head = 'Cari Kodu;Ünvan;Tarih;Bakiye;Eposta'
  const right = Array.from({ length: 1_150 }, (_, at) => `500.${at};Firma ${at};31.10.2026;5,00;`)
  const { body } = await mine.upload(
    csvFile(head, ...right, '501;Yanlış A.Ş.;31.10.2026;beş;', '502;Uyarılı A.Ş.;31.10.2026;0,00;'),
  )
  const list = async (query: string) =>
    (await mine.call<Page<Difference>>('GET', `/api/imports/${body.id}/preview/rows?limit=100${query}`)).body
  expect((await mine.call('GET', `/api/imports/${body.id}/preview/rows`)).code).toBe('dry_run_not_found')
  await mine.dryRun(body.id)
  const first = await list('')
  expect(first).toMatchObject({ total: 1_152, prev_cursor: null })
  const seen = [...first.items]
  for (let { next_cursor } = first; next_cursor; ) {
    const page = await list(`&cursor=${encodeURIComponent(next_cursor)}`)
    seen.push(...page.items)
    next_cursor = page.next_cursor
  }
  expect(seen.map(({ row }) => row)).toEqual(Array.from({ length: 1_152 }, (_, at) => at + 2))
  expect((await list('&filter[kind]=wrong')).items).toMatchObject([{ code: '501', outcome: 'wrong' }])
  expect((await list('&filter[kind]=warned')).items).toMatchObject([
    { code: '502', warnings: [{ code: 'balance_zero' }] },
  ])
  expect((await list('&filter[kind]=created')).total).toBe(1_151)
  const strange = `/api/imports/${body.id}/preview/rows?filter[kind]=wrong&cursor=${encodeURIComponent(first.next_cursor!)}`
  expect((await mine.call('GET', strange)).status).toBe(400)
  // Another run has the same rows once.
  await mine.dryRun(body.id)
  expect((await list('')).total).toBe(1_152)
  const { kept } = await http.store.asSystem('a test counts', trx =>
    withTables(trx)
      .selectFrom('mutabakat.import_difference')
      .select(({ fn }) => fn.countAll<bigint>().as('kept'))
      .where('import_id', '=', body.id)
      .executeTakeFirstOrThrow(),
  )
  expect(kept).toBe(1_152n)
}, 60_000)

test('[MU624] a wrong row of a dry run is named by what stands in its cells', async () => {
  const file = csvFile('Cari Kodu;Ünvan;Tarih;Bakiye', '7;Yeni A.Ş.;31.10.2026;beş yüz', ';Kodsuz Ltd.;31.10.2026;5,00')
  const { body } = await mine.upload(file)
  expect((await mine.dryRun(body.id)).differences).toMatchObject([
    { row: 2, code: '7', title: 'Yeni A.Ş.', outcome: 'wrong' },
    { row: 3, code: '', title: 'Kodsuz Ltd.', outcome: 'wrong' },
  ])
})

test('[MU225] what falls into a closed period is wrong, tried as well as applied', async () => {
  await mine.run(GOOD)
  await http.store.asSystem('a test closes a period', trx =>
    withTables(trx).updateTable('mutabakat.period').set({ state: 'closed' }).where('date', '=', '2026-10-31').execute(),
  )
  const file = csvFile(
    'Cari Kodu;Ünvan;Tarih;Bakiye',
    '7;Yeni A.Ş.;31.10.2026;5,00',
    '120.02;Van A.Ş.;31.10.2026;-900,00',
  )
  const { body } = await mine.upload(file)
  const dry = await mine.dryRun(body.id)
  expect(dry.differences.map(({ failures }) => failures[0]?.code)).toEqual(['period_not_open'])
  expect(dry.counts).toMatchObject({ unchanged: 1, wrong: 1 })
  expect(await mine.apply(body.id)).toMatchObject({ unchanged: 1, wrong: 1, created: 0 })
  expect((await mine.errors(body.id))[0]?.failures[0]?.code).toBe('period_not_open')
})

test('[MU225] another mapping makes the dry run of the old one untrue', async () => {
  const { body } = await mine.upload(GOOD)
  await mine.dryRun(body.id)
  await mine.call('POST', `/api/imports/${body.id}/map`, body.plan)
  expect((await mine.call('GET', `/api/imports/${body.id}/preview`)).code).toBe('dry_run_not_found')
})

test('[MU226] a waiting file is thrown away with its bytes; an applied one is not, and is applied once', async () => {
  const { body } = await mine.upload(GOOD)
  expect((await other.call('DELETE', `/api/imports/${body.id}`)).code).toBe('import_not_found')
  expect((await mine.call('DELETE', `/api/imports/${body.id}`)).status).toBe(204)
  expect((await mine.call('GET', `/api/imports/${body.id}`)).code).toBe('import_not_found')
  const next = (await mine.upload(GOOD)).body
  const twice = await Promise.all([1, 2].map(() => mine.call('POST', `/api/imports/${next.id}/apply`)))
  expect(twice.map(({ status }) => status).sort()).toEqual([202, 409])
  await mine.ended(next.id)
  expect(await mine.letters()).toHaveLength(2)
  expect((await mine.call('DELETE', `/api/imports/${next.id}`)).code).toBe('import_not_waiting')
})
