/** Writes rows as an XLSX workbook with one sheet; text stays text, whatever it begins with. */

import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeXlsxStream } from 'hucre/xlsx'
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

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const FORMATS = {
  text: '@',
  number: 'General',
  money: '#,##0.00',
  date: 'dd.mm.yyyy',
  instant: 'dd.mm.yyyy hh:mm',
} as const
/** Beyond 15 digits a number loses cents; such an amount is written as text. */
const MAX_EXACT_DIGITS = 15

/** As a stream; memory stays flat, because rows are taken as it is read. */
export const streamXlsx = (options: WriteSheetOptions): Readable => {
  const columns = options.columns.map(column => ({
    header: cleanText(column.header),
    width: column.width ?? 18,
    ...(column.kind ? { numFmt: FORMATS[column.kind] } : {}),
  }))
  const name = sheetName(options.name ?? '')
  const stream = writeXlsxStream(xlsxRows(options), { name, columns, freezePane: { rows: 1 } })
  return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0])
}

/** As bytes, for workbooks of some thousand rows. */
export const writeXlsx = (options: WriteSheetOptions): Promise<Buffer> => buffer(streamXlsx(options))

async function* xlsxRows(options: WriteSheetOptions) {
  const clock = wallClockOf(options.time_zone)
  for await (const row of options.rows) yield options.columns.map((column, at) => xlsxValue(row[at], column, clock))
}

/** Text goes out as inline text: `=1+1` in it is four characters, and there is no formula element to be had. */
const xlsxValue = (value: WritableCell, column: SheetColumn, clock: WallClock) => {
  if (value === null || value === undefined || value === '') return null
  const text = cleanText(String(value))
  switch (kindOf(value, column)) {
    case 'text':
      return text
    case 'boolean':
      return value === true
    case 'number':
    case 'money':
      return exactNumber(text)
    case 'date':
      return isDay(value) ? new Date(`${value}T00:00:00Z`) : text
    case 'instant':
      return clock(value) ?? text
  }
}

const exactNumber = (text: string): number | string => {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '').length
  return /^-?\d+(\.\d+)?$/.test(text) && digits <= MAX_EXACT_DIGITS ? Number(text) : text
}

const sheetName = (name: string): string =>
  cleanText(name)
    .replace(/[:\\/?*[\]\r\n\t]/g, ' ')
    .replace(/^['\s]+|['\s]+$/g, '')
    .slice(0, 31)
    .trim() || 'Sayfa1'
