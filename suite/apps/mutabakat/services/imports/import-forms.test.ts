/** Files of BA and BS and of due dates: looked at, tried dry, applied, applied again, repaired. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestHttp } from '../../../../platform/app/testing/index.ts'
import type { Letter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { csvFile, type Imports, importsOf, startImportBench } from '../testing/import-bench.ts'
import { writeTemplate } from './import-template.ts'

let http: TestHttp
let mine: Imports
let company: string
beforeAll(async () => {
  http = await startImportBench()
}, 60_000)
beforeEach(async () => {
  const added = await http.addCompany()
  company = added.id
  mine = importsOf(added.owner)
}, 60_000)
afterAll(() => http.close())

const BABS = 'Dönem;Form Tipi;VKN/TCKN;Ünvan;Ülke;Belge Sayısı;Tutar;Kapsam'
const FORMS = csvFile(
  BABS,
  '2026-10;BS;1234567890;Ege Ltd. Şti.;TR;7;84.210,00;',
  'Ekim 2026;BA;1234567890;Ege Ltd. Şti.;TR;2;12.400;tümü',
  '10/2026;BS;9876543217;Van A.Ş.;Türkiye;1;4.999;kağıt',
  '10/2026;BS;9876543217;Van A.Ş.;TR;x;10.000;kağıt',
  'TOPLAM;;;;;10;111.609;',
)
const AGEING = 'Cari Kodu;Ünvan;Mutabakat Tarihi;Vade Tarihi;Bakiye;B/A;Para Birimi'
const line = (code: string, due: string, amount: string, side = 'B', currency = 'TL') =>
  `${code};Cari ${code};31.10.2026;${due};${amount};${side};${currency}`

const one = async (id: string) => (await mine.call<Letter>('GET', `/api/mutabakat/${id}`)).body
const lettersOf = async () => Promise.all((await mine.letters()).map(({ id }) => one(id)))
const linesOf = (letter: Letter | undefined) =>
  letter?.dues?.map(({ due, balance, side }) => `${due} ${balance.amount} ${side}`)
const addCard = async (code: string, kind: string, tax_number: string) => {
  const body = { code, title: `Kart ${code}`, kind, tax_kind: 'vkn', tax_number, email: null, locale: 'tr' }
  const more = { tax_office: null, contact_name: null, mobile: null, contract_notice: false }
  expect((await mine.call('POST', '/api/counterparties', { ...body, ...more })).status).toBe(201)
}
const send = (of: string) =>
  http.services.store.inCompany(company, trx =>
    withTables(trx).updateTable('mutabakat.letter').set({ status: 'sent' }).where('id', '=', of).execute(),
  )
const lira = (amount: string) => ({ amount, currency: 'TRY' })

test('[MU461] a card is found by its tax number, of two the one that buys or sells; a new one is called by it', async () => {
  await addCard('120.01', 'customer', '1234567890')
  await addCard('320.01', 'supplier', '1234567890')
  expect(await mine.run(FORMS, 'babs')).toMatchObject({ state: 'done', created: 3, wrong: 1, total: 4 })
  const letters = await lettersOf()
  expect(
    letters.map(({ kind, side, balance, counterparty }) => [kind, side, balance.amount, counterparty.code]),
  ).toEqual([
    ['bs', 'B', '84210.00', '120.01'],
    ['ba', 'A', '12400.00', '320.01'],
    ['bs', 'B', '4999.00', '9876543217'],
  ])
  expect(letters.map(({ balance_date }) => balance_date)).toEqual(['2026-10-31', '2026-10-31', '2026-10-31'])
  expect(letters[2]?.counterparty).toMatchObject({ title: 'Van A.Ş.', kind: 'customer', tax_number: '9876543217' })
  // The same file again is no news, and its wrong row is wrong again.
  expect(await mine.run(FORMS, 'babs')).toMatchObject({ created: 0, unchanged: 3, wrong: 1 })
  const changed = csvFile(BABS, '2026-10;BS;1234567890;Ege;TR;8;84.210;')
  expect(await mine.run(changed, 'babs')).toMatchObject({ updated: 1 })
  expect((await one(letters[0]!.id)).documents).toEqual({ count: 8, scope: 'paper' })
}, 60_000)

test('[MU462] less than the limit is worth a look; what the file leaves open is compared as the company does', async () => {
  const settings = {
    babs: { scope: 'all', limits: [{ from: '2026-10', amount: { amount: '5000.00', currency: 'TRY' } }] },
  }
  expect((await mine.call('PUT', '/api/mutabakat/settings', settings)).status).toBe(200)
  const { body } = await mine.upload(FORMS, 'kind=babs')
  const { counts, differences } = await mine.dryRun(body.id)
  expect(counts).toMatchObject({ created: 3, wrong: 1, warnings: 1, cards_created: 2 })
  expect(differences[2]?.warnings).toMatchObject([{ column: 'Tutar', code: 'babs_below_limit' }])
  expect(differences[0]?.changes.slice(0, 2)).toEqual([
    { field: 'amount', old: null, new: '84.210,00 (B)' },
    { field: 'count', old: null, new: '7' },
  ])
  expect(await mine.apply(body.id)).toMatchObject({ created: 3, warnings: 1 })
  expect((await lettersOf()).map(({ documents }) => documents?.scope)).toEqual(['all', 'all', 'paper'])
}, 60_000)

test('[MU465] a form is looked at, mapped, kept as a template, and repaired in place', async () => {
  const strange = csvFile('Ay;Hangi;No;Kim;Kaç;Ne kadar', '2026-10;BS;1234567890;Ege;yedi;84210')
  const { look, id } = (await mine.upload(strange, 'kind=babs')).body
  expect(look).toMatchObject({ certain: false, heading_row: 1 })
  const columns = { period: 0, form: 1, tax_number: 2, title: 3, count: 4, amount: 5 }
  const map = { ...{ sheet: null, heading_row: 1, columns }, save_as: 'Muhasebeci' }
  expect(
    (await mine.call('POST', `/api/imports/${id}/map`, { ...map, columns: { ...columns, count: undefined } })).code,
  ).toBe('mapping_incomplete')
  expect((await mine.call('POST', `/api/imports/${id}/map`, map)).status).toBe(200)
  expect(await mine.apply(id)).toMatchObject({ created: 0, wrong: 1 })
  expect(await mine.errors(id)).toMatchObject([{ row: 2, failures: [{ field: 'count', code: 'count_invalid' }] }])
  const repaired = await mine.call('PATCH', `/api/imports/${id}/rows/2`, { cells: { count: '7' } })
  expect(repaired.body).toMatchObject({ row: null, import: { created: 1, wrong: 0 } })
  expect(await lettersOf()).toMatchObject([{ kind: 'bs', documents: { count: 7 } }])
  expect((await mine.upload(strange, 'kind=babs')).body.look).toMatchObject({ templates: [{ name: 'Muhasebeci' }] })
}, 60_000)

test('[MU465] the file to start from is read as what it is', async () => {
  for (const kind of ['babs', 'dues'] as const) {
    const file = { name: `${kind}.xlsx`, bytes: await writeTemplate(kind) }
    const { look, id } = (await mine.upload(file, `kind=${kind}`)).body
    expect([kind, look?.missing, look?.certain]).toEqual([kind, [], true])
    expect(await mine.apply(id)).toMatchObject({ state: 'done', wrong: 0 })
  }
  const letters = await lettersOf()
  expect(letters.map(({ kind, balance, side }) => [kind, balance.amount, side])).toEqual([
    ['bs', '84210.00', 'B'],
    ['ba', '12400.00', 'A'],
    ['cari_vade', '125430.50', 'B'],
  ])
  expect(linesOf(letters[2])).toEqual(['2026-11-15 100000.00 B', '2026-12-15 25430.50 B'])
}, 60_000)

const SPLIT = [line('120.01', '15.12.2026', '600,00'), line('120.01', '15.11.2026', '250,50', 'A')]
const accountsOf = async (code: string) => {
  const found = await mine.call<{ items: { id: string }[] }>('GET', `/api/mutabakat?q=${code}&sort=no`)
  return Promise.all(found.body.items.map(({ id }) => one(id)))
}

test('[MU463] rows of one account, day and currency are one letter, wherever they stand and however often', async () => {
  const between = Array.from({ length: 500 }, () => line('130.01', '15.11.2026', '10,00'))
  const later = [line('120.01', '15.12.2026', '100,00'), line('120.01', '01.09.2026', '10,00', 'B', 'USD')]
  const file = csvFile(AGEING, ...SPLIT, ...between, ...later)
  expect(await mine.run(file, 'dues')).toMatchObject({
    state: 'done',
    total: 504,
    created: 3,
    unchanged: 501,
    wrong: 0,
  })
  const [ours, dollars] = await accountsOf('120.01')
  expect(ours).toMatchObject({ kind: 'cari_vade', side: 'B', balance: lira('449.50'), try_balance: lira('449.50') })
  expect(linesOf(ours)).toEqual(['2026-11-15 250.50 A', '2026-12-15 700.00 B'])
  expect(dollars).toMatchObject({ kind: 'cari_vade', balance: { amount: '10.00', currency: 'USD' } })
  expect(linesOf((await accountsOf('130.01'))[0])).toEqual(['2026-11-15 5000.00 B'])
  expect(await mine.run(file, 'dues')).toMatchObject({ created: 0, updated: 0, unchanged: 504 })
  expect((await accountsOf('120.01'))[0]).toMatchObject({ rev: ours!.rev })
}, 60_000)

test('[MU463] other lines replace those of a draft, and no letter that is on its way', async () => {
  await mine.run(csvFile(AGEING, ...SPLIT), 'dues')
  const other = csvFile(AGEING, line('120.01', '15.12.2026', '349,50'), line('120.01', '15.01.2027', '0,00'))
  const { body } = await mine.upload(other, 'kind=dues')
  expect((await mine.dryRun(body.id)).counts).toMatchObject({ updated: 1, unchanged: 1, created: 0 })
  expect(await mine.apply(body.id)).toMatchObject({ updated: 1, unchanged: 1 })
  const [letter] = await accountsOf('120.01')
  // The balance is the same: the days alone are other ones.
  expect([letter?.balance.amount, linesOf(letter)]).toEqual(['349.50', ['2026-12-15 349.50 B', '2027-01-15 0.00 B']])
  await send(letter!.id)
  expect(await mine.run(csvFile(AGEING, ...SPLIT), 'dues')).toMatchObject({ wrong: 2, unchanged: 0 })
}, 60_000)

test('[MU464] a repaired line joins its letter, also when the file is applied again', async () => {
  const file = csvFile(AGEING, line('120.01', '15.12.2026', '600,00'), line('120.01', '31.02.2027', '5,00'))
  for (const run of [1, 2]) {
    const { body } = await mine.upload(file, 'kind=dues&apply=1')
    expect(await mine.ended(body.id)).toMatchObject({ wrong: 1, created: run === 1 ? 1 : 0 })
    const cells = { due_date: '28.02.2027' }
    const { body: repaired } = await mine.call<{ row: unknown }>('PATCH', `/api/imports/${body.id}/rows/3`, { cells })
    expect(repaired.row).toBeNull()
    const [letter] = await lettersOf()
    expect([letter?.balance.amount, linesOf(letter)]).toEqual(['605.00', ['2026-12-15 600.00 B', '2027-02-28 5.00 B']])
  }
}, 60_000)

test('[MU464] a letter of more than sixty days is no letter', async () => {
  const days = Array.from({ length: 61 }, (_, index) => {
    const day = String((index % 30) + 1).padStart(2, '0')
    return line('120.02', `${day}.${index < 30 ? '10' : index < 60 ? '11' : '12'}.2026`, '1,00')
  })
  const long = await mine.run(csvFile(AGEING, ...days), 'dues')
  expect(long).toMatchObject({ created: 0, wrong: 61 })
  expect((await mine.errors(long.id))[0]?.failures).toMatchObject([{ field: 'due_date', code: 'dues_too_many' }])
}, 60_000)
