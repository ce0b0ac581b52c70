/** Turns one row of an account statement into a line, or says everything that is wrong with it at once. */
import type { Currency } from '#platform/contract'
import { parseAmount } from '../amount.ts'
import { type Day, parseDay } from '../calendar-day.ts'
import { type Cell, cellText, isBlank, quoteCell } from '../cell.ts'
import { readCurrency } from '../currency.ts'
import { fold, foldText } from '../fold.ts'
import type { RowFailureCode } from '../row-failure.ts'
import type { StatementColumns, StatementField } from './columns.ts'

/** Amounts are hundredths of the letter's currency, ≥ 0; one of the two is zero. */
export type StatementRow = {
  /** The account the row names; null where the file has no such column. */
  code: string | null
  date: Day
  due: Day | null
  document_type: string
  /** Series, sequence and number as one. */
  number: string
  description: string
  debit: bigint
  credit: bigint
}

export type StatementFailure = {
  column: StatementField
  code: RowFailureCode
  params: Readonly<Record<string, string | number>>
}

export type StatementReading =
  | { ok: true; row: StatementRow }
  /** `empty` and `totals` are no lines; `other_currency` is a line of another account of the same party. */
  | { ok: false; skip: 'empty' | 'totals' | 'other_currency' }
  | { ok: false; failures: StatementFailure[] }

const TOTALS = /^((GENEL|ARA|ALT|RAPOR|DONEM) )?(TOPLAM|TOPLAMI|TOPLAMLAR)\b|^(GRAND )?TOTALS?\b|^(CEMI|YEKUN|BAKIYE)\b/
/** Columns that tell a party, a document or a day apart; a row of sums fills none of them but with its own word. */
const TEXT_MAX = 500

const DEBIT = new Set(['B', 'BORC', 'BORCLU', 'D', 'DEBIT', 'DEBET', '0'])
const CREDIT = new Set(['A', 'ALACAK', 'ALACAKLI', 'C', 'CREDIT', 'K', 'KREDIT', '1'])

const fail = (column: StatementField, code: RowFailureCode, cell: Cell): StatementFailure => ({
  column,
  code,
  params: { value: quoteCell(cell) },
})

type Amounts = { debit: bigint; credit: bigint }

/** Minus in front of a debit is a credit: programs write a return that way. */
const settle = (debit: bigint, credit: bigint): Amounts => {
  const net = debit - credit
  return net >= 0n ? { debit: net, credit: 0n } : { debit: 0n, credit: -net }
}

/** Both columns filled are two movements in one row, and only the writer knows which is meant. */
const readPair = (cell: (field: StatementField) => Cell): Amounts | StatementFailure => {
  const minors: Record<'debit' | 'credit', bigint> = { debit: 0n, credit: 0n }
  for (const field of ['debit', 'credit'] as const) {
    if (isBlank(cell(field))) continue
    const reading = parseAmount(cell(field))
    if (!reading.ok) return fail(field, reading.code, cell(field))
    minors[field] = reading.minor
  }
  if (minors.debit !== 0n && minors.credit !== 0n) return { column: 'debit', code: 'both_sides_filled', params: {} }
  return settle(minors.debit, minors.credit)
}

const readSided = (cell: (field: StatementField) => Cell): Amounts | StatementFailure => {
  const reading = parseAmount(cell('amount'))
  if (!reading.ok) return fail('amount', reading.code, cell('amount'))
  const side = fold(cellText(cell('side')))
  if (DEBIT.has(side)) return settle(reading.minor, 0n)
  if (CREDIT.has(side)) return settle(0n, reading.minor)
  return fail('side', 'side_invalid', cell('side'))
}

/** A foreign account's own amount stands in a column of its own; the side is that of the lira amount. */
const inForeign = (cell: (field: StatementField) => Cell, amounts: Amounts): Amounts | StatementFailure => {
  const reading = parseAmount(cell('fx_amount'))
  if (!reading.ok) return fail('fx_amount', reading.code, cell('fx_amount'))
  const size = reading.minor < 0n ? -reading.minor : reading.minor
  return amounts.credit > 0n ? { debit: 0n, credit: size } : { debit: size, credit: 0n }
}

const isFailure = (found: Amounts | StatementFailure): found is StatementFailure => 'code' in found

/** Reads a row below the headings, in the currency of the letter. */
export const readStatementRow = (
  cells: readonly Cell[],
  columns: StatementColumns,
  currency: Currency,
): StatementReading => {
  const cell = (field: StatementField): Cell => {
    const index = columns[field]
    return index === undefined ? undefined : cells[index]
  }
  const first = cells.find(one => !isBlank(one))
  if (first === undefined) return { ok: false, skip: 'empty' }
  // Where the day stands first, the word of the sums stands in its column.
  const hasDay = !isBlank(cell('date')) && cell('date') !== first
  if (!hasDay && TOTALS.test(foldText(cellText(first)))) return { ok: false, skip: 'totals' }
  const failures: StatementFailure[] = []

  const named = isBlank(cell('currency')) ? currency : readCurrency(cellText(cell('currency')))
  if (!named) failures.push(fail('currency', 'currency_unknown', cell('currency')))
  else if (named !== currency) return { ok: false, skip: 'other_currency' }

  const day = parseDay(cell('date'))
  if (!day.ok) failures.push(fail('date', day.code, cell('date')))
  const due = isBlank(cell('due')) ? null : parseDay(cell('due'))
  if (due && !due.ok) failures.push(fail('due', due.code, cell('due')))

  let amounts = columns.debit !== undefined && columns.credit !== undefined ? readPair(cell) : readSided(cell)
  if (!isFailure(amounts) && currency !== 'TRY' && !isBlank(cell('fx_amount'))) amounts = inForeign(cell, amounts)
  if (isFailure(amounts)) failures.push(amounts)

  for (const field of ['description', 'number', 'document_type'] as const)
    if (cellText(cell(field)).length > TEXT_MAX)
      failures.push({ column: field, code: 'text_too_long', params: { max: TEXT_MAX } })
  if (failures.length > 0 || !day.ok || isFailure(amounts)) return { ok: false, failures }
  return {
    ok: true,
    row: {
      code: isBlank(cell('code')) ? null : cellText(cell('code')),
      date: day.day,
      due: due?.ok ? due.day : null,
      document_type: cellText(cell('document_type')),
      number: numberOf(cell),
      description: cellText(cell('description')),
      ...amounts,
    },
  }
}

/** "A" and "123" are A-123, unless the number already begins with its series. */
const numberOf = (cell: (field: StatementField) => Cell): string => {
  const series = cellText(cell('series'))
  const number = cellText(cell('number')) || cellText(cell('sequence'))
  if (series === '' || number === '' || fold(number).startsWith(fold(series))) return number || series
  return `${series}-${number}`
}
