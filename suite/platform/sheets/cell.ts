/** A cell as it was in the file: the value, what it was stored as, and whether a formula made it. */

/**
 * `no_result`: a formula whose result the file does not hold, so there is nothing to import; `value` is null.
 * `error`: `value` is Excel's text for it, such as `#N/A`.
 */
export type CellKind = 'empty' | 'string' | 'number' | 'boolean' | 'date' | 'error' | 'no_result'
export type CellValue = string | number | boolean | Date | null

/** Dates carry the calendar day and clock time of the sheet in their UTC parts: Excel knows no time zone. */
export type Cell = { value: CellValue; kind: CellKind; formula?: true }

/** `number` counts from 1 as Excel shows it; rows without any value are left out, so numbers may jump. */
export type SheetRow = { number: number; cells: Cell[] }

/** One frozen cell for every gap: a sheet is mostly gaps. */
export const EMPTY_CELL: Cell = Object.freeze({ value: null, kind: 'empty' })
