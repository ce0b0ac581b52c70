/** Files nobody can read: each import ends with its code, and the process lives. */
import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { makeSheet, workbookZipParts } from '../../suite/platform/sheets/testing/make-workbook.ts'
import { makeZip } from '../../suite/platform/sheets/testing/make-zip.ts'
import { ended, finishedImport, startImport } from './import-steps.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'

let test: TestSuite
let owner: Person
beforeAll(async () => {
  test = await startTestSuite()
  owner = await test.addCompany('Dosya Ticaret A.Ş.', 'dosya@dosya.example')
})
afterAll(() => test.close())

const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join('')}</row>`
const HEADINGS = row(
  1,
  text('A1', 'Cari Kodu'),
  text('B1', 'Ünvan'),
  text('C1', 'Tarih'),
  text('D1', 'Bakiye'),
  text('E1', 'B/A'),
)
const good = (number: number, code: string) =>
  row(
    number,
    ...[text(`A${number}`, code), text(`B${number}`, `${code} Ltd. Şti.`), text(`C${number}`, '31.10.2026')],
    ...[`<c r="D${number}"><v>100</v></c>`, text(`E${number}`, 'B')],
  )

/** The first bytes of an Excel 97 file. */
const xls = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])
/** 400 MB of zeros in a sheet of 2 MB, honest about its size, or lying about it. */
const ZEROS = 400 * 1024 * 1024
const packed = deflateRawSync(Buffer.alloc(ZEROS), { level: 1 })
const bomb = (declared = ZEROS): Buffer =>
  makeZip(
    workbookZipParts({ sheets: [{ data: HEADINGS }] }).map(part =>
      part.name.includes('sheet1.xml') ? { ...part, packed, declared, content: '' } : part,
    ),
  )
const whole = makeSheet(HEADINGS + good(2, 'A'))

describe('a file that cannot be read', () => {
  it.each([
    ['an Excel 97 workbook', 'eski.xls', () => xls, 'xls_not_supported'],
    ['no bytes', 'bos.xlsx', () => Buffer.alloc(0), 'file_empty'],
    ['a workbook without rows', 'bos.xlsx', () => makeSheet(''), 'file_empty'],
    ['random bytes', 'rastgele.xlsx', () => randomBytes(50_000), 'file_unknown'],
    ['half a workbook', 'yarim.xlsx', () => whole.subarray(0, whole.length / 2), 'file_broken'],
    ['a bomb', 'bomba.xlsx', () => bomb(), 'file_inflates'],
    ['a bomb that lies', 'bomba.xlsx', () => bomb(5_000), 'file_inflates'],
    ['no headings', 'basliksiz.xlsx', () => makeSheet(good(1, 'A') + good(2, 'B')), 'headings_not_found'],
    ['some of the headings', 'eksik.csv', () => Buffer.from('Cari Kodu;Ünvan\n120;A Ltd\n'), 'headings_not_found'],
  ])('[MU135] %s ends with its code and a sentence', async (_name, name, bytes, code) => {
    const failed = await finishedImport(test, owner, { name, bytes: bytes() })
    expect(failed).toMatchObject({ state: 'failed', created: 0, updated: 0, total: null, error: { code } })
    expect(failed.error!.message).toMatch(/^[A-ZÇĞİÖŞÜ].*\.$/)
    expect(failed.error!.message).not.toMatch(/\{|\/tmp|Error/)
    expect((await test.stranger().fetch('/health')).status).toBe(200)
  })

  it('[MU135] the missing headings are named, in the language of the reader', async () => {
    const failed = await finishedImport(test, owner, {
      name: 'x.csv',
      bytes: Buffer.from('Cari Kodu;Ünvan\n120;A Ltd\n'),
    })
    expect(failed.error?.message).toContain('MutabakatTarihi, Bakiye')
    const english = await owner.call(
      routes.getImport,
      { params: { id: failed.id } },
      { headers: { 'accept-language': 'en', 'x-requested-with': 'nabiz' } },
    )
    expect(english.body.error?.message).not.toBe(failed.error?.message)
  })

  it('[MU135] after all of them a good file goes through', async () => {
    expect(await finishedImport(test, owner, { name: 'iyi.xlsx', bytes: whole })).toMatchObject({
      state: 'done',
      created: 1,
    })
    const page = await owner.call(routes.listImports, { query: { limit: 200 } })
    expect(page.body.items.filter(({ state }) => state === 'failed')).toHaveLength(10)
    expect(
      (await owner.refused(routes.importErrorsFile, { params: { id: page.body.items[0]!.id } })).body.error.code,
    ).toBe('import_has_no_errors')
  })
})

describe('a file that is odd', () => {
  it('[MU137] a formula without a result is a wrong row, with its column; the others are applied', async () => {
    const formula = good(3, 'F2').replace('<v>100</v>', '<f>SUM(A1:A2)</f>')
    const withResult = good(4, 'F3').replace('<v>100</v>', '<f>50+50</f><v>100</v>')
    const bytes = makeSheet(HEADINGS + good(2, 'F1') + formula + withResult)
    const done = await finishedImport(test, owner, { name: 'formul.xlsx', bytes })
    expect(done).toMatchObject({ state: 'done', created: 2, wrong: 1, total: 3 })
    const errors = await owner.call(routes.importErrors, { params: { id: done.id } })
    expect(errors.body.items).toMatchObject([
      { row: 3, failures: [{ code: 'formula_without_result', column: 'Bakiye' }] },
    ])
  })

  it('[MU137] merged titles, empty rows and totals around the rows are passed over', async () => {
    const shifted = (xml: string, by: number) =>
      xml.replace(/ r="([A-Z]?)(\d+)"/g, (_, letter: string, number: string) => ` r="${letter}${Number(number) + by}"`)
    const title = row(1, text('A1', 'DOSYA TİCARET A.Ş. CARİ BAKİYE LİSTESİ'), '<c r="B1"/>')
    const totals = row(9, text('A9', 'GENEL TOPLAM'), `<c r="D9"><v>200</v></c>`)
    const bytes = makeSheet(
      title + shifted(HEADINGS, 3) + shifted(good(2, 'M1'), 3) + shifted(good(4, 'M2'), 3) + totals,
      {
        extra: [],
      },
    )
    expect(await finishedImport(test, owner, { name: 'baslik.xlsx', bytes })).toMatchObject({
      ...{ state: 'done', created: 2, wrong: 0, total: 2 },
    })
  })

  it('[MU137] CSV with semicolons in windows-1254 is read as well', async () => {
    const line = (text: string) =>
      Buffer.from(
        [...text].map(sign =>
          'ĞİŞğış'.includes(sign) ? [0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe]['ĞİŞğış'.indexOf(sign)]! : sign.charCodeAt(0),
        ),
      )
    const bytes = line('Cari Kodu;Ünvan;Tarih;Bakiye;B/A\r\nC1;Işık Gıda Ltd. Şti.;31.10.2026;1.234,56;A\r\n')
    expect(await finishedImport(test, owner, { name: 'bakiye.csv', bytes })).toMatchObject({
      state: 'done',
      created: 1,
    })
    const found = await owner.call(routes.listLetters, { query: { q: 'işık', limit: 5 } })
    expect(found.body.items).toMatchObject([
      { side: 'A', balance: { amount: '1234.56', currency: 'TRY' }, counterparty: { title: 'Işık Gıda Ltd. Şti.' } },
    ])
  })

  it('[MU137] what looks like a formula in a cell is only text in the file of wrong rows', async () => {
    const evil = '=HYPERLINK("http://evil.example","tık")'
    const bytes = Buffer.from(`Cari Kodu;Ünvan;Tarih;Bakiye;B/A\nE1;"${evil.replaceAll('"', '""')}";31.02.2026;1;B\n`)
    const done = await finishedImport(test, owner, { name: 'e.csv', bytes })
    expect(done).toMatchObject({ state: 'done', wrong: 1 })
    const xlsx = await owner.call(routes.importErrorsFile, { params: { id: done.id } })
    expect(Buffer.from(xlsx.body as unknown as Buffer).includes('<f>')).toBe(false)
  })
})

