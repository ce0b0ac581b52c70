import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convertMinor, formatAmount, formatMoney, parseAmount, parseRate } from './index.ts'

const minorOf = (cell: string | number) => {
  const reading = parseAmount(cell)
  return reading.ok ? reading.minor : reading.code
}

describe('amounts', () => {
  it.each([
    ['1.234.567,89', 123456789n],
    ['1,234,567.89', 123456789n],
    ['1234567.89', 123456789n],
    ['1234567,8', 123456780n],
    ['1234', 123400n],
    ['-1.234,56', -123456n],
    ['−1.234,56', -123456n],
    ['1.234,56-', -123456n],
    ['(1.234,56)', -123456n],
    ['1\u00a0234\u00a0567,89', 123456789n],
    ['\u00a01.234,56\u00a0', 123456n],
    ['1.234.567', 123456700n],
    ['0', 0n],
    [',50', 50n],
    ['1234.567', 123457n],
    ['0,125', 13n],
  ])('[MU10] reads %s', (text, minor) => {
    expect(minorOf(text)).toBe(minor)
  })

  it('[MU10] reads currency signs and names on either end, and says which', () => {
    for (const text of ['₺1.234,56', '₺ 1.234,56', '1.234,56 TL', '1.234,56TRY', '1.234,56 ₺'])
      expect(parseAmount(text)).toEqual({ ok: true, minor: 123456n, currency: 'TRY' })
    expect(parseAmount('-$1,234.56')).toEqual({ ok: true, minor: -123456n, currency: 'USD' })
    expect(parseAmount('1.234,56 €')).toEqual({ ok: true, minor: 123456n, currency: 'EUR' })
    expect(parseAmount('1.234,56 ₼')).toEqual({ ok: true, minor: 123456n, currency: 'AZN' })
  })

  it('[MU14] reads the side written behind the amount', () => {
    expect(parseAmount('1.234,56 (B)')).toEqual({ ok: true, minor: 123456n, side: 'B' })
    expect(parseAmount('1.234,56(a)')).toEqual({ ok: true, minor: 123456n, side: 'A' })
    expect(parseAmount('1.234,56 A')).toEqual({ ok: true, minor: 123456n, side: 'A' })
    expect(parseAmount('1.234,56 TL (Alacak)')).toEqual({ ok: true, minor: 123456n, side: 'A', currency: 'TRY' })
  })

  it('[MU11] refuses what could be read two ways', () => {
    for (const text of ['1.234', '1,234', '12.345', '123,456', '-1.234', '1.234 (B)', '₺1.234'])
      expect(minorOf(text)).toBe('amount_ambiguous')
    // A thousands group never begins with zero and never follows four digits.
    expect(minorOf('0.125')).toBe(13n)
    // A number cell was already read by Excel.
    expect(minorOf(1.234)).toBe(123n)
  })

  it('[MU10] refuses what is no amount', () => {
    for (const text of [
      '1.23.4',
      '1,2,3',
      '12.34,56.78',
      'bin lira',
      '1,23E+09',
      '12x',
      '--5',
      '1 23,00',
      '=1+1',
      '5.',
      '#N/A',
    ])
      expect(minorOf(text)).toBe('amount_invalid')
    expect(minorOf('')).toBe('amount_missing')
    expect(minorOf(' \u00a0 ')).toBe('amount_missing')
    expect(minorOf(Number.NaN)).toBe('amount_invalid')
    expect(minorOf('99999999999999999,00')).toBe('amount_too_large')
    expect(minorOf(1e16)).toBe('amount_too_large')
  })

  it('[MU12] rounds more than two decimals half away from zero', () => {
    for (const [text, minor] of [
      ['2,345', 'amount_ambiguous'],
      ['0,005', 1n],
      ['-0,005', -1n],
      ['1.000,0049', 100000n],
      ['1.000,005', 100001n],
    ] as const)
      expect(minorOf(text)).toBe(minor)
    expect(minorOf(1.005)).toBe(101n)
    expect(minorOf(-1.005)).toBe(-101n)
    expect(minorOf(0.1 + 0.2)).toBe(30n)
    expect(minorOf(1e-9)).toBe(0n)
  })

  it('[MU13] text of any size keeps every cent: no float in between', () => {
    expect(minorOf('9.007.199.254.740.993,01')).toBe(900719925474099301n)
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n - 1n), max: 10n ** 18n - 1n }), minor => {
        for (const locale of ['tr', 'en', 'az'] as const) expect(minorOf(formatAmount(minor, locale))).toBe(minor)
      }),
    )
  })

  it('[MU13] number cells read back what was typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), cents => {
        expect(minorOf(cents / 100)).toBe(BigInt(cents))
      }),
    )
  })

  it('[MU15] money is shown in the reader’s form without help from the browser', () => {
    const money = { minor: 12543050n, currency: 'TRY' } as const
    expect(formatMoney(money, 'tr')).toBe('125.430,50\u00a0TL')
    expect(formatMoney(money, 'en')).toBe('125,430.50\u00a0TRY')
    expect(formatMoney({ minor: -5n, currency: 'AZN' }, 'az')).toBe('-0,05\u00a0AZN')
    expect(formatAmount(100000000000n, 'az')).toBe('1.000.000.000,00')
  })
})

describe('rates', () => {
  it('[MU16] are decimal text with at most six decimals, and convert without floats', () => {
    expect(parseRate('34,5678')).toEqual({ ok: true, rate: '34.5678' })
    expect(parseRate('34.567')).toEqual({ ok: true, rate: '34.567' })
    expect(parseRate(41.825)).toEqual({ ok: true, rate: '41.825' })
    expect(parseRate('1.234,5')).toEqual({ ok: true, rate: '1234.5' })
    expect(parseRate('0,12345678')).toEqual({ ok: true, rate: '0.123457' })
    for (const wrong of ['', '0', '-1', 'kur', '1,2,3'])
      expect(parseRate(wrong)).toEqual({ ok: false, code: 'rate_invalid' })
    expect(convertMinor(100_00n, '41.825')).toBe(4182_50n)
    expect(convertMinor(1n, '0.5')).toBe(1n)
    expect(convertMinor(10n ** 17n, '1.000001')).toBe(100000100000000000n)
  })
})
