/** Files as programs and people make them: which columns they have, what is left open, and what a row of cards says. */
import { describe, expect, it } from 'vitest'
import { makeErpSheet } from '../sample/erp-sheets.ts'
import {
  type Cell,
  type Columns,
  createDuplicateCheck,
  FIELDS,
  type Field,
  lookAtRows,
  mergeCard,
  PLAIN_RULES,
  parseAmount,
  parseDay,
  readBalanceRow,
  readCardRow,
  recogniseErp,
  skipReason,
} from './index.ts'

const numbered = (rows: Cell[][]) => rows.map((cells, index) => ({ number: index + 1, cells }))
const columnsOf = (matches: { field: Field | null; index: number }[]): Columns =>
  Object.fromEntries(matches.flatMap(({ field, index }) => (field ? [[field, index]] : [])))
const columns: Columns = Object.fromEntries(FIELDS.map((field, index) => [field, index]))
const rowOf = (values: Partial<Record<Field, Cell>>): Cell[] => FIELDS.map(field => values[field] ?? null)

describe('ERP programs', () => {
  it.each(['logo', 'mikro', 'netsis'] as const)(
    '[MU210] a list of cards from %s is known, and read without a mistake',
    erp => {
      const { headings, rows } = makeErpSheet({ erp, kind: 'cards', rows: 40, seed: 5, date: '2026-10-31' })
      const look = lookAtRows(numbered([[...headings], ...rows]), 'cards')
      expect(look).toMatchObject({ erp, missing: [], heading_row: 1 })
      expect(look.matches.filter(({ field }) => field).every(({ certainty }) => certainty === 'sure')).toBe(true)
      const rules = { ...PLAIN_RULES, erp }
      const read = rows.map(row => readCardRow(row, columnsOf(look.matches), rules))
      expect(read.every(({ ok }) => ok)).toBe(true)
      for (const [index, reading] of read.entries())
        if (reading.ok) {
          expect(reading.row).toMatchObject({ group_code: 'EGE', tax_number: { kind: 'vkn' }, active: null })
          expect(reading.row.code).toBe(
            rows[index]![headings.indexOf(headings.find(name => /kod$|^code$/i.test(name))!)],
          )
          expect(reading.row.mobile).toMatch(/^\+90532\d{7}$/)
        }
    },
  )

  it.each(['logo', 'mikro', 'netsis'] as const)(
    '[MU210] a list of balances from %s is known, its currency numbers too',
    erp => {
      const { headings, rows } = makeErpSheet({ erp, kind: 'balances', rows: 40, seed: 6, date: '2026-10-31' })
      const look = lookAtRows(numbered([[...headings], ...rows]), 'balances')
      expect(look).toMatchObject({ erp, missing: [] })
      const read = rows.map(row => readBalanceRow(row, columnsOf(look.matches), { ...PLAIN_RULES, erp }))
      expect(read.every(({ ok }) => ok)).toBe(true)
      for (const reading of read)
        if (reading.ok) expect(reading.row).toMatchObject({ currency: 'TRY', date: '2026-10-31' })
      expect(new Set(read.flatMap(reading => (reading.ok ? reading.row.side : [])))).toEqual(new Set(['A', 'B']))
    },
  )

  it('[MU210] a number of a currency counts only for its program, and headings people type are no program', () => {
    const row = rowOf({ code: '1', date: '31.10.2026', balance: '5,00', currency: '20' })
    const currency = (erp: 'logo' | 'mikro' | null) => {
      const reading = readBalanceRow(row, columns, { ...PLAIN_RULES, erp })
      return reading.ok ? reading.row.currency : reading.failures[0]?.code
    }
    expect([currency('logo'), currency('mikro'), currency(null)]).toEqual([
      'EUR',
      'currency_unknown',
      'currency_unknown',
    ])
    expect(recogniseErp(['CARIKODU', 'UNVAN', 'BAKIYE'])).toBeNull()
    expect(recogniseErp(['VERGIDAIRESI', 'VERGINUMARASI', 'UNVAN'])).toBeNull()
  })
})

