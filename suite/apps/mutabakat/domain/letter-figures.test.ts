/** What the kinds of letters say, and the rows of their files. */
import { describe, expect, it } from 'vitest'
import { type BabsForm, settingsSchema, WRITTEN_KINDS } from '../contract/index.ts'
import {
  babsLimitOf,
  type Cell,
  differenceOf,
  type FigureClaim,
  findHeadings,
  readBabsRow,
  readDueRow,
  readLetterFigures,
  readMonth,
  skipReason,
  vknCheckDigit,
} from './index.ts'

const lira = (minor: bigint) => ({ minor, currency: 'TRY' as const })
const claim = (more: Partial<FigureClaim>): FigureClaim => ({
  ...{ kind: null, balance_date: '2026-10-31', balance: lira(8_421_000n), side: 'B' },
  ...{ documents: null, dues: null, auditor: null },
  ...more,
})
const DOCUMENTS = { count: 7, scope: 'paper' } as const
const AUDITOR = { firm: 'Denetim A.Ş.', name: 'Selin Ertuğ', email: 'teyit@denetim.example', reference: null }
const due = (day: string, amount: string, side: 'B' | 'A' = 'B') => ({
  due: day,
  balance: { amount, currency: 'TRY' as const },
  side,
})
const codeOf = (more: Partial<FigureClaim>) => {
  const reading = readLetterFigures(claim(more))
  return reading.ok ? reading.figures.kind : `${reading.path}: ${reading.code}`
}

describe('figures of a letter', () => {
  it('[MU450] each kind asks for its own fields and refuses the others', () => {
    expect(codeOf({})).toBe('cari')
    expect(codeOf({ balance: { minor: 1n, currency: 'USD' } })).toBe('cari_doviz')
    expect(codeOf({ kind: 'cari', balance: { minor: 1n, currency: 'USD' } })).toBe('balance: kind_not_of_currency')
    expect(codeOf({ kind: 'cari_doviz' })).toBe('balance: kind_not_of_currency')
    expect(codeOf({ kind: 'bs' })).toBe('documents: documents_required')
    expect(codeOf({ kind: 'cari_vade' })).toBe('dues: dues_required')
    expect(codeOf({ kind: 'teyit' })).toBe('auditor: auditor_required')
    expect(codeOf({ kind: 'teyit', auditor: AUDITOR, balance: { minor: 1n, currency: 'EUR' } })).toBe('teyit')
    expect(codeOf({ documents: DOCUMENTS })).toBe('documents: field_not_of_kind')
    expect(codeOf({ kind: 'teyit', auditor: AUDITOR, dues: [due('2026-11-01', '1.00')] })).toBe(
      'dues: field_not_of_kind',
    )
    expect(codeOf({ kind: 'bs', documents: DOCUMENTS, auditor: AUDITOR })).toBe('auditor: field_not_of_kind')
    expect(codeOf({ balance: lira(-1n) })).toBe('balance: balance_zero_side')
    expect(WRITTEN_KINDS as readonly string[]).not.toContain('ekstre')
  })

  it('[MU451] a form is of a whole month, in whole lira, on its own side', () => {
    const side = (kind: BabsForm, said: 'B' | 'A') => {
      const reading = readLetterFigures(claim({ kind, side: said, documents: DOCUMENTS }))
      return reading.ok && reading.figures.side
    }
    expect([side('bs', 'A'), side('ba', 'B')]).toEqual(['B', 'A'])
    expect(codeOf({ kind: 'bs', documents: DOCUMENTS, balance_date: '2026-10-30' })).toBe('balance_date: not_month_end')
    expect(codeOf({ kind: 'ba', documents: DOCUMENTS, balance_date: '2028-02-28' })).toBe('balance_date: not_month_end')
    expect(codeOf({ kind: 'ba', documents: DOCUMENTS, balance_date: '2028-02-29' })).toBe('ba')
    expect(codeOf({ kind: 'bs', documents: DOCUMENTS, balance: lira(8_421_001n) })).toBe('balance: amount_not_whole')
    expect(codeOf({ kind: 'bs', documents: DOCUMENTS, balance: { minor: 100n, currency: 'USD' } })).toBe(
      'balance: kind_not_of_currency',
    )
  })

  it('[MU452] due dates are kept by day and add up to the balance, each with its side', () => {
    const dues = [due('2026-12-15', '60000.00'), due('2026-09-01', '30000.00'), due('2026-11-15', '5790.00', 'A')]
    const reading = readLetterFigures(claim({ kind: 'cari_vade', dues }))
    expect(reading).toMatchObject({
      ok: true,
      figures: {
        dues: [
          { due: '2026-09-01', minor: 3_000_000n },
          { due: '2026-11-15', minor: -579_000n },
          { due: '2026-12-15', minor: 6_000_000n },
        ],
      },
    })
    expect(codeOf({ kind: 'cari_vade', dues: dues.slice(1) })).toBe('dues: dues_do_not_sum')
    expect(codeOf({ kind: 'cari_vade', dues, side: 'A' })).toBe('dues: dues_do_not_sum')
    const dollars = { ...due('2026-12-15', '84210.00'), balance: { amount: '84210.00', currency: 'USD' as const } }
    expect(codeOf({ kind: 'cari_vade', dues: [dollars] })).toBe('dues: kind_not_of_currency')
  })

  it('[MU456] amounts of forms are subtracted as they are, balances from our side', () => {
    const own = { minor: 300n, side: 'A' } as const
    expect(differenceOf({ kind: 'ba', minor: 1_000n, side: 'A' }, own)).toBe(700n)
    expect(differenceOf({ kind: 'cari', minor: 1_000n, side: 'A' }, own)).toBe(-700n)
    expect(differenceOf({ kind: 'cari', minor: 1_000n, side: 'B' }, own)).toBe(1_300n)
  })

  it('[MU462] the limit is that of the month, and 5,000 lira where nobody said otherwise', () => {
    const amount = (text: string) => ({ amount: text, currency: 'TRY' as const })
    const limits = [
      { from: '2010-01', amount: amount('5000.00') },
      { from: '2026-01', amount: amount('30000.00') },
    ]
    expect(['2009-12-31', '2025-12-31', '2026-01-31'].map(day => babsLimitOf(limits, day)?.amount)).toEqual([
      undefined,
      '5000.00',
      '30000.00',
    ])
    expect(settingsSchema.parse({}).babs).toEqual({ limits: [limits[0]], scope: 'paper' })
    const refused = [[], [limits[1], limits[0]], [{ from: '2026-13', amount: amount('1.00') }]]
    for (const wrong of refused) expect(settingsSchema.safeParse({ babs: { limits: wrong } }).success).toBe(false)
  })
})

