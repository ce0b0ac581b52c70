/** Access to one row by field, collecting what is wrong with it on the way. */

import type { ImportPlan } from '../contract/index.ts'
import { type Cell, cellText, isBlank, quoteCell } from './cell.ts'
import type { Field } from './field.ts'
import type { Columns } from './headings.ts'
import type { IssueParams, RowFailure, RowFailureCode, RowWarning, RowWarningCode } from './row-failure.ts'

/** What is decided once for a whole file; see `importPlanSchema`. */
export type ReadingRules = Pick<ImportPlan, 'defaults' | 'date_order' | 'decimal' | 'erp'>

export const PLAIN_RULES: ReadingRules = { defaults: {}, date_order: 'dmy', decimal: null, erp: null }

export type RowReader = {
  readonly rules: ReadingRules
  /** The cell of a field; undefined without such a column. */
  cell(field: Field): Cell
  has(field: Field): boolean
  /** Text of at most `max` characters, null when empty or too long (the latter is a failure). */
  text(field: Field, max: number): string | null
  /** Notes a failure; the cell is quoted as `value` unless params say otherwise. Returns null to be passed on. */
  fail(field: Field, code: RowFailureCode, params?: IssueParams): null
  warn(field: Field, code: RowWarningCode, params?: IssueParams): void
  readonly failures: RowFailure[]
  readonly warnings: RowWarning[]
}

export const createRowReader = (
  cells: readonly Cell[],
  columns: Columns,
  rules: ReadingRules = PLAIN_RULES,
): RowReader => {
  const failures: RowFailure[] = []
  const warnings: RowWarning[] = []
  const cell = (field: Field): Cell => {
    const index = columns[field]
    return index === undefined ? undefined : cells[index]
  }
  const quoted = (field: Field): IssueParams => ({ value: quoteCell(cell(field)) })
  const fail = (column: Field, code: RowFailureCode, params?: IssueParams): null => {
    failures.push({ column, code, params: params ?? quoted(column) })
    return null
  }
  return {
    rules,
    cell,
    has: field => !isBlank(cell(field)),
    text(field, max) {
      const text = cellText(cell(field))
      if (text.length > max) return fail(field, 'text_too_long', { max })
      return text === '' ? null : text
    },
    fail,
    warn: (column, code, params) => void warnings.push({ column, code, params: params ?? quoted(column) }),
    failures,
    warnings,
  }
}
