/** Turns one row of cells into a balance, or says everything that is wrong with it at once. */
import type { Currency, Locale } from '#platform/contract'
import type { Day } from './calendar-day.ts'
import type { Cell } from './cell.ts'
import type { CounterpartyKind } from './counterparty-kind.ts'
import type { Columns } from './headings.ts'
import type { RowFailure, RowWarning } from './row-failure.ts'
import { readFigures } from './row-figures.ts'
import { readParty } from './row-party.ts'
import { createRowReader, type ReadingRules } from './row-reader.ts'
import type { Side } from './side.ts'
import type { TaxNumber } from './tax-number.ts'

/** A null says nothing about the card: what the card already has stays. */
export type BalanceRow = {
  code: string
  title: string | null
  tax_number: TaxNumber | null
  tax_office: string | null
  kind: CounterpartyKind | null
  contact_name: string | null
  email: string | null
  /** E.164, able to get an SMS. */
  mobile: string | null
  locale: Locale | null
  date: Day
  /** ≥ 0, hundredths of `currency`. */
  minor: bigint
  side: Side
  currency: Currency
  /** Decimal text, at most six decimals. */
  rate: string | null
  /** ≥ 0, hundredths of a lira; for TRY the amount itself. */
  try_minor: bigint | null
  due_date: Day | null
  note: string | null
}

export type RowReading = { ok: true; row: BalanceRow; warnings: RowWarning[] } | { ok: false; failures: RowFailure[] }

/**
 * Reads a row below the headings. Ask `skipReason` first: an empty row or a totals row is no failure.
 * A balance without a side column and without "(B)" is signed: positive means the counterparty owes us.
 */
export const readBalanceRow = (cells: readonly Cell[], columns: Columns, rules?: ReadingRules): RowReading => {
  const reader = createRowReader(cells, columns, rules)
  const party = readParty(reader)
  const figures = readFigures(reader)
  if (reader.failures.length > 0 || !party || !figures) return { ok: false, failures: reader.failures }
  return { ok: true, row: { ...party, ...figures }, warnings: reader.warnings }
}
