/** Reads due-date lines as they are copied out of a spreadsheet: a day, an amount, and which side it stands on. Pure. */
import { type Locale, minorToText } from '#platform/contract'
import { MAX_DUES } from '../../contract/index.ts'
import { parseAmount, parseDay, type Side, sideOf } from '../../domain/index.ts'

/** As the form holds a line. `due` and `amount` are '' while nothing was typed. */
export type DueLine = { due: string; amount: string; side: Side }

export type DuesReading = {
  lines: DueLine[]
  /** Numbers, from 1, of lines that say something else. */
  unread: number[]
  /** More lines than a letter may have were left out. */
  isCut: boolean
}

/** Cells stand between tabs, as spreadsheets copy them, or between semicolons. */
const cellsOf = (line: string): string[] => line.split(line.includes('\t') ? '\t' : ';').map(cell => cell.trim())

/**
 * "31.12.2026 ⇥ 1.500,00 ⇥ B", "31.12.2026 ⇥ -1.500,00", or debit and credit in two columns. A minus is credit. What
 * could be read two ways is taken as the reader's language writes numbers.
 */
const readLine = (cells: readonly string[], locale: Locale): DueLine | null => {
  const [first = '', second = '', third = ''] = cells
  const day = parseDay(first)
  if (!day.ok) return null
  const read = (cell: string) => parseAmount(cell, locale === 'en' ? '.' : ',')
  const line = (minor: bigint): DueLine => {
    const balance = sideOf(minor)
    return { due: day.day, amount: minorToText(balance.minor), side: balance.side }
  }
  const [debit, credit] = [read(second), read(third)]
  if (credit.ok) {
    const left = debit.ok ? debit.minor : second === '' ? 0n : null
    return left === null || (left !== 0n && credit.minor !== 0n) ? null : line(left - credit.minor)
  }
  const whole = third === '' ? debit : read(`${second} (${third})`)
  if (!whole.ok || (third !== '' && whole.side === undefined)) return null
  if (whole.side === undefined) return line(whole.minor)
  return whole.minor < 0n ? null : line(whole.side === 'B' ? whole.minor : -whole.minor)
}

/** Blank lines say nothing; a first line without a day is the headings. */
export const readDues = (text: string, locale: Locale): DuesReading => {
  const read = text.split(/\r?\n/).map((line, at) => ({ at, line, due: readLine(cellsOf(line), locale) }))
  const lines = read.flatMap(({ due }) => (due ? [due] : []))
  const unread = read.filter(({ at, line, due }) => due === null && line.trim() !== '' && at > 0)
  return {
    lines: lines.slice(0, MAX_DUES),
    unread: unread.map(({ at }) => at + 1),
    isCut: lines.length > MAX_DUES,
  }
}

/** Whether a clipboard holds cells rather than a word to be typed. */
export const isTable = (text: string): boolean => /[\t\n;]/.test(text.trim())

export const signedOf = ({ amount, side }: Pick<DueLine, 'amount' | 'side'>): bigint => {
  if (!/^\d{1,16}\.\d{2}$/.test(amount)) return 0n
  const minor = BigInt(amount.replace('.', ''))
  return side === 'B' ? minor : -minor
}
