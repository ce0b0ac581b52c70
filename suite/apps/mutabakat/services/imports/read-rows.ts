/** Reads rows of a sheet by an import's plan: what each says, what is wrong with it, and what repeats another. */
import type { SheetRow } from '#platform/sheets'
import type { ImportField, ImportKind, ImportPlan } from '../../contract/index.ts'
import type { KeptCell, RowFailure } from '../../data/card-tables.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import {
  type CardRow,
  type Cell,
  cellText,
  createDuplicateCheck,
  type DuplicateCheck,
  type Field,
  type LetterSource,
  readBabsRow,
  readBalanceRow,
  readCardRow,
  readDueRow,
  skipReason,
  type TaxNumber,
} from '../../domain/index.ts'
import type { ImportActor, ReadRow } from './record-rows.ts'

/** What it keeps of a cell: enough to read it again and find the same. */
const kept = (cell: Cell): KeptCell => (typeof cell === 'number' && Number.isFinite(cell) ? cell : cellText(cell))

export const valuesOf = (row: SheetRow): Cell[] => row.cells.map(cell => cell.value)

const copy = (issue: {
  column: string
  code: string
  params: Readonly<Record<string, string | number>>
}): RowFailure => ({
  column: issue.column,
  code: issue.code,
  params: { ...issue.params },
})

type Reading = { ok: true; row: LetterSource | CardRow; warnings: RowFailure[] } | { ok: false; failures: RowFailure[] }

/** One for each kind of file; the row of each is what its kind applies. */
const READERS = {
  balances: readBalanceRow,
  cards: readCardRow,
  babs: readBabsRow,
  dues: readDueRow,
} as const

const readCells = (cells: readonly Cell[], kind: ImportKind, plan: ImportPlan): Reading => {
  const reading = READERS[kind](cells, plan.columns, plan)
  return reading.ok
    ? { ok: true, row: reading.row, warnings: reading.warnings.map(copy) }
    : { ok: false, failures: reading.failures.map(copy) }
}

/** A card's own currency and a balance's day tell nothing of whether a card is there twice. */
const identityOf = (row: LetterSource | CardRow) => {
  const { code, tax_number } = row
  if (!('date' in row)) return { code, tax_number }
  // One card has both forms of a month, and its number is in every row.
  if ('form' in row) return { code, tax_number: null, date: row.date, currency: row.form }
  return { code, tax_number, date: row.date, currency: row.currency, part: 'dues' in row }
}

/** Null for an empty row or a row of totals. */
export const readSheetRow = (
  row: SheetRow,
  kind: ImportKind,
  plan: ImportPlan,
  duplicated: DuplicateCheck,
): ReadRow | null => {
  const cells = valuesOf(row)
  if (skipReason(cells, plan.columns)) return null
  const base = { number: row.number, cells: cells.map(kept), repair: null, warnings: [] }
  const refused = (failures: RowFailure[]): ReadRow => ({ ...base, reading: { ok: false, failures } })
  const empty = row.cells.findIndex(cell => cell.kind === 'no_result')
  const field = Object.entries(plan.columns).find(([, at]) => at === empty)?.[0]
  if (empty >= 0 && field) return refused([{ column: field, code: 'formula_without_result', params: {} }])
  const reading = readCells(cells, kind, plan)
  if (!reading.ok) return refused(reading.failures)
  const twice = duplicated(identityOf(reading.row), row.number)
  if (twice.failures.length > 0) return refused(twice.failures.map(copy))
  return {
    ...base,
    warnings: [...reading.warnings, ...twice.warnings.map(copy)],
    reading: { ok: true, row: reading.row },
  }
}

/** The kept cells with what was typed since; a field without a column gets one behind them. */
const repaired = (
  cells: readonly KeptCell[],
  plan: ImportPlan,
  repair: Partial<Record<ImportField, string>>,
): { cells: Cell[]; plan: ImportPlan } => {
  const columns = { ...plan.columns }
  const given: Cell[] = [...cells]
  const width = Math.max(cells.length, ...Object.values(columns).map(index => index + 1))
  let next = width
  for (const [field, text] of Object.entries(repair) as [Field, string][]) {
    columns[field] ??= next++
    given[columns[field]] = text
  }
  return { cells: given, plan: { ...plan, columns } }
}

/** A wrong row once more, by the same rules, with what was typed since. */
export const readKeptRow = (
  row: { number: number; cells: readonly KeptCell[]; repair: Partial<Record<ImportField, string>> },
  kind: ImportKind,
  plan: ImportPlan,
): ReadRow => {
  const again = repaired(row.cells, plan, row.repair)
  const reading = readCells(again.cells, kind, again.plan)
  const base = { number: row.number, cells: [...row.cells], repair: row.repair }
  return reading.ok
    ? { ...base, warnings: reading.warnings, reading: { ok: true, row: reading.row } }
    : { ...base, warnings: [], reading }
}

type Seen = {
  row: number
  code: string
  date: string | null
  currency: string | null
  tax: TaxNumber | null
  part: boolean
}

/** The rows of an import that became something, as a duplicate check sees them. */
const readSeen = async (tables: MutabakatTrx, actor: ImportActor): Promise<Seen[]> => {
  const rows = await tables
    .selectFrom('mutabakat.import_row as row')
    .innerJoin('mutabakat.counterparty as card', 'card.id', 'row.counterparty_id')
    .leftJoin('mutabakat.letter as letter', 'letter.id', 'row.letter_id')
    .select(['row.row', 'card.code', 'card.tax_kind', 'card.tax_number', 'letter.balance_date', 'letter.currency'])
    .select('letter.kind')
    .where('row.company_id', '=', actor.company_id)
    .where('row.import_id', '=', actor.import_id)
    .where('row.outcome', 'in', ['created', 'updated', 'unchanged'])
    .orderBy('row.row')
    .execute()
  return rows.map(({ row, code, tax_kind, tax_number, balance_date, currency, kind }) => {
    const seen = { row, code, date: balance_date, currency, part: kind === 'cari_vade' }
    const tax = tax_number !== null && tax_kind !== 'none' ? { kind: tax_kind, value: tax_number } : null
    // A form is read by tax number: that is its row's code, whatever the card's is.
    return kind === 'ba' || kind === 'bs'
      ? { ...seen, code: tax?.value ?? code, currency: kind, tax: null }
      : { ...seen, tax }
  })
}

/** A check that knows the rows of an attempt that died, or of the whole import when one row is repaired. */
export const duplicateCheckOf = async (tables: MutabakatTrx, actor: ImportActor): Promise<DuplicateCheck> => {
  const check = createDuplicateCheck()
  for (const { row, code, date, currency, tax, part } of await readSeen(tables, actor))
    check(
      date === null || currency === null ? { code, tax_number: tax } : { code, tax_number: tax, date, currency, part },
      row,
    )
  return check
}

/** `check` on a row that was read again; wrong when it repeats another. */
export const checkAgain = (row: ReadRow, check: DuplicateCheck): ReadRow => {
  if (!row.reading.ok) return row
  const twice = check(identityOf(row.reading.row), row.number)
  if (twice.failures.length > 0)
    return { ...row, warnings: [], reading: { ok: false, failures: twice.failures.map(copy) } }
  return { ...row, warnings: [...row.warnings, ...twice.warnings.map(copy)] }
}
