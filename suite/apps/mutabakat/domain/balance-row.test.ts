import { describe, expect, it } from 'vitest'
import {
  type BalanceRow,
  type Cell,
  type Columns,
  createDuplicateCheck,
  FIELDS,
  type Field,
  type RowReading,
  readBalanceRow,
  skipReason,
  vknCheckDigit,
} from './index.ts'

const columns: Columns = Object.fromEntries(FIELDS.map((field, index) => [field, index]))
const GOOD = { code: '120.01', date: '31.10.2026', balance: '1.234,56', side: 'B' } as const

const cellsOf = (fields: Partial<Record<Field, Cell>>): Cell[] => FIELDS.map(field => fields[field])
const read = (fields: Partial<Record<Field, Cell>>): RowReading =>
  readBalanceRow(cellsOf({ ...GOOD, ...fields }), columns)
const rowOf = (fields: Partial<Record<Field, Cell>>) => {
  const reading = read(fields)
  if (!reading.ok) throw new Error(JSON.stringify(reading.failures))
  return reading
}
const codes = (fields: Partial<Record<Field, Cell>>): string[] => {
  const reading = read(fields)
  return reading.ok ? [] : reading.failures.map(failure => `${failure.column}:${failure.code}`)
}
const warningsOf = (fields: Partial<Record<Field, Cell>>): string[] => rowOf(fields).warnings.map(w => w.code)

