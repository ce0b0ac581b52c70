/** Plain calendar days: no time, no zone, so no midnight can shift them. Always `YYYY-MM-DD` inside. */
import type { Locale } from '#platform/contract'
import { type Cell, cellText } from './cell.ts'

/** "2026-10-31" */
export type Day = string

/** Which comes first in `03/04/2026`. */
export type DateOrder = 'dmy' | 'mdy'

export type DayFailureCode = 'day_missing' | 'day_invalid' | 'day_impossible'
export type DayReading = { ok: true; day: Day } | { ok: false; code: DayFailureCode }

const refuse = (code: DayFailureCode): DayReading => ({ ok: false, code })

const make = (year: number, month: number, day: number): DayReading => {
  const date = new Date(Date.UTC(year, month - 1, day))
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  // A ledger of another century is a slip of the finger or a cell of another kind.
  return same && year >= 1990 && year < 2100
    ? { ok: true, day: date.toISOString().slice(0, 10) }
    : refuse('day_impossible')
}

const YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/
const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?$/

/** Excel counts days from 1899-12-30 (its 1900 has a 29 February, which no serial of ours reaches). */
const fromSerial = (serial: number): DayReading => {
  if (!Number.isFinite(serial) || serial < 32_874 || serial >= 73_051) return refuse('day_impossible')
  const date = new Date(Date.UTC(1899, 11, 30 + Math.floor(serial)))
  return make(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/**
 * Text GG.AA.YYYY, D.M.YYYY, DD/MM/YYYY (day first, unless `order` says that this file has the month first), YYYY-MM-DD, each with or without an hour that is dropped;
 * an Excel date (a `Date` at midnight UTC) or a bare serial. 31.02. and 10/31/2026 are refused as impossible.
 */
export const parseDay = (cell: Cell, order: DateOrder = 'dmy'): DayReading => {
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return refuse('day_invalid')
    return make(cell.getUTCFullYear(), cell.getUTCMonth() + 1, cell.getUTCDate())
  }
  if (typeof cell === 'number') return fromSerial(cell)
  const text = cellText(cell)
  if (text === '') return refuse('day_missing')
  const last = YEAR_LAST.exec(text)
  // Dots are European: only what stands between slashes or dashes may have the month first.
  if (last && order === 'mdy' && last[2] !== '.') return make(Number(last[4]), Number(last[1]), Number(last[3]))
  if (last) return make(Number(last[4]), Number(last[3]), Number(last[1]))
  const first = YEAR_FIRST.exec(text)
  if (first) return make(Number(first[1]), Number(first[2]), Number(first[3]))
  return refuse('day_invalid')
}

const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** tr, az: 31.10.2026. en: 31 Oct 2026, which no reader takes for a month first. */
export const formatDay = (day: Day, locale: Locale): string => {
  const [year = '', month = '', date = ''] = day.split('-')
  return locale === 'en' ? `${Number(date)} ${MONTHS_EN[Number(month) - 1]} ${year}` : `${date}.${month}.${year}`
}

/** The month of a day as declarations write it, in every language: 2026/10. */
export const formatMonth = (day: Day): string => day.slice(0, 7).replace('-', '/')

export const addDays = (day: Day, days: number): Day => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The last day of a month `2026-10`. */
export const monthEnd = (month: string): Day => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

export const isMonthEnd = (day: Day): boolean => monthEnd(day.slice(0, 7)) === day

/** Which day it is at an instant in a zone, such as a company's `Europe/Istanbul`. */
export const dayInZone = (instant: Date, timeZone: string): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant)

/** `31.10.2026 14:05 (Europe/Istanbul)`: an instant as our papers print it, with the zone that makes it exact. */
export const instantText = (at: Date, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const [day = '', time = ''] = parts.format(at).split(' ')
  return `${day.split('-').reverse().join('.')} ${time} (${timeZone})`
}
