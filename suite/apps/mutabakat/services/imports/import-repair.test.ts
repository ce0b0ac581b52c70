/** Wrong rows corrected in place, left out, and imports that go on where they stopped. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestHttp } from '../../../../platform/app/testing/index.ts'
import { makeSheet } from '../../../../platform/sheets/testing/make-workbook.ts'
import type { Counterparty, Import, ImportError, Letter, RowRepair } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { csvFile, type Imports, importsOf, startImportBench } from '../testing/import-bench.ts'
import { runImport } from './run-import.ts'

let http: TestHttp
let mine: Imports
let company: string
beforeAll(async () => {
  http = await startImportBench()
}, 60_000)
beforeEach(async () => {
  const made = await http.addCompany()
  company = made.id
  mine = importsOf(made.owner)
})
afterAll(() => http.close())

const HEADINGS = 'Cari Kodu;Ünvan;Tarih;Bakiye;VKN'
const GOOD = '120.01;Ege Ltd. Şti.;31.10.2026;1.250,50;1234567890'
/** Wrong in day, amount and number. */
const BAD = '120.02;Van A.Ş.;31.02.2026;1.250;1234567891'
const DUPLICATE = '120.01;Ege Ltd. Şti.;31.10.2026;99,00;'

const repair = (id: string, row: number, cells: Record<string, string>) =>
  mine.call<RowRepair>('PATCH', `/api/imports/${id}/rows/${row}`, { cells })
const eventsOf = () =>
  http.store.asSystem('a test reads what waits to be told', trx =>
    trx
      .selectFrom('platform.outbox')
      .select(['type', 'data'])
      .where('company_id', '=', company)
      .orderBy('seq')
      .execute(),
  )

test('[MU230] a wrong row is told by field, corrected in steps, and applied once it is right', async () => {
  const { id } = await mine.run(csvFile(HEADINGS, GOOD, BAD))
  const [wrong] = (await mine.errors(id)) as [ImportError]
  expect(wrong).toMatchObject({
    row: 3,
    fields: { code: '120.02', title: 'Van A.Ş.', date: '31.02.2026', balance: '1.250', tax_number: '1234567891' },
  })
  expect(wrong.failures.map(({ field, column }) => [field, column])).toEqual([
    ['tax_number', 'VKN_TCKN'],
    ['date', 'MutabakatTarihi'],
    ['balance', 'Bakiye'],
  ])
  const half = await repair(id, 3, { date: '31.10.2026', balance: '1.250,00' })
  expect(half.body.row).toMatchObject({ fields: { date: '31.10.2026', balance: '1.250,00' } })
  expect(half.body.row?.failures.map(({ code }) => code)).toEqual(['vkn_invalid'])
  expect(half.body.import).toMatchObject({ created: 1, wrong: 1 })
  const before = (await eventsOf()).length
  // What was typed before is still there.
  const whole = await repair(id, 3, { tax_number: '' })
  expect(whole.body).toMatchObject({ row: null, import: { created: 2, wrong: 0, total: 2 } })
  expect((await mine.letters()).map(({ balance }) => balance.amount)).toEqual(['1250.50', '1250.00'])
  const told = (await eventsOf()).slice(before).filter(({ type }) => type === 'mutabakat_created')
  expect(told).toHaveLength(1)
  const again = await repair(id, 3, { balance: '5,00' })
  expect([again.status, again.code]).toEqual([409, 'import_row_not_wrong'])
  expect(await mine.errors(id)).toEqual([])
})

test('[MU230] a field without a column can be told: the title of a card that is new', async () => {
  const { id } = await mine.run(csvFile('Cari Kodu;Tarih;Bakiye', '120.07;31.10.2026;5,00'))
  expect((await mine.errors(id))[0]?.failures[0]).toMatchObject({ field: 'title', code: 'counterparty_title_missing' })
  expect((await repair(id, 2, { title: 'Rize Çay A.Ş.' })).body).toMatchObject({
    row: null,
    import: { created: 1, wrong: 0 },
  })
  expect((await mine.letters())[0]?.counterparty.title).toBe('Rize Çay A.Ş.')
})

