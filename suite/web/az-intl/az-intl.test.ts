/** Proves the repaired Intl classes against Node's own ICU, which has Azerbaijani data. */
import { describe, expect, test } from 'vitest'
import { azIsBroken, repairedIntl } from './install.ts'

const repaired = repairedIntl(Intl)
const noon = new Date(Date.UTC(2026, 10, 21, 9, 5))

const dateForms: Intl.DateTimeFormatOptions[] = [
  { month: 'long' },
  { month: 'short' },
  { day: '2-digit', month: '2-digit', year: 'numeric' },
  { day: 'numeric', month: 'long', year: 'numeric' },
  { weekday: 'long' },
  { weekday: 'narrow' },
  { hour: '2-digit', minute: '2-digit' },
]

describe('[UX3] Azerbaijani where the browser has none', () => {
  test.each(dateForms)('dates equal ICU: %o', options => {
    const zoned = { ...options, timeZone: 'UTC' }
    const expected = new Intl.DateTimeFormat('az', zoned).format(noon)
    expect(new repaired.DateTimeFormat('az', zoned).format(noon)).toBe(expected)
  })

  test.each<[number, Intl.NumberFormatOptions]>([
    [2500.75, {}],
    [-1284500.4, { minimumFractionDigits: 2 }],
    [0.874, { style: 'percent', maximumFractionDigits: 1 }],
    [48210, { style: 'currency', currency: 'AZN', currencyDisplay: 'narrowSymbol' }],
    [9320.75, { style: 'currency', currency: 'TRY', currencyDisplay: 'narrowSymbol' }],
  ])('numbers equal ICU: %d %o', (value, options) => {
    const expected = new Intl.NumberFormat('az', options).format(value)
    expect(new repaired.NumberFormat('az-AZ', options).format(value)).toBe(expected)
  })

  test('the alphabet is Azerbaijani, not Turkish', () => {
    const words = ['zər', 'qala', 'kənd', 'xalça', 'hava', 'ıldırım', 'ev', 'əl', 'İsa']
    const expected = [...words].sort(new Intl.Collator('az').compare)
    expect([...words].sort(new repaired.Collator('az').compare)).toEqual(expected)
    expect([...words].sort(new repaired.Collator('tr').compare)).not.toEqual(expected)
  })

  test('the parts of a date equal ICU', () => {
    const [ours, icu] = [repaired, Intl].map(intl => new intl.DisplayNames('az', { type: 'dateTimeField' }))
    for (const field of [
      'era',
      'year',
      'quarter',
      'month',
      'weekday',
      'day',
      'hour',
      'minute',
      'second',
      'timeZoneName',
    ])
      expect([field, ours!.of(field)]).toEqual([field, icu!.of(field)])
    expect(new repaired.DisplayNames('tr', { type: 'dateTimeField' }).of('month')).toBe('ay')
    expect(new repaired.DisplayNames('az', { type: 'region' }).of('AZ')).toBe('Azərbaycan')
  })

  test('lists join with və', () => {
    expect(new repaired.ListFormat('az').format(['alma', 'armud', 'nar'])).toBe('alma, armud və nar')
  })

  test('near days have words, far ones numbers', () => {
    const format = new repaired.RelativeTimeFormat('az', { numeric: 'auto' })
    expect(format.format(-1, 'day')).toBe('dünən')
    expect(format.format(-5, 'minutes')).toBe('5 dəqiqə əvvəl')
    expect(format.format(3, 'day')).toBe('3 gün ərzində')
  })

  test('every other language stays native, with and without new', () => {
    expect(repaired.NumberFormat('en').format(1234.5)).toBe('1,234.5')
    expect(new repaired.NumberFormat('tr').format(1234.5)).toBe('1.234,5')
    expect(repaired.NumberFormat('az').resolvedOptions().locale).toBe('az')
    expect(new repaired.NumberFormat('en')).toBeInstanceOf(repaired.NumberFormat)
  })

  test('missing data is recognised by its form', () => {
    const broken = {
      DateTimeFormat: class {
        format = () => '2026 M11'
      } as unknown as typeof Intl.DateTimeFormat,
    }
    expect(azIsBroken(broken)).toBe(true)
    expect(azIsBroken(Intl)).toBe(false)
  })
})