const HEADINGS = ['Donem', 'FormTipi', 'VKN_TCKN', 'Unvan', 'Ulke', 'BelgeSayisi', 'Tutar', 'Kapsam', 'Eposta']
const GOOD: Cell[] = ['2026-10', 'BS', '1234567890', 'Örnek A.Ş.', 'TR', 7, '84.210', 'kağıt', 'm@ornek.example']
const babs = (more: Record<number, Cell> = {}) => {
  const found = findHeadings([HEADINGS], 'babs')
  if (!found.ok) throw new Error(found.missing.join())
  return readBabsRow(
    GOOD.map((cell, index) => (index in more ? more[index] : cell)),
    found.columns,
  )
}
const wrong = (more: Record<number, Cell>) => {
  const reading = babs(more)
  return reading.ok ? [] : reading.failures.map(({ column, code }) => `${column}: ${code}`)
}

describe('rows of BA and BS', () => {
  it('[MU460] months, forms, counts and whole lira are read as ledgers write them', () => {
    const months: [Cell, string][] = [
      ['2026-10', '2026-10-31'],
      ['10/2026', '2026-10-31'],
      ['2/2028', '2028-02-29'],
      ['10.2026', '2026-10-31'],
      ['2026/10', '2026-10-31'],
      ['202610', '2026-10-31'],
      [202_610, '2026-10-31'],
      ['Ekim 2026', '2026-10-31'],
      ['ŞUBAT 2026', '2026-02-28'],
      ['2026 Oktyabr', '2026-10-31'],
      [new Date('2026-10-01T00:00:00Z'), '2026-10-31'],
      [46_296, '2026-10-31'],
    ]
    for (const [cell, day] of months) expect([cell, readMonth(cell)]).toEqual([cell, { ok: true, day }])
    for (const cell of ['13/2026', '2026', 'Ekim', '1.10.2026 x', 'Smarch 2026', 0, 12])
      expect([cell, readMonth(cell).ok]).toEqual([cell, false])
    expect(babs()).toMatchObject({
      ok: true,
      row: {
        ...{ code: '1234567890', by_number: true, date: '2026-10-31', form: 'bs', side: 'B', currency: 'TRY' },
        ...{ minor: 8_421_000n, documents: { count: 7, scope: 'paper' }, country: 'TR' },
      },
    })
    const amounts: [Cell, bigint][] = [
      ['84.210,00', 8_421_000n],
      ['84210', 8_421_000n],
      [84_210, 8_421_000n],
      ['1.284.210', 128_421_000n],
      ['84,210.00', 8_421_000n],
      ['84.210 TL', 8_421_000n],
    ]
    for (const [cell, minor] of amounts) expect([cell, babs({ 6: cell })]).toMatchObject([cell, { row: { minor } }])
    expect(babs({ 1: 'Form BA', 5: '1.200', 7: 'TÜMÜ' })).toMatchObject({
      row: { form: 'ba', side: 'A', documents: { count: 1_200, scope: 'all' } },
    })
    expect(babs({ 7: '' })).toMatchObject({ row: { documents: { scope: null } } })
  })

  it('[MU460] everything wrong is said at once, and a totals row is nobody', () => {
    expect(wrong({ 0: '', 1: '', 5: '', 6: '' })).toEqual([
      'period: period_missing',
      'form: form_missing',
      'count: count_missing',
      'amount: amount_missing',
    ])
    expect(wrong({ 0: 'Ekim', 1: 'BC', 5: '7,5', 6: '84.210,50', 7: 'yarısı' })).toEqual([
      'period: period_invalid',
      'form: form_invalid',
      'count: count_invalid',
      'amount: amount_not_whole',
      'scope: scope_invalid',
    ])
    expect(wrong({ 5: -1, 6: -84_210 })).toEqual(['count: count_invalid', 'amount: amount_negative'])
    expect(wrong({ 2: '' })).toEqual(['tax_number: tax_number_needed'])
    expect(wrong({ 2: '1,23E+09' })).toEqual(['tax_number: tax_number_scientific'])
    // The number of consumers and of foreigners is on thousands of cards.
    expect(wrong({ 2: '11111111111' })).toEqual(['code: code_missing'])
    const found = findHeadings([HEADINGS], 'babs')
    const columns = found.ok ? found.columns : {}
    expect(skipReason(['GENEL TOPLAM', '', '', '', '', 37, '480.000'], columns)).toBe('totals')
    expect(skipReason(['', '', '', 'TOPLAM', '', 37, '480.000'], columns)).toBe('totals')
    expect(skipReason(GOOD, columns)).toBeNull()
  })

  it('[MU460] a VKN that Excel took for a number gets its zero back', () => {
    const vkn = `012345678${vknCheckDigit('012345678')}`
    expect(babs({ 2: Number(vkn) })).toMatchObject({
      ok: true,
      row: { code: vkn, tax_number: { kind: 'vkn', value: vkn } },
      warnings: [{ column: 'tax_number', code: 'tax_number_repaired' }],
    })
  })

  it('[MU465] Tutar is the amount of a form and the balance of an account', () => {
    const field = (kind: 'babs' | 'balances' | 'dues') => {
      const found = findHeadings(
        [['Cari Kodu', 'Tarih', 'Vade', 'Dönem', 'Form', 'VKN', 'Ünvan', 'Adet', 'Tutar']],
        kind,
      )
      return found.ok ? Object.entries(found.columns).find(([, at]) => at === 8)?.[0] : found.missing
    }
    expect([field('babs'), field('balances'), field('dues')]).toEqual(['amount', 'balance', 'balance'])
    const bare = findHeadings([['Cari Kodu', 'Mutabakat Tarihi', 'Bakiye']], 'dues')
    expect(bare).toMatchObject({ ok: false, missing: ['due_date'] })
  })
})

describe('rows of due dates', () => {
  it('[MU463] a row is what is due on one day; without the day it is wrong', () => {
    const columns = { code: 0, date: 1, balance: 2, due_date: 3 }
    expect(readDueRow(['120.01', '31.10.2026', '-1.250,50', '15.11.2026'], columns)).toMatchObject({
      ok: true,
      row: { minor: 125_050n, side: 'A', dues: [{ due: '2026-11-15', minor: -125_050n }] },
    })
    expect(readDueRow(['120.01', '31.10.2026', 'x', ''], columns)).toMatchObject({
      ok: false,
      failures: [{ code: 'amount_invalid' }, { column: 'due_date', code: 'day_missing' }],
    })
    expect(readDueRow(['120.01', '31.10.2026', '1,00', ''], columns)).toMatchObject({
      ok: false,
      failures: [{ column: 'due_date', code: 'day_missing' }],
    })
  })
})
