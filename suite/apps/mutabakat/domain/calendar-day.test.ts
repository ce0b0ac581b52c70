import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayInZone, formatDay, parseDay } from './index.ts'

const dayOf = (cell: string | number | Date) => {
  const reading = parseDay(cell)
  return reading.ok ? reading.day : reading.code
}

describe('days', () => {
  it('[MU20] reads the forms people write, day first', () => {
    for (const text of [
      '31.10.2026',
      '31/10/2026',
      '31-10-2026',
      '2026-10-31',
      ' 31.10.2026 ',
      '31.10.2026 00:00:00',
      '2026-10-31T00:00:00',
    ])
      expect(dayOf(text)).toBe('2026-10-31')
    expect(dayOf('1.2.2026')).toBe('2026-02-01')
    expect(dayOf('04/03/2026')).toBe('2026-03-04')
  })

  it('[MU21] refuses days that do not exist, and text that is no day', () => {
    for (const text of [
      '31.02.2026',
      '29.02.2025',
      '10/31/2026',
      '32.01.2026',
      '00.01.2026',
      '2026-13-01',
      '01.01.0026',
      '31.10.1899',
    ])
      expect(dayOf(text)).toBe('day_impossible')
    expect(dayOf('29.02.2024')).toBe('2024-02-29')
    for (const text of ['31.10.26', '31.10', 'Ekim 2026', '31.10/2026', 'bugün'])
      expect(dayOf(text)).toBe('day_invalid')
    expect(dayOf('')).toBe('day_missing')
    expect(dayOf(new Date(Number.NaN))).toBe('day_invalid')
  })

  it('[MU22] Excel dates and serials keep their day in every time zone', () => {
    expect(dayOf(46326)).toBe('2026-10-31')
    expect(dayOf(46326.999)).toBe('2026-10-31')
    expect(dayOf(new Date('2026-10-31T00:00:00Z'))).toBe('2026-10-31')
    expect(dayOf(new Date('2026-10-31T23:59:59Z'))).toBe('2026-10-31')
    for (const serial of [0, 1, 12543, 2958465, -5]) expect(dayOf(serial)).toBe('day_impossible')
    fc.assert(
      fc.property(fc.integer({ min: 33000, max: 73000 }), serial => {
        const utc = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000)
        expect(dayOf(serial)).toBe(utc.toISOString().slice(0, 10))
        expect(dayOf(utc)).toBe(dayOf(serial))
      }),
    )
  })

  it('[MU23] shows a day in the reader’s form, and reads it back', () => {
    expect(formatDay('2026-10-31', 'tr')).toBe('31.10.2026')
    expect(formatDay('2026-03-04', 'az')).toBe('04.03.2026')
    expect(formatDay('2026-03-04', 'en')).toBe('4 Mar 2026')
    expect(dayOf(formatDay('2026-03-04', 'tr'))).toBe('2026-03-04')
  })

  it('[MU24] counts days over months and years, and knows which day it is in a zone', () => {
    expect(addDays('2026-10-31', 10)).toBe('2026-11-10')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(dayInZone(new Date('2026-10-31T21:30:00Z'), 'Europe/Istanbul')).toBe('2026-11-01')
    expect(dayInZone(new Date('2026-10-31T20:30:00Z'), 'Europe/Istanbul')).toBe('2026-10-31')
    expect(dayInZone(new Date('2026-10-31T20:30:00Z'), 'Asia/Baku')).toBe('2026-11-01')
  })
})
