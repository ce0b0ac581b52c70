import { expect, test } from 'vitest'
import { dateTimeIn } from './use-date-time.ts'

const AT = new Date('2026-09-02T13:04:00Z')
const SHORT = { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const

test('[UX37] the day comes before the month in every language, and hours are counted to 24', () => {
  expect(dateTimeIn('en', 'Europe/Istanbul')(AT, SHORT)).toBe('02/09/2026, 16:04')
  expect(dateTimeIn('tr', 'Europe/Istanbul')(AT, SHORT)).toBe('02.09.2026 16:04')
  expect(dateTimeIn('az', 'Asia/Baku')(AT, SHORT)).toMatch(/^02\.09\.2026.*17:04$/)
})

test('[UX37] a calendar day is written in the zone that it names', () => {
  const day = { dateStyle: 'medium', timeZone: 'UTC' } as const
  expect(dateTimeIn('en', 'America/New_York')(new Date('2026-10-31T00:00:00Z'), day)).toBe('31 Oct 2026')
})