describe('a row of balances', () => {
  it('[MU40] becomes a balance with everything normalised', () => {
    const { row, warnings } = rowOf({
      title: ' Şahin\u00a0 Gıda A.Ş. ',
      tax_number: '1234567890',
      tax_office: 'Nilüfer',
      kind: 'M',
      contact_name: 'Ayşe Yılmaz',
      email: 'Muhasebe@Sahin.example',
      mobile: '0532 123 45 67',
      locale: 'Türkçe',
      currency: 'USD',
      rate: '41,825',
      due_date: new Date('2026-11-30T00:00:00Z'),
      note: 'Ekim',
    })
    expect(row).toEqual({
      code: '120.01',
      title: 'Şahin Gıda A.Ş.',
      tax_number: { kind: 'vkn', value: '1234567890' },
      tax_office: 'Nilüfer',
      kind: 'customer',
      contact_name: 'Ayşe Yılmaz',
      email: 'muhasebe@sahin.example',
      mobile: '+905321234567',
      locale: 'tr',
      date: '2026-10-31',
      minor: 123456n,
      side: 'B',
      currency: 'USD',
      rate: '41.825',
      try_minor: 5163547n,
      due_date: '2026-11-30',
      note: 'Ekim',
    })
    expect(warnings).toEqual([])
  })

  it('[MU40] leaves null what the file does not say; lira needs no rate', () => {
    const reading = readBalanceRow(['320', 46326, -10], { code: 0, date: 1, balance: 2 })
    expect(reading).toMatchObject({
      ok: true,
      row: {
        code: '320',
        title: null,
        tax_number: null,
        kind: null,
        email: null,
        minor: 1000n,
        side: 'A',
        currency: 'TRY',
        try_minor: 1000n,
      },
    })
  })

  it('[MU41] collects everything that is wrong at once, each with its column', () => {
    expect(
      codes({
        code: '',
        date: '31.02.2026',
        balance: '1.234',
        tax_number: '1234567891',
        email: 'a@b',
        currency: 'XYZ',
      }),
    ).toEqual([
      'code:code_missing',
      'tax_number:vkn_invalid',
      'email:email_invalid',
      'date:day_impossible',
      'balance:amount_ambiguous',
    ])
    expect(
      codes({
        currency: 'XYZ',
        rate: 'kur',
        kind: 'X',
        locale: 'de',
        mobile: '12',
        side: 'Z',
        due_date: 'x',
        title: 'a'.repeat(201),
      }),
    ).toEqual([
      'title:text_too_long',
      'kind:kind_invalid',
      'mobile:mobile_invalid',
      'locale:locale_invalid',
      'due_date:day_invalid',
      'side:side_invalid',
      'currency:currency_unknown',
    ])
  })

  it('[MU41] quotes the cell in its failures, shortened', () => {
    const reading = read({ date: 'x'.repeat(100) })
    expect(reading.ok ? null : reading.failures[0]).toMatchObject({
      code: 'day_invalid',
      params: { value: `${'x'.repeat(59)}…` },
    })
  })

  it('[MU42] takes the side from the column, the text, the sign or the two columns', () => {
    const side = (fields: Partial<Record<Field, Cell>>) => {
      const { row } = rowOf({ balance: undefined, side: undefined, ...fields })
      return `${row.minor} ${row.side}`
    }
    expect(side({ balance: 100, side: 'A' })).toBe('10000 A')
    expect(side({ balance: 100, side: 'Borç' })).toBe('10000 B')
    expect(side({ balance: '100,00 (A)' })).toBe('10000 A')
    expect(side({ balance: 100 })).toBe('10000 B')
    expect(side({ balance: -100 })).toBe('10000 A')
    expect(side({ balance: -100, side: 'A' })).toBe('10000 A')
    expect(side({ debit_balance: '0,00', credit_balance: '100,00' })).toBe('10000 A')
    expect(side({ debit_balance: 100 })).toBe('10000 B')
    expect(side({ debit_balance: 0, credit_balance: 0 })).toBe('0 B')
    expect(side({ debit_balance: 0, credit_balance: 70, balance: 70 })).toBe('7000 A')
  })

  it('[MU43] refuses a side that contradicts itself', () => {
    expect(codes({ balance: -100, side: 'B' })).toEqual(['balance:side_conflict'])
    expect(codes({ balance: '100,00 (A)', side: 'B' })).toEqual(['side:side_conflict'])
    expect(codes({ balance: '-100,00 (B)', side: undefined })).toEqual(['balance:side_conflict'])
    const none = { balance: undefined, side: undefined }
    expect(codes({ ...none, debit_balance: 5, credit_balance: 7 })).toEqual(['debit_balance:both_sides_filled'])
    expect(codes({ ...none, debit_balance: -5 })).toEqual(['debit_balance:side_conflict'])
    expect(codes(none)).toEqual(['balance:amount_missing'])
  })

  it('[MU44] a currency named in the amount counts, and must not contradict its column', () => {
    expect(rowOf({ balance: '$1,234.56', rate: 40 }).row.currency).toBe('USD')
    expect(rowOf({ balance: '1.234,56 TL', currency: 'TL' }).row.currency).toBe('TRY')
    expect(codes({ balance: '$1,234.56', currency: 'EUR' })).toEqual(['currency:currency_conflict'])
  })

  it('[MU45] a foreign balance without a rate is a warning, its lira value stays unknown', () => {
    expect(warningsOf({ currency: 'EUR' })).toEqual(['rate_missing'])
    expect(rowOf({ currency: 'EUR', rate: 0 }).row).toMatchObject({ rate: null, try_minor: null })
    expect(warningsOf({ currency: 'EUR', rate: '48', try_amount: '60.000,00' })).toEqual(['try_amount_differs'])
    expect(warningsOf({ currency: 'EUR', rate: '48', try_amount: '59.258,90' })).toEqual([])
  })

  it('[MU46] repaired and placeholder numbers, odd codes, zero and land lines are warnings', () => {
    expect(warningsOf({ tax_number: '11111111111' })).toEqual(['tax_number_placeholder'])
    expect(rowOf({ tax_number: '2222222222' }).row.tax_number).toEqual({ kind: 'foreign', value: '2222222222' })
    const lost = `001234567${vknCheckDigit('001234567')}`
    expect(rowOf({ tax_number: Number(lost) }).row.tax_number).toEqual({ kind: 'vkn', value: lost })
    expect(warningsOf({ tax_number: Number(lost) })).toEqual(['tax_number_repaired'])
    expect(warningsOf({ code: 120.01 })).toEqual(['code_numeric'])
    expect(warningsOf({ balance: 0 })).toEqual(['balance_zero'])
    expect(warningsOf({ mobile: '0212 123 45 67' })).toEqual(['mobile_not_mobile'])
    expect(rowOf({ mobile: '0212 123 45 67' }).row.mobile).toBeNull()
  })

  it('[MU47] every way of writing a mobile number becomes E.164', () => {
    for (const text of [
      '0532 123 45 67',
      '5321234567',
      5321234567,
      '+90 (532) 123 45 67',
      '905321234567',
      '0532-123-45-67',
    ])
      expect(rowOf({ mobile: text }).row.mobile).toBe('+905321234567')
    expect(rowOf({ mobile: '+994 50 123 45 67' }).row.mobile).toBe('+994501234567')
    for (const text of ['532123', 'yok', '+90 532']) expect(codes({ mobile: text })).toEqual(['mobile:mobile_invalid'])
  })

  it('[MU48] an e-mail cell holds addresses a server would take; the first one counts', () => {
    const reading = rowOf({ email: 'a@firma.com.tr; b@firma.com.tr' })
    expect(reading.row.email).toBe('a@firma.com.tr')
    expect(reading.warnings).toEqual([
      { column: 'email', code: 'email_several', params: { value: 'a@firma.com.tr', count: 2 } },
    ])
    expect(rowOf({ email: 'MALI@FIRMA.COM' }).row.email).toBe('mali@firma.com')
    for (const text of [
      'a@b',
      'a b@c.com',
      'ayşe@firma.com',
      'a@firma..com',
      '.a@firma.com',
      'a@-b.com',
      'Ali <a@b.com>',
      'a@b.com; x',
    ])
      expect(codes({ email: text })).toEqual(['email:email_invalid'])
  })
})

