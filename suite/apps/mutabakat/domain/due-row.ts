/** Rows of balances by due date: each is what is due on one day, and those of one account, day and currency are one letter. */
import { MAX_DUES } from '../contract/index.ts'
import { type BalanceRow, readBalanceRow } from './balance-row.ts'
import { type Cell, isBlank } from './cell.ts'
import type { Columns } from './headings.ts'
import { balanceOfDues, type SignedDue } from './letter-figures.ts'
import type { RowFailure, RowWarning } from './row-failure.ts'
import type { ReadingRules } from './row-reader.ts'
import { signedMinor } from './side.ts'

/** `dues`: of the row alone, until the rows of its letter are put together. */
export type DueRow = BalanceRow & { dues: SignedDue[] }

export type DueReading = { ok: true; row: DueRow; warnings: RowWarning[] } | { ok: false; failures: RowFailure[] }

export const readDueRow = (cells: readonly Cell[], columns: Columns, rules?: ReadingRules): DueReading => {
  const reading = readBalanceRow(cells, columns, rules)
  const { due_date: column } = columns
  const missing = column === undefined || isBlank(cells[column])
  const undated: RowFailure[] = missing ? [{ column: 'due_date', code: 'day_missing', params: {} }] : []
  if (!reading.ok) return { ok: false, failures: [...reading.failures, ...undated] }
  const { due_date } = reading.row
  if (due_date === null) return { ok: false, failures: undated }
  const { row, warnings } = reading
  return { ok: true, row: { ...row, dues: [{ due: due_date, minor: signedMinor(row.minor, row.side) }] }, warnings }
}

/** Which letter a row is a line of. */
export const dueKey = (row: Pick<BalanceRow, 'code' | 'date' | 'currency'>): string =>
  `${row.code}\n${row.date}\n${row.currency}`

/** By day; what is due on one day is one line. */
export const joinDues = (lines: readonly SignedDue[]): SignedDue[] => {
  const byDay = new Map<string, bigint>()
  for (const { due, minor } of lines) byDay.set(due, (byDay.get(due) ?? 0n) + minor)
  return [...byDay].map(([due, minor]) => ({ due, minor })).sort((left, right) => (left.due < right.due ? -1 : 1))
}

/** What the rows of one letter say together. `try_minor` null: the value of a line is not known. */
export type DueGroup = { dues: SignedDue[]; rate: string | null; try_minor: bigint | null }

/** Of its value in lira, signed as its balance is. */
const signedTry = ({ try_minor, side }: BalanceRow): bigint | null =>
  try_minor === null ? null : signedMinor(try_minor, side)

/** Takes a row into its group; the first rate that is named is the letter's. */
export const addToGroup = (group: DueGroup | undefined, row: DueRow): DueGroup => {
  const value = signedTry(row)
  if (!group) return { dues: row.dues, rate: row.rate, try_minor: value }
  const known = group.try_minor !== null && value !== null
  return {
    dues: joinDues([...group.dues, ...row.dues]),
    rate: group.rate ?? row.rate,
    try_minor: known ? group.try_minor! + value! : null,
  }
}

/** The row with the figures of its whole letter. */
export const inGroup = (row: DueRow, { dues, rate, try_minor }: DueGroup): DueRow => ({
  ...row,
  ...balanceOfDues(dues),
  dues,
  rate,
  try_minor: try_minor === null ? null : try_minor < 0n ? -try_minor : try_minor,
})

export const hasTooManyDues = (row: DueRow): boolean => row.dues.length > MAX_DUES