describe('the upload', () => {
  it('[MU136] more than 20 MB is refused with 413 and leaves nothing; exactly 20 MB is taken', async () => {
    const before = (await owner.call(routes.listImports, { query: { limit: 1 } })).body.total
    const limit = 20 * 1024 * 1024
    const big = await owner.upload(routes.createImport, { name: 'b.xlsx', bytes: Buffer.alloc(limit + 1) })
    expect([big.status, (big.body as unknown as { error: { code: string } }).error.code]).toEqual([413, 'too_large'])
    const huge = await owner.upload(routes.createImport, { name: 'b.xlsx', bytes: Buffer.alloc(limit + 3_000_000) })
    expect(huge.status).toBe(413)
    expect((await owner.call(routes.listImports, { query: { limit: 1 } })).body.total).toBe(before)
    const fits = await startImport(owner, { name: 'b.xlsx', bytes: Buffer.alloc(limit) })
    expect(await ended(owner, test, fits)).toMatchObject({ state: 'failed', error: { code: 'file_unknown' } })
  })

  it('[MU136] no file, or no form, is refused', async () => {
    const form = new FormData()
    form.set('name', 'x')
    const post = (init: RequestInit) =>
      owner.fetch('/api/imports', { method: 'POST', ...init, headers: { 'x-company': owner.company, ...init.headers } })
    expect((await post({ body: form })).status).toBe(400)
    const json = await post({ body: '{}', headers: { 'content-type': 'application/json' } })
    expect(json.status).toBe(415)
  })
})
