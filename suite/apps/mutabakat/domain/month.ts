/** The month of a declaration as ledgers write it. */
import { type Day, monthEnd } from './calendar-day.ts'
import { type Cell, cellText } from './cell.ts'
import { foldText } from './fold.ts'

export type MonthReading = { ok: true /** last day of the month */; day: Day } | { ok: false; missing: boolean }

/** Folded names, tr, az and en. */
const NAMES: readonly (readonly string[])[] = [
  ['OCAK', 'YANVAR', 'JANUARY', 'JAN'],
  ['SUBAT', 'FEVRAL', 'FEBRUARY', 'FEB'],
  ['MART', 'MARCH', 'MAR'],
  ['NISAN', 'APREL', 'APRIL', 'APR'],
  ['MAYIS', 'MAY'],
  ['HAZIRAN', 'IYUN', 'JUNE', 'JUN'],
  ['TEMMUZ', 'IYUL', 'JULY', 'JUL'],
  ['AGUSTOS', 'AVQUST', 'AUGUST', 'AUG'],
  ['EYLUL', 'SENTYABR', 'SEPTEMBER', 'SEP'],
  ['EKIM', 'OKTYABR', 'OCTOBER', 'OCT'],
  ['KASIM', 'NOYABR', 'NOVEMBER', 'NOV'],
  ['ARALIK', 'DEKABR', 'DECEMBER', 'DEC'],
]

const make = (year: number, month: number): MonthReading =>
  month >= 1 && month <= 12 && year >= 1990 && year < 2100
    ? { ok: true, day: monthEnd(`${year}-${String(month).padStart(2, '0')}`) }
    : { ok: false, missing: false }

/** Excel takes a typed 10/2026 for the first of that month; 202610 stays a number. */
const fromNumber = (value: number): MonthReading => {
  if (value >= 199_001 && value <= 209_912) return make(Math.floor(value / 100), value % 100)
  if (value < 32_874 || value >= 73_051) return { ok: false, missing: false }
  const date = new Date(Date.UTC(1899, 11, 30 + Math.floor(value)))
  return make(date.getUTCFullYear(), date.getUTCMonth() + 1)
}

/** "2026-10", "2026/10", "10/2026", "10.2026", "202610", "Ekim 2026", "2026 Ekim", or a day of the month as Excel has it. */
export const readMonth = (cell: Cell): MonthReading => {
  if (cell instanceof Date) return make(cell.getUTCFullYear(), cell.getUTCMonth() + 1)
  if (typeof cell === 'number') return fromNumber(cell)
  const text = foldText(cellText(cell))
  if (text === '') return { ok: false, missing: true }
  if (/^\d{6}$/.test(text)) return fromNumber(Number(text))
  const [first = '', second = '', ...more] = text.split(' ')
  if (more.length > 0) return { ok: false, missing: false }
  const [year, month] = /^\d{4}$/.test(first) ? [first, second] : [second, first]
  if (!/^\d{4}$/.test(year)) return { ok: false, missing: false }
  const named = NAMES.findIndex(names => names.includes(month))
  if (named >= 0) return make(Number(year), named + 1)
  return /^\d{1,2}$/.test(month) ? make(Number(year), Number(month)) : { ok: false, missing: false }
}
