/** Lists of balances as accounting programs print them, uploaded as they are. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type WritableCell, writeXlsx } from '#platform/sheets'
import type { TestHttp } from '../../../../platform/app/testing/index.ts'
import { type Imports, importsOf, startImportBench } from '../testing/import-bench.ts'

let http: TestHttp
let mine: Imports
beforeAll(async () => {
  http = await startImportBench()
}, 60_000)
afterAll(() => http.close())
beforeEach(async () => {
  mine = importsOf((await http.addCompany()).owner)
})

/** Text as a Windows set to Turkish writes it. */
const inWindows1254 = (text: string): Buffer => {
  const own: Record<string, number> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe }
  return Buffer.from([...text].map(sign => own[sign] ?? sign.charCodeAt(0)))
}

const day = { date: '2026-10-31' }
const apply = async (file: { name: string; bytes: Buffer }) => {
  const { body } = await mine.upload(file)
  expect(body.look).toMatchObject({ certain: false, missing: ['date'] })
  const columns = Object.fromEntries(body.look!.columns.flatMap(({ field, index }) => (field ? [[field, index]] : [])))
  const plan = { sheet: body.look!.sheet, heading_row: body.look!.heading_row, columns, defaults: day, decimal: null }
  expect((await mine.call('POST', `/api/imports/${body.id}/map`, plan)).status).toBe(200)
  return mine.apply(body.id)
}

test('[MU625] Logo: titles above, tax numbers as numbers, two columns of balances beside totals, a grand total', async () => {
  const rows: WritableCell[][] = [
    ['Cari Hesap Borç/Alacak Toplamları Raporu'],
    ['Tarih Aralığı: 01.01.2026 - 31.10.2026'],
    [],
    [
      ...['Cari Hesap Kodu', 'Cari Hesap Unvanı', 'Vergi Numarası', 'E-posta Adresi'],
      ...['Borç Toplamı', 'Alacak Toplamı', 'Borç Bakiye', 'Alacak Bakiye'],
    ],
    ['120.05.0001', 'Şahin Ambalaj A.Ş.', 1234567890, 'a@sahin.example', 5000, 3749.5, 1250.5, 0],
    ['320.01.0002', 'Öz Çınar Ltd. Şti.', null, null, 100, 400, 0, 300],
    ['', 'GENEL TOPLAM', null, null, 5100, 4149.5, 1250.5, 300],
  ]
  const columns = [{ header: 'DEFNE GIDA A.Ş.' }, ...Array.from({ length: 7 }, (_, at) => ({ header: `${at}` }))]
  const done = await apply({ name: 'logo.xlsx', bytes: await writeXlsx({ columns, rows }) })
  expect(done).toMatchObject({ total: 2, created: 2, wrong: 0 })
  expect(await mine.letters()).toMatchObject([
    { counterparty: { code: '120.05.0001', title: 'Şahin Ambalaj A.Ş.' }, side: 'B', balance: { amount: '1250.50' } },
    { counterparty: { code: '320.01.0002', title: 'Öz Çınar Ltd. Şti.' }, side: 'A', balance: { amount: '300.00' } },
  ])
})

test('[MU625] Mikro: windows-1254 with titles, and a row of totals at the end', async () => {
  const text = [
    'Mikro - Cari Bakiye Listesi;;;;;',
    'Rapor tarihi;31.10.2026;;;;',
    'Cari Kodu;Cari Adı;Vergi Dairesi;Vergi No;Borç Bakiyesi;Alacak Bakiyesi',
    '120.M001;İğdır Şekerleme A.Ş.;Kadıköy;1234567890;12.345,67;0,00',
    '320.M002;Güneş Ltd. Şti.;Şişli;;0,00;98,70',
    'TOPLAM;;;;12.345,67;98,70',
  ].join('\r\n')
  expect(await apply({ name: 'mikro.csv', bytes: inWindows1254(text) })).toMatchObject({
    total: 2,
    created: 2,
    wrong: 0,
  })
  const letters = await mine.letters()
  expect(letters.map(({ counterparty, side, balance }) => [counterparty.title, side, balance.amount]).sort()).toEqual([
    ['Güneş Ltd. Şti.', 'A', '98.70'],
    ['İğdır Şekerleme A.Ş.', 'B', '12345.67'],
  ])
})

test('[MU625] Netsis: the day in its own column, the balance signed', async () => {
  const columns = ['CARI_KOD', 'CARI_ISIM', 'VERGI_NUMARASI', 'TARIH', 'BORC', 'ALACAK', 'BAKIYE', 'DOVIZ_TURU']
  const rows: WritableCell[][] = [
    ['C-1', 'Ünlü Kırtasiye', 1234567890, '31.10.2026', 5000, 9000, -4000, 'TL'],
    ['', 'TOPLAM', null, null, 5000, 9000, -4000, null],
  ]
  const bytes = await writeXlsx({ columns: columns.map(header => ({ header })), rows })
  const { body } = await mine.upload({ name: 'netsis.xlsx', bytes })
  expect(body.look).toMatchObject({ certain: true, erp: 'netsis' })
  expect(await mine.apply(body.id)).toMatchObject({ total: 1, created: 1, wrong: 0 })
  expect(await mine.letters()).toMatchObject([{ side: 'A', balance: { amount: '4000.00', currency: 'TRY' } }])
})