describe('rows about nobody', () => {
  it('[MU49] empty rows and totals at the end are skipped, a company called Toplam is not', () => {
    const cells = (fields: Partial<Record<Field, Cell>>) => skipReason(cellsOf(fields), columns)
    const dayFirst = { date: 0, code: 1, balance: 2 }
    expect(skipReason(['TOPLAM', '', 900], dayFirst)).toBe('totals')
    expect(skipReason(['31.10.2026', 'TOPLAM-1', 900], dayFirst)).toBeNull()
    expect(cells({})).toBe('empty')
    expect(cells({ code: ' ', note: '\u00a0' })).toBe('empty')
    for (const text of ['TOPLAM', 'Genel Toplam:', 'GENEL TOPLAM (42 kayıt)', 'Yekün', 'Cəmi', 'Grand Total'])
      expect(cells({ code: text, balance: 5 })).toBe('totals')
    expect(cells({ title: 'TOPLAM', balance: 5 })).toBe('totals')
    expect(cells({ code: 'Toplam Gıda', date: '31.10.2026' })).toBeNull()
    expect(cells({ code: 'TOPLAMA', balance: 5 })).toBeNull()
    expect(cells(GOOD)).toBeNull()
  })

  it('[MU50] the same balance twice is refused, one tax number on two cards is a warning', () => {
    const check = createDuplicateCheck()
    const first = rowOf({ tax_number: '1234567890' }).row
    expect(check(first, 4)).toEqual({ failures: [], warnings: [] })
    expect(check({ ...first, date: '2026-09-30' }, 5)).toEqual({ failures: [], warnings: [] })
    const another: BalanceRow = { ...first, minor: 1n }
    expect(check(another, 6).failures).toEqual([{ column: 'code', code: 'row_duplicated', params: { row: 4 } }])
    expect(check({ ...first, currency: 'USD' }, 7).failures).toEqual([])
    const other = check({ ...first, code: '120.99' }, 8)
    expect(other.warnings).toEqual([
      { column: 'tax_number', code: 'tax_number_shared', params: { value: '1234567890', row: 4 } },
    ])
    const placeholder = { ...first, tax_number: { kind: 'foreign', value: '11111111111' } } as const
    check({ ...placeholder, code: 'x' }, 9)
    expect(check({ ...placeholder, code: 'y' }, 10).warnings).toEqual([])
  })
})
