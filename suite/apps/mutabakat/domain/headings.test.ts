import { describe, expect, it } from 'vitest'
import { FIELD_HEADINGS, FIELDS_OF, findHeadings, fold, foldText } from './index.ts'

describe('folding', () => {
  it('[MU30] brings Turkish and Azerbaijani letters, case, dots and signs together', () => {
    for (const text of ['Vergi Dairesi', 'VERGİ DAİRESİ', 'vergi_dairesi *', 'VERGI DAIRESI', 'Vergi\u00a0Dairesi:'])
      expect(fold(text)).toBe('VERGIDAIRESI')
    expect(fold('Işık ığdır')).toBe(fold('IŞIK IĞDIR'))
    expect(fold('ÖZGÜN çınar')).toBe('OZGUNCINAR')
    expect(fold('Hesab ödənişi')).toBe('HESABODENISI')
    expect(foldText(' Şahin  Gıda A.Ş. ')).toBe('SAHIN GIDA A S')
    // i + combining dot, as some systems send İ in lower case.
    expect(fold('i\u0307nci')).toBe(fold('İNCİ'))
  })
})

describe('headings', () => {
  it('[MU31] are found below merged titles and empty rows, within the first twenty rows', () => {
    const headings = ['CariKodu', 'MutabakatTarihi', 'Bakiye', 'BA']
    const above = [['Defne Gıda A.Ş. – Cari bakiye listesi', null, null, null], [], ['Tarih: 31.10.2026']]
    expect(findHeadings([...above, headings, ['120', '31.10.2026', 5, 'B']])).toEqual({
      ok: true,
      row: 3,
      columns: { code: 0, date: 1, balance: 2, side: 3 },
      unknown: [],
      erp: null,
    })
    const late = Array.from({ length: 20 }, () => ['başlık'])
    expect(findHeadings([...late, headings]).ok).toBe(false)
    expect(findHeadings([...late.slice(1), headings]).ok).toBe(true)
  })

  it('[MU32] every field of the layout is known by its own name, in any order', () => {
    for (const kind of ['balances', 'cards'] as const) {
      const shuffled = [...FIELDS_OF[kind]].reverse()
      const found = findHeadings([shuffled.map(field => FIELD_HEADINGS[field])], kind)
      expect(found).toMatchObject({ ok: true, row: 0, unknown: [] })
      if (found.ok) for (const [index, field] of shuffled.entries()) expect(found.columns[field]).toBe(index)
    }
  })

  it('[MU32] synonyms and names of ERP programs are known, unknown columns are kept', () => {
    const found = findHeadings([
      ['CARİ KODU', 'Cari Ünvanı', 'Vergi No', 'E-Mail Adresi', 'Tarih', 'BORÇ BAKİYE', 'ALACAK BAKİYE', 'Plasiyer'],
    ])
    expect(found).toEqual({
      ok: true,
      row: 0,
      columns: { code: 0, title: 1, tax_number: 2, email: 3, date: 4, debit_balance: 5, credit_balance: 6 },
      unknown: ['Plasiyer'],
      erp: null,
    })
    expect(findHeadings([['CODE', 'DEFINITION_', 'TAXNR', 'EMAILADDR', 'DATE_', 'BALANCE']])).toMatchObject({
      ok: true,
      columns: { code: 0, title: 1, tax_number: 2, email: 3, date: 4, balance: 5 },
    })
  })

  it('[MU32] of two columns for one field the surer name wins, the other is listed', () => {
    const found = findHeadings([['Tarih', 'MutabakatTarihi', 'CariKodu', 'Kod', 'Bakiye']])
    expect(found).toMatchObject({ ok: true, columns: { date: 1, code: 2 }, unknown: ['Tarih', 'Kod'] })
  })

  it('[MU33] says what was found and what is missing', () => {
    expect(findHeadings([['Rapor'], ['CariKodu', 'Unvan', 'BorcBakiye']])).toEqual({
      ok: false,
      code: 'headings_not_found',
      row: 1,
      found: ['code', 'title', 'debit_balance'],
      missing: ['date', 'balance'],
      unknown: [],
    })
    expect(findHeadings([])).toEqual({
      ok: false,
      code: 'headings_not_found',
      row: null,
      found: [],
      missing: ['code', 'date', 'balance'],
      unknown: [],
    })
  })
})