describe('columns', () => {
  it('[MU211] a company and a person have their numbers in two columns; alone, TCKN is the number', () => {
    const both = lookAtRows(numbered([['Cari Kodu', 'Unvan', 'VKN', 'TCKN', 'E-posta']]), 'cards')
    expect(columnsOf(both.matches)).toMatchObject({ tax_number: 2, tckn: 3 })
    const card = readCardRow(['1', 'Ali Veli', '', '10000000146', 'a@b.example'], columnsOf(both.matches))
    expect(card).toMatchObject({ ok: true, row: { tax_number: { kind: 'tckn', value: '10000000146' } } })
    const alone = lookAtRows(numbered([['Cari Kodu', 'Unvan', 'TCKN', 'E-posta']]), 'cards')
    expect(columnsOf(alone.matches)).toMatchObject({ tax_number: 2 })
    expect(alone.missing).toEqual([])
  })

  it('[MU211] content is a guess only where no name speaks, and a few wrong cells do not hide it', () => {
    const mails = [...Array.from({ length: 9 }, (_, at) => `kisi${at}@firma.example`), 'bozuk']
    const look = lookAtRows(
      numbered([['Kod', 'Bakiye', 'Kime', 'Serbest'], ...mails.map((mail, at) => [`${at}`, '5,00', mail, 'metin'])]),
      'balances',
    )
    expect(look.matches.map(({ field, certainty }) => [field, certainty])).toEqual([
      ['code', 'likely'],
      ['balance', 'sure'],
      ['email', 'guess'],
      [null, null],
    ])
    expect(look.missing).toEqual(['date'])
  })

  it('[MU211] without any known heading the first row of texts is pointed at', () => {
    const look = lookAtRows(numbered([['Rapor'], ['Ref', 'İsim'], ['1', 'Ege']]), 'balances')
    expect(look).toMatchObject({ heading_row: 2, missing: ['code', 'date', 'balance'] })
    expect(lookAtRows([], 'cards')).toMatchObject({ heading_row: null, matches: [] })
  })

  it('[MU211] cards need code, title, number and address; a row of totals is none of them', () => {
    expect(lookAtRows(numbered([['CariKodu', 'Unvan']]), 'cards').missing).toEqual(['tax_number', 'email'])
    const found: Columns = { code: 0, title: 1 }
    expect(skipReason(['GENEL TOPLAM', null], found)).toBe('totals')
    expect(skipReason(['TOPLAM-1', 'Toplam Gıda A.Ş.'], found)).toBeNull()
  })
})

describe('what a file leaves open', () => {
  it('[MU212] a chosen decimal sign decides what could be read two ways, and nothing else', () => {
    const minor = (text: Cell, decimal: ',' | '.' | null) => {
      const reading = parseAmount(text, decimal)
      return reading.ok ? reading.minor : reading.code
    }
    expect([minor('1.234', null), minor('1.234', ','), minor('1.234', '.')]).toEqual([
      'amount_ambiguous',
      123400n,
      123n,
    ])
    expect([minor('1,234', ','), minor('1,234', '.')]).toEqual([123n, 123400n])
    for (const decimal of [',', '.', null] as const) {
      expect(minor('1.234,56', decimal)).toBe(123456n)
      expect(minor('1,234.56', decimal)).toBe(123456n)
      expect(minor(1.005, decimal)).toBe(101n)
      expect(minor('12.5', decimal)).toBe(1250n)
    }
  })

  it('[MU212] with the month first only slashes and dashes turn round; dots stay European', () => {
    expect(parseDay('10/31/2026', 'mdy')).toEqual({ ok: true, day: '2026-10-31' })
    expect(parseDay('03/04/2026', 'mdy')).toEqual({ ok: true, day: '2026-03-04' })
    expect(parseDay('03.04.2026', 'mdy')).toEqual({ ok: true, day: '2026-04-03' })
    expect(parseDay('2026-10-31', 'mdy')).toEqual({ ok: true, day: '2026-10-31' })
    expect(parseDay('10/31/2026')).toEqual({ ok: false, code: 'day_impossible' })
    const open = lookAtRows(
      numbered([
        ['CariKodu', 'Tarih', 'Bakiye'],
        ['1', '03/04/2026', '1.234,00'],
        ['2', '10/31/2026', '5'],
      ]),
      'balances',
    )
    expect(open.ambiguous).toEqual({ decimal: false, date_order: true })
  })

  it('[MU213] defaults stand in for empty cells, never for what the file says', () => {
    const rules = { ...PLAIN_RULES, defaults: { date: '2026-10-31', currency: 'USD', side: 'A' } } as const
    const read = (values: Partial<Record<Field, Cell>>) => {
      const reading = readBalanceRow(rowOf({ code: '1', balance: '5,00', ...values }), columns, rules)
      return reading.ok ? [reading.row.date, reading.row.currency, reading.row.side] : reading.failures
    }
    expect(read({})).toEqual(['2026-10-31', 'USD', 'A'])
    expect(read({ date: '1.9.2026', currency: 'TL', side: 'B' })).toEqual(['2026-09-01', 'TRY', 'B'])
    expect(read({ balance: '5,00 € (B)' })).toEqual(['2026-10-31', 'EUR', 'B'])
    // A sign is somebody's word.
    expect(read({ balance: '-5,00' })).toEqual(['2026-10-31', 'USD', 'A'])
  })
})