test('[MU231] a repaired row may not repeat another of its file, and meets letters as any row does', async () => {
  const { id } = await mine.run(csvFile(HEADINGS, GOOD, DUPLICATE))
  expect((await mine.errors(id))[0]?.failures[0]).toMatchObject({ code: 'row_duplicated' })
  const still = await repair(id, 3, { balance: '100,00' })
  expect(still.body.row?.failures[0]).toMatchObject({ code: 'row_duplicated' })
  expect(still.body.row?.failures[0]?.message).toContain('2')
  expect((await repair(id, 3, { date: '30.09.2026' })).body).toMatchObject({
    row: null,
    import: { created: 2, wrong: 0 },
  })
})

test('[MU231] of many who repair one row at once one applies it', async () => {
  const { id } = await mine.run(csvFile(HEADINGS, BAD))
  const cells = { date: '31.10.2026', balance: '5,00', tax_number: '' }
  const answers = await Promise.all(Array.from({ length: 4 }, () => repair(id, 2, cells)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  expect(await mine.letters()).toHaveLength(1)
  expect(await mine.get(id)).toMatchObject({ created: 1, updated: 0, unchanged: 0, wrong: 0 })
})

test('[MU231] a number cell is read again as the number it was', async () => {
  const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
  const headings = ['Cari Kodu', 'Ünvan', 'Tarih', 'Bakiye'].map((name, index) => text(`${'ABCD'[index]}1`, name))
  const row = `${text('A2', '120')}${text('B2', 'Ege')}<c r="D2"><v>1.005</v></c>`
  const bytes = makeSheet(`<row r="1">${headings.join('')}</row><row r="2">${row}</row>`)
  const { id } = await mine.run({ name: 'bakiye.xlsx', bytes })
  // As text 1.005 could be read two ways.
  expect((await repair(id, 2, { date: '31.10.2026' })).body.row).toBeNull()
  expect((await mine.letters())[0]?.balance.amount).toBe('1.01')
})

test('[MU232] a wrong row is left out, and nobody of another company reaches it', async () => {
  const { id } = await mine.run(csvFile(HEADINGS, GOOD, BAD))
  const other = importsOf((await http.addCompany('Öteki A.Ş.')).owner)
  expect((await other.call('POST', `/api/imports/${id}/rows/3/skip`)).code).toBe('import_not_found')
  expect((await other.call('PATCH', `/api/imports/${id}/rows/3`, { cells: { date: '1.1.2026' } })).code).toBe(
    'import_not_found',
  )
  const skipped = await mine.call<Import>('POST', `/api/imports/${id}/rows/3/skip`)
  expect(skipped.body).toMatchObject({ wrong: 0, skipped: 1, created: 1 })
  expect((await mine.call('POST', `/api/imports/${id}/rows/3/skip`)).code).toBe('import_row_not_wrong')
  expect((await mine.call('GET', `/api/imports/${id}/errors.xlsx`)).code).toBe('import_has_no_errors')
})

test('[MU233] an import that died goes on behind its last row and still knows the rows before it', async () => {
  const rows = Array.from({ length: 700 }, (_, at) => `120.${at};Firma ${at};31.10.2026;${at + 1},00;`)
  const { id } = await mine.run(csvFile(HEADINGS, ...rows, '120.5;Firma 5;31.10.2026;77,00;'))
  expect(await mine.get(id)).toMatchObject({ created: 700, wrong: 1, total: 701 })
  // As a process leaves it that was killed after its first chunk.
  await http.store.inCompany(company, async trx => {
    const tables = withTables(trx)
    await tables.deleteFrom('mutabakat.import_row').where('import_id', '=', id).where('row', '>', 501).execute()
    await tables.deleteFrom('mutabakat.letter').where('import_id', '=', id).where('import_row', '>', 501).execute()
    await tables
      .updateTable('mutabakat.import')
      .set({ created: 500, wrong: 0, total: null })
      .where('id', '=', id)
      .execute()
  })
  const reports: number[] = []
  await runImport(http.services, company, id, {
    ...{ task_id: id, company_id: company, owner_id: null, attempt: 2, signal: new AbortController().signal },
    report: async ({ done }) => void reports.push(done),
    complete: async () => {},
  })
  // The first chunk is not read again: what is reported begins behind it.
  expect(reports).toEqual([701])
  expect(await mine.get(id)).toMatchObject({ created: 700, wrong: 1, total: 701 })
  expect((await mine.errors(id))[0]).toMatchObject({ row: 702, failures: [{ code: 'row_duplicated' }] })
})

test('[MU641] a card that a file gives to another person takes its unfinished letters along, told as everywhere', async () => {
  const [ece, can] = [
    await http.addPerson({ company, role: 'member', email: 'ece@deneme.example', name: 'Ece Gül' }),
    await http.addPerson({ company, role: 'manager', email: 'can@deneme.example', name: 'Can Ak' }),
  ]
  await mine.run(csvFile(HEADINGS, GOOD, '120.02;Van A.Ş.;31.10.2026;10,00;', '120.03;Rize A.Ş.;31.10.2026;10,00;'))
  const give = (...rows: string[]) =>
    mine.run(csvFile('CariKodu;Unvan;VKN_TCKN;Eposta;MutabakatSorumluEmail', ...rows), 'cards')
  const whose = async () =>
    (await mine.letters()).map(({ counterparty, responsible }) => [counterparty.code, responsible?.id])
  const told = async () =>
    (await eventsOf()).filter(({ type }) => type === 'mutabakat_assigned').map(({ data }) => data)
  const owner = (await mine.letters())[0]!.responsible!.id
  const done = await give(
    '120.01;Ege Ltd. Şti.;;;ece@deneme.example',
    '120.02;Van A.Ş.;;;ece@deneme.example',
    '120.03;Rize A.Ş.;;;can@deneme.example',
  )
  expect(done).toMatchObject({ updated: 3 })
  expect(await whose()).toEqual([
    ['120.01', ece.id],
    ['120.02', ece.id],
    ['120.03', can.id],
  ])
  expect(await told()).toMatchObject([
    { from: { id: owner }, to: { id: ece.id, name: 'Ece Gül' }, letters: 2 },
    { from: { id: owner }, to: { id: can.id }, letters: 1 },
  ])
  const kept = async (what: 'audit' | 'bells') =>
    http.store.asSystem('a test reads what was kept', async trx =>
      what === 'audit'
        ? (
            await trx
              .selectFrom('platform.audit')
              .select('id')
              .where('company_id', '=', company)
              .where('action', '=', 'counterparty.assigned')
              .execute()
          ).length
        : (
            await trx
              .selectFrom('platform.notification')
              .select('user_id')
              .where('company_id', '=', company)
              .where('kind', '=', 'mutabakat_assigned')
              .execute()
          ).map(({ user_id }) => user_id),
    )
  expect(await kept('audit')).toBe(2)
  expect(await kept('bells')).toEqual([ece.id, can.id])
  const [letter] = await mine.letters()
  const { history } = (await mine.call<Letter>('GET', `/api/mutabakat/${letter!.id}`)).body
  expect(history[0]).toMatchObject({ action: 'mutabakat_assigned', detail: { to: 'Ece Gül' } })
  // The same file again gives nothing to anybody, and a member's file takes their own letters alone.
  await give('120.01;Ege Ltd. Şti.;;;ece@deneme.example')
  expect(await told()).toHaveLength(2)
  const hers = importsOf(ece)
  await hers.run(
    csvFile(
      'CariKodu;Unvan;VKN_TCKN;Eposta;MutabakatSorumluEmail',
      '120.02;Van A.Ş.;;;can@deneme.example',
      '120.03;Rize A.Ş.;;;ece@deneme.example',
    ),
    'cards',
  )
  expect((await whose()).map(([, id]) => id)).toEqual([ece.id, can.id, can.id])
}, 60_000)

const CARD_HEADINGS =
  'CariKodu;Unvan;VKN_TCKN;Eposta;Eposta2;Tip;ParaBirimi;Iban;OzelKod;MutabakatSorumluEmail;Ulke;Aktif'

test('[MU234] cards are added and completed from a file; what it leaves empty stays', async () => {
  const colleague = await http.addPerson({ company, role: 'member', email: 'sorumlu@deneme.example' })
  const file = csvFile(
    CARD_HEADINGS,
    '120.01;Ege Ltd. Şti.;1234567890;ege@firma.example;iki@firma.example;T;EUR;TR330006100519786457841326;EGE;sorumlu@deneme.example;Türkiye;E',
    '320.01;Van A.Ş.;;;;S;;;;kimse@deneme.example;Almanya;H',
    '320.02;;9876543217;x@firma.example;;S;;TR33;;;Narnia;belki',
    '120.01;Ege Ltd. Şti.;1234567890;ege@firma.example;;T;;;;;;',
  )
  const done = await mine.run(file, 'cards')
  expect(done).toMatchObject({ state: 'done', kind: 'cards', created: 2, updated: 0, wrong: 2, warnings: 3 })
  const cards = async () =>
    (await mine.call<{ items: Counterparty[] }>('GET', '/api/counterparties?sort=code')).body.items
  expect(await cards()).toMatchObject([
    {
      ...{ code: '120.01', kind: 'both', currency: 'EUR', country: 'TR', iban: 'TR330006100519786457841326' },
      ...{ group_code: 'EGE', responsible: { id: colleague.id }, contacts: 1, active: true },
    },
    { code: '320.01', kind: 'supplier', country: 'DE', active: false, responsible: null },
  ])
  expect((await mine.errors(done.id)).map(({ failures }) => failures.map(({ code }) => code))).toEqual([
    ['title_missing', 'country_unknown', 'iban_invalid', 'active_invalid'],
    ['row_duplicated'],
  ])
  const before = await cards()
  expect(await mine.run(file, 'cards')).toMatchObject({ created: 0, updated: 0, unchanged: 2, wrong: 2 })
  expect(await cards()).toEqual(before)
  const part = csvFile('CariKodu;Unvan;VKN_TCKN;Eposta', '120.01;Ege Ltd. Şti.;;yeni@firma.example')
  const { body } = await mine.upload(part, 'kind=cards')
  const dry = await mine.dryRun(body.id)
  expect(dry.counts).toMatchObject({ updated: 1, cards_changed: 1, cards_created: 0 })
  expect(dry.differences[0]?.changes).toEqual([{ field: 'email', old: 'ege@firma.example', new: 'yeni@firma.example' }])
  expect(await mine.apply(body.id)).toMatchObject({ updated: 1 })
  expect((await cards())[0]).toMatchObject({
    email: 'yeni@firma.example',
    currency: 'EUR',
    kind: 'both',
    group_code: 'EGE',
  })
})

test('[MU604] a postal address comes with a file of cards, goes into theirs, and stays where a file leaves it empty', async () => {
  const address = 'Moda Cad. No: 1, 34710 Kadıköy/İstanbul'
  const file = csvFile('CariKodu;Unvan;VKN_TCKN;Eposta;Adres', `7;Ordu Fındık A.Ş.;;a@b.example;${address}`)
  await mine.run(file, 'cards')
  await mine.run(csvFile('CariKodu;Unvan;VKN_TCKN;Eposta;Adres', '7;Ordu Fındık Tic. A.Ş.;;a@b.example;'), 'cards')
  const { body } = await mine.call<{ items: Counterparty[] }>('GET', '/api/counterparties')
  expect(body.items).toMatchObject([{ title: 'Ordu Fındık Tic. A.Ş.', address }])
  await mine.run(
    csvFile('CariKodu;Unvan;VKN_TCKN;Eposta;Adres', '7;Ordu Fındık A.Ş.;;a@b.example;Yeni Cad. 2 Ordu'),
    'cards',
  )
  const moved = await mine.call<{ items: Counterparty[] }>('GET', '/api/counterparties')
  expect(moved.body.items).toMatchObject([{ title: 'Ordu Fındık A.Ş.', address: 'Yeni Cad. 2 Ordu' }])
})

test('[MU234] a wrong card is repaired in place, and no letter comes of it', async () => {
  const { id } = await mine.run(csvFile('CariKodu;Unvan;VKN_TCKN;Eposta', '1;;1234567890;a@b.example'), 'cards')
  expect((await repair(id, 2, { title: 'Ordu Fındık A.Ş.' })).body).toMatchObject({
    row: null,
    import: { created: 1, wrong: 0 },
  })
  expect(await mine.letters()).toEqual([])
})
