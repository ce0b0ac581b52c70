/** One line of a statement as matching sees it, and what it does to the balance seen from our side. */
import type { Day } from '../calendar-day.ts'

/** `ours`: a line of our own books. `theirs`: a line of the counterparty's statement, with its debit and credit as written there. */
export type LineSide = 'ours' | 'theirs'

/** Amounts are hundredths of one currency, ≥ 0; a line has a debit or a credit. */
export type StatementLine = {
  id: string
  date: Day
  /** What the file calls it: "Fatura", "Tahsilat", "İade", "DEVİR"; empty when it says nothing. */
  document_type: string
  /** As written, series in front; empty when there is none. */
  number: string
  debit: bigint
  credit: bigint
}

/** What the line adds to "they owe us", in hundredths: our debit is their credit. */
export const effectOf = (line: Pick<StatementLine, 'debit' | 'credit'>, side: LineSide): bigint =>
  side === 'ours' ? line.debit - line.credit : line.credit - line.debit

/** Days since 1970, for distances between days. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000
