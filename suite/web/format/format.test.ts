import { describe, expect, test } from 'vitest'
import { acceptsFile } from './accepts-file.ts'
import { describeAgent } from './describe-agent.ts'
import { fileSize } from './file-size.ts'
import { formatMoney } from './format-money.ts'
import { instantOf, isDay, relativeParts } from './instant.ts'
import { formatAmount, parseMoney } from './parse-money.ts'

describe('[UX1] amounts as people write them', () => {
  test.each([
    ['1.234,56', 'tr', '1234.56'],
    ['1.234,56', 'az', '1234.56'],
    ['1,234.56', 'en', '1234.56'],
    ['1,234.56', 'tr', '1234.56'],
    ['1.234,56', 'en', '1234.56'],
    ['1.234', 'tr', '1234.00'],
    ['1.234.567', 'tr', '1234567.00'],
    ['1,234', 'en', '1234.00'],
    ['1234.5', 'tr', '1234.50'],
    ['1234,5', 'tr', '1234.50'],
    [',5', 'tr', '0.50'],
    ['₺ 1.234,56', 'tr', '1234.56'],
    ['1 234,56 TL', 'tr', '1234.56'],
    ['-9.320,75', 'tr', '-9320.75'],
    ['9.320,75-', 'tr', '-9320.75'],
    ['(9.320,75)', 'tr', '-9320.75'],
    ['−5', 'tr', '-5.00'],
    ['-0', 'tr', '0.00'],
    ['0007', 'tr', '7.00'],
    ['9007199254740993,01', 'tr', '9007199254740993.01'],
  ] as const)('%s in %s is %s', (text, locale, amount) => {
    expect(parseMoney(text, locale)).toEqual({ ok: true, amount })
  })

  test('what is written is read back, in every language', () => {
    for (const locale of ['tr', 'en', 'az'] as const)
      for (const amount of ['0.00', '0.07', '999.99', '1000.00', '-1234567.80', '9999999999999999.99'])
        expect(parseMoney(formatAmount(amount, locale), locale)).toEqual({ ok: true, amount })
  })
})

describe('[UX2] what is no amount', () => {
  test.each([
    ['', 'empty'],
    ['-', 'empty'],
    ['abc', 'not_a_number'],
    ['1.23.456', 'not_a_number'],
    ['12345.678,00', 'not_a_number'],
    ['1,2,3', 'not_a_number'],
    ['1.234,567', 'too_many_decimals'],
    ['1,234', 'too_many_decimals'],
    ['12345678901234567', 'too_large'],
    ['1e5', 'not_a_number'],
    ['--5', 'not_a_number'],
  ] as const)('%j is refused: %s', (text, reason) => {
    expect(parseMoney(text, 'tr')).toEqual({ ok: false, reason })
  })
})

test('[UX4] money stands where the language puts it', () => {
  expect(formatMoney({ amount: '1284500.40', currency: 'TRY' }, 'tr')).toBe('₺1.284.500,40')
  expect(formatMoney({ amount: '-9320.75', currency: 'EUR' }, 'tr')).toBe('-€9.320,75')
  expect(formatMoney({ amount: '48210.00', currency: 'AZN' }, 'az')).toBe('48.210,00\u00a0₼')
  expect(formatMoney({ amount: '1234.50', currency: 'TRY' }, 'en')).toBe('₺1,234.50')
})

describe('[UX5] times', () => {
  test('a day is read and kept as itself', () => {
    expect(isDay('2026-10-31')).toBe(true)
    expect(isDay('2026-10-31T00:00:00Z')).toBe(false)
    expect(instantOf('2026-10-31')?.toISOString()).toBe('2026-10-31T00:00:00.000Z')
    expect(instantOf('yesterday')).toBeNull()
  })

  test.each([
    [-59_000, 0, 'second'],
    [59_000, 0, 'second'],
    [-60_000, -1, 'minute'],
    [-3_599_000, -59, 'minute'],
    [-3_600_000, -1, 'hour'],
    [-26 * 3_600_000, -1, 'day'],
    [3 * 86_400_000, 3, 'day'],
    [-8 * 86_400_000, -1, 'week'],
    [-45 * 86_400_000, -1, 'month'],
    [-400 * 86_400_000, -1, 'year'],
  ] as const)('%d ms is %d %s', (distance, value, unit) => {
    expect(relativeParts(distance)).toEqual({ value, unit })
  })

  test('the same day in Istanbul and New York', () => {
    for (const timeZone of ['Europe/Istanbul', 'America/New_York']) {
      const written = new Intl.DateTimeFormat('tr', { timeZone: 'UTC', day: '2-digit' }).format(
        instantOf('2026-10-31')!,
      )
      expect(written, timeZone).toBe('31')
    }
  })
})

describe('[UX12] files', () => {
  const rules = { accept: ['.xlsx', 'text/csv', 'image/*'], maxBytes: 1000 }
  test.each([
    [{ name: 'Cari.XLSX', type: '', size: 10 }, { ok: true }],
    [{ name: 'cari', type: 'text/csv', size: 10 }, { ok: true }],
    [{ name: 'imza.png', type: 'image/png', size: 1000 }, { ok: true }],
    [
      { name: 'cari.pdf', type: 'application/pdf', size: 10 },
      { ok: false, reason: 'wrong_type' },
    ],
    [
      { name: 'cari.xlsx', type: '', size: 0 },
      { ok: false, reason: 'empty' },
    ],
    [
      { name: 'cari.xlsx', type: '', size: 1001 },
      { ok: false, reason: 'too_large' },
    ],
  ] as const)('%o → %o', (file, verdict) => {
    expect(acceptsFile(file, rules)).toEqual(verdict)
  })

  test('sizes are written for people', () => {
    expect(fileSize(0, 'tr')).toBe('0 B')
    expect(fileSize(1536, 'tr')).toBe('1,5 KB')
    expect(fileSize(10 * 1024 * 1024, 'en')).toBe('10 MB')
  })
})

test('a browser is named as people know it', () => {
  expect(describeAgent('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150 Safari/537.36 Edg/150')).toBe(
    'Edge · Windows',
  )
  expect(describeAgent('Mozilla/5.0 (iPhone; CPU iPhone OS 19) Version/19 Safari/605')).toBe('Safari · iOS')
  expect(describeAgent('curl/8')).toBeNull()
  expect(describeAgent(null)).toBeNull()
})
