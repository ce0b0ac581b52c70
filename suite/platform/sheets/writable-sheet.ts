/** What is written into a spreadsheet: columns, rows, and the forms both formats share. */

/**
 * `money`: decimal text as on the wire ("125430.50"), written as a number with two decimals. `date`: "2026-10-31".
 * `instant`: a Date or an ISO text, shown as clock time of `time_zone`. `text` is never anything but text.
 */
export type SheetColumn = {
  header: string
  /** Absent: by the value; a string is text, a number a number, a Date an instant. */
  kind?: 'text' | 'number' | 'money' | 'date' | 'instant'
  /** In characters, for XLSX. Default 18. */
  width?: number
}
export type WritableCell = string | number | bigint | boolean | Date | null | undefined

export type WriteSheetOptions = {
  columns: readonly SheetColumn[]
  /** Cells in the order of `columns`. */
  rows: Iterable<readonly WritableCell[]> | AsyncIterable<readonly WritableCell[]>
  /** Name of the sheet, for XLSX; what Excel forbids in it is replaced. */
  name?: string
  /** For instants. Default Europe/Istanbul. */
  time_zone?: string
}

export type WrittenKind = NonNullable<SheetColumn['kind']> | 'boolean'

export const kindOf = (value: WritableCell, column: SheetColumn): WrittenKind => {
  if (column.kind) return column.kind
  if (typeof value === 'number' || typeof value === 'bigint') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return value instanceof Date ? 'instant' : 'text'
}

/** Excel's longest text in a cell; longer ones make it call the file damaged. */
const MAX_CELL_CHARS = 32_767

/** Control characters break XML and hide in CSV; tab and line breaks are text. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .slice(0, MAX_CELL_CHARS)

export const isDay = (value: WritableCell): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

export type WallClock = (value: WritableCell) => Date | null

/**
 * Gives the clock on the wall of the time zone, in UTC parts, because a cell has no zone; null when it is no instant.
 * Made once for an export: making the formatter costs a thousand times what using it does.
 */
export const wallClockOf = (time_zone = 'Europe/Istanbul'): WallClock => {
  // Swedish is the locale whose date and time are ISO's: 2026-10-31 14:05:00.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: time_zone, dateStyle: 'short', timeStyle: 'medium' })
  return value => {
    const instant = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : null
    if (!instant || Number.isNaN(instant.getTime())) return null
    return new Date(`${format.format(instant).replace(' ', 'T')}Z`)
  }
}