describe('a row of cards', () => {
  const good = { code: '120.01', title: 'Ege Ltd. Şti.', tax_number: '1234567890', email: 'a@b.example' } as const
  const read = (values: Partial<Record<Field, Cell>>) => readCardRow(rowOf({ ...good, ...values }), columns)

  it('[MU214] says everything of the card in the form it is kept in; what is empty says nothing', () => {
    expect(read({})).toMatchObject({
      ok: true,
      warnings: [],
      row: { iban: null, active: null, currency: null, country: null },
    })
    const whole = read({
      ...{ iban: 'TR33 0006 1005 1978 6457 8413 26', active: 'Hayır', currency: 'Euro', country: 'Türkiye', kind: 'T' },
      ...{ email2: 'X@Y.example', responsible: 'Ayla@Firma.example', group_code: 'EGE' },
    })
    expect(whole).toMatchObject({
      row: {
        ...{ iban: 'TR330006100519786457841326', active: false, currency: 'EUR', country: 'TR', kind: 'both' },
        ...{ email2: 'x@y.example', responsible: 'ayla@firma.example', group_code: 'EGE' },
      },
    })
  })

  it('[MU214] tells everything that is wrong at once; no number and no address are warnings', () => {
    const wrong = read({
      title: '',
      iban: 'TR1',
      active: 'belki',
      currency: 'kavun',
      country: 'Narnia',
      email2: 'x',
      responsible: 'y',
    })
    expect(wrong.ok ? [] : wrong.failures.map(({ column, code }) => [column, code])).toEqual([
      ['title', 'title_missing'],
      ['email2', 'email_invalid'],
      ['country', 'country_unknown'],
      ['currency', 'currency_unknown'],
      ['iban', 'iban_invalid'],
      ['responsible', 'email_invalid'],
      ['active', 'active_invalid'],
    ])
    const bare = read({ tax_number: '', email: '' })
    expect(bare.ok && bare.warnings.map(({ code }) => code)).toEqual(['tax_number_missing', 'email_missing'])
    expect(read({ code: 'K'.repeat(41) })).toMatchObject({ ok: false, failures: [{ code: 'text_too_long' }] })
  })

  it('[MU214] the same card twice is refused, one number on two cards is a warning', () => {
    const check = createDuplicateCheck()
    const tax_number = { kind: 'vkn', value: '1234567890' } as const
    expect(check({ code: '1', tax_number }, 2).failures).toEqual([])
    expect(check({ code: '1', tax_number: null }, 3).failures[0]).toMatchObject({
      code: 'row_duplicated',
      params: { row: 2 },
    })
    expect(check({ code: '2', tax_number }, 4).warnings[0]).toMatchObject({ code: 'tax_number_shared' })
  })

  it('[MU215] news change what they tell and leave the rest; a list of balances never says anew what a card is', () => {
    const news = { code: '1', title: 'Yeni', tax_number: null, email: null, kind: 'supplier' as const, active: false }
    expect(mergeCard(null, { ...news, title: null })).toBeNull()
    const made = mergeCard(null, news)
    expect(made?.card).toMatchObject({ title: 'Yeni', kind: 'supplier', currency: 'TRY', country: 'TR', active: false })
    const old = { ...made!.card, email: 'a@b.example', kind: 'customer' as const, active: true }
    expect(mergeCard(old, news)?.changes.map(({ field, old: was, new: is }) => [field, was, is])).toEqual([
      ['kind', 'customer', 'supplier'],
      ['active', 'E', 'H'],
    ])
    expect(mergeCard(old, { ...news, title: 'Başka' }, ['title'])?.changes.map(({ field }) => field)).toEqual(['title'])
    expect(mergeCard(old, { code: '1', title: 'Yeni', tax_number: null })?.changes).toEqual([])
  })
})
