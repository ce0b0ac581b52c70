/** What can be said of a file from its first rows: where the headings are, which column is which, what is left open. */
import type { Erp } from '../contract/index.ts'
import { parseAmount } from './amount.ts'
import { parseDay } from './calendar-day.ts'
import { type Cell, isBlank } from './cell.ts'
import type { Field, ImportKind } from './field.ts'
import { guessColumns } from './guess-columns.ts'
import { type Columns, columnsOf, findHeadings, type Match, matchHeadings, missingFields } from './headings.ts'

export type NumberedRow = { number: number; cells: readonly Cell[] }

export type RowsLook = {
  /** Number of the heading row in the sheet; null when no row looks like one. */
  heading_row: number | null
  matches: Match[]
  missing: Field[]
  ambiguous: { decimal: boolean; date_order: boolean }
  erp: Erp | null
}

/** Without any known heading: the first row with two texts and no number is what a person would point at. */
const likelyHeadings = (rows: readonly NumberedRow[]): number | null => {
  const at = rows.findIndex(({ cells }) => {
    const filled = cells.filter(cell => !isBlank(cell))
    return filled.length >= 2 && filled.every(cell => typeof cell === 'string')
  })
  return at < 0 ? null : at
}

const AMOUNTS = ['balance', 'debit_balance', 'credit_balance', 'try_amount'] as const

const ambiguousIn = (rows: readonly NumberedRow[], columns: Columns): RowsLook['ambiguous'] => {
  const cellsOf = (field: Field): Cell[] => {
    const index = columns[field]
    return index === undefined ? [] : rows.map(({ cells }) => cells[index])
  }
  const decimal = AMOUNTS.flatMap(cellsOf).some(cell => {
    const reading = parseAmount(cell)
    return !reading.ok && reading.code === 'amount_ambiguous'
  })
  // Day first is the rule; a day that only exists with the month first says that this file breaks it.
  const date_order = (['date', 'due_date'] as const)
    .flatMap(cellsOf)
    .some(cell => typeof cell === 'string' && !parseDay(cell).ok && parseDay(cell, 'mdy').ok)
  return { decimal, date_order }
}

/** `heading_row`: what a person says it is; without it the first that has everything, else the nearest. */
export const lookAtRows = (
  rows: readonly NumberedRow[],
  kind: ImportKind,
  heading_row: number | null = null,
): RowsLook => {
  const found = findHeadings(
    rows.map(({ cells }) => cells),
    kind,
  )
  const said = heading_row === null ? -1 : rows.findIndex(({ number }) => number === heading_row)
  const at = heading_row === null ? (found.row ?? likelyHeadings(rows)) : said
  const row = at === null ? undefined : rows[at]
  if (at === null || !row)
    return {
      heading_row,
      matches: [],
      missing: missingFields({}, kind),
      ambiguous: { decimal: false, date_order: false },
      erp: null,
    }
  const below = rows.slice(at + 1)
  const { matches, erp } = matchHeadings(row.cells, kind)
  const guessed = guessColumns(
    matches,
    below.map(({ cells }) => cells),
    kind,
  )
  const columns = columnsOf(guessed)
  return {
    heading_row: row.number,
    matches: guessed,
    missing: missingFields(columns, kind),
    ambiguous: ambiguousIn(below, columns),
    erp,
  }
}
