/** Writes rows as CSV that Excel opens by a double click, and in which no text can act as a formula. */

import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { guardText } from './formula-guard.ts'
import {
  cleanText,
  isDay,
  kindOf,
  type SheetColumn,
  type WallClock,
  type WritableCell,
  type WriteSheetOptions,
  wallClockOf,
} from './writable-sheet.ts'

export const CSV_TYPE = 'text/csv; charset=utf-8'

export type WriteCsvOptions = WriteSheetOptions & {
  /** Default `;`, what Excel expects where the comma is the decimal sign. */
  delimiter?: ';' | ',' | '\t'
  /** Decimal sign of numbers and money. Default `,`. */
  decimal?: ',' | '.'
}

/** UTF-8 with a byte order mark, CRLF. As a stream; memory stays flat. */
export const streamCsv = (options: WriteCsvOptions): Readable => Readable.from(csvLines(options))

export const writeCsv = (options: WriteCsvOptions): Promise<Buffer> => buffer(streamCsv(options))

async function* csvLines(options: WriteCsvOptions) {
  const { delimiter = ';', decimal = ',' } = options
  const clock = wallClockOf(options.time_zone)
  const line = (cells: string[]) => `${cells.map(cell => quote(cell, delimiter)).join(delimiter)}\r\n`
  yield Buffer.from(`\ufeff${line(options.columns.map(column => guardText(cleanText(column.header))))}`)
  let block = ''
  for await (const row of options.rows) {
    block += line(options.columns.map((column, at) => csvValue(row[at], column, decimal, clock)))
    if (block.length < 64 * 1024) continue
    yield Buffer.from(block)
    block = ''
  }
  yield Buffer.from(block)
}

const csvValue = (value: WritableCell, column: SheetColumn, decimal: ',' | '.', clock: WallClock): string => {
  if (value === null || value === undefined) return ''
  const text = cleanText(String(value))
  const kind = kindOf(value, column)
  // A negative amount begins with "-" and is a number all the same; only what is text can be taken for a formula.
  if ((kind === 'money' || kind === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return text.replace('.', decimal)
  if (kind === 'date' && isDay(value)) return turkishDay(value)
  const shown = kind === 'instant' ? clock(value)?.toISOString() : undefined
  return shown ? `${turkishDay(shown.slice(0, 10))} ${shown.slice(11, 16)}` : guardText(text)
}

const turkishDay = (day: string): string => day.split('-').reverse().join('.')

const quote = (text: string, delimiter: string): string =>
  /["\r\n]/.test(text) || text.includes(delimiter) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text
