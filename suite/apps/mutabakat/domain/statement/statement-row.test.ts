/** What is read from statements of several programs, and what is refused. */
import { describe, expect, test } from 'vitest'
import type { Cell } from '../cell.ts'
import { findStatementHeadings, readStatementRow, type StatementColumns } from './index.ts'

const read = (headings: string[], cells: Cell[], currency: 'TRY' | 'USD' = 'TRY') => {
  const found = findStatementHeadings([headings])
  if (!found.ok) throw new Error(`no headings: ${found.missing.join()}`)
  return readStatementRow(cells, found.columns, currency)
}
const OWN = ['CariKodu', 'Tarih', 'EvrakTipi', 'EvrakSeri', 'EvrakNo', 'Vade', 'Aciklama', 'Borc', 'Alacak']

describe('headings', () => {
  test('[MU411] the layouts of the project, Logo, Mikro and Netsis are known; titles above are passed over', () => {
    const layouts = [
      OWN,
      ['DATE_', 'TRCODE', 'DOCODE', 'LINEEXP', 'SIGN', 'AMOUNT', 'TRCURR', 'TRNET'],
      ['cha_kod', 'cha_tarihi', 'cha_evrak_tip', 'cha_evrakno_seri', 'cha_evrakno_sira', 'cha_tip', 'cha_meblag'],
      ['CARI_KOD', 'TARIH', 'VADE_TARIHI', 'BELGE_NO', 'ACIKLAMA', 'HAREKET_TURU', 'BORC', 'ALACAK', 'BAKIYE'],
    ]
    for (const layout of layouts)
      expect(findStatementHeadings([['Cari hesap ekstresi'], [], layout])).toMatchObject({ ok: true, row: 2 })
  })

  test('[MU411] what is missing is told', () => {
    expect(findStatementHeadings([['Tarih', 'Borç']])).toEqual({ ok: false, missing: ['debit', 'credit'] })
    expect(findStatementHeadings([['Unvan']])).toEqual({ ok: false, missing: ['date', 'debit', 'credit'] })
  })
})

describe('rows', () => {
  test('[MU412] a row becomes a line with series and number as one', () => {
    expect(
      read(OWN, ['120.01', '31.10.2026', 'Fatura', 'GIB', '2026000000123', '30.11.2026', 'Ekim', '1.250,50', '']),
    ).toEqual({
      ok: true,
      row: {
        code: '120.01',
        date: '2026-10-31',
        due: '2026-11-30',
        document_type: 'Fatura',
        number: 'GIB-2026000000123',
        description: 'Ekim',
        debit: 125_050n,
        credit: 0n,
      },
    })
  })

  test('[MU412] the side comes from its column, also as 0 and 1; a negative debit is a credit', () => {
    const logo = ['DATE_', 'SIGN', 'AMOUNT']
    expect(read(logo, [new Date('2026-10-31T00:00:00Z'), 1, 99.5])).toMatchObject({ row: { debit: 0n, credit: 9950n } })
    expect(read(logo, ['31.10.2026', 0, '99,50'])).toMatchObject({ row: { debit: 9950n } })
    expect(read(['Tarih', 'Borç', 'Alacak'], ['31.10.2026', '-10,00', ''])).toMatchObject({ row: { credit: 1000n } })
  })

  test('[MU412] a foreign account takes its own amount; lines in another currency are passed over', () => {
    const fx = ['Tarih', 'Borc', 'Alacak', 'ParaBirimi', 'DovizTutar']
    expect(read(fx, ['31.10.2026', '', '4.000,00', 'USD', '100,00'], 'USD')).toMatchObject({ row: { credit: 10_000n } })
    expect(read(fx, ['31.10.2026', '5,00', '', 'TL', ''], 'USD')).toEqual({ ok: false, skip: 'other_currency' })
  })

  test('[MU412] empty rows and sums are no lines', () => {
    const headings = ['Tarih', 'Aciklama', 'Borc', 'Alacak']
    expect(read(headings, ['', null, undefined, ''])).toEqual({ ok: false, skip: 'empty' })
    expect(read(headings, [null, 'Genel Toplam', '5,00', '7,00'])).toEqual({ ok: false, skip: 'totals' })
    expect(read(headings, [null, 'Dönem toplamı', '5,00', '7,00'])).toEqual({ ok: false, skip: 'totals' })
    expect(read(headings, ['Toplam', '', '5,00', '7,00'])).toEqual({ ok: false, skip: 'totals' })
  })

  test('[MU412] everything wrong with a row is told at once', () => {
    const reading = read(OWN, ['1', '31.02.2026', '', '', '', 'yarın', '', '1.234', ''])
    expect(reading).toMatchObject({
      ok: false,
      failures: [
        { column: 'date', code: 'day_impossible' },
        { column: 'due', code: 'day_invalid' },
        { column: 'debit', code: 'amount_ambiguous' },
      ],
    })
    expect(read(OWN, ['1', '31.10.2026', '', '', '', '', '', '5', '6'])).toMatchObject({
      failures: [{ column: 'debit', code: 'both_sides_filled' }],
    })
    expect(read(['Tarih', 'BA', 'Tutar'], ['31.10.2026', 'X', '5'])).toMatchObject({
      failures: [{ column: 'side', code: 'side_invalid' }],
    })
  })

  test('[MU412] columns that a row does not have are empty, never a crash', () => {
    const columns: StatementColumns = { date: 0, debit: 5, credit: 9 }
    expect(readStatementRow(['31.10.2026'], columns, 'TRY')).toMatchObject({ ok: true, row: { debit: 0n, credit: 0n } })
  })
})
