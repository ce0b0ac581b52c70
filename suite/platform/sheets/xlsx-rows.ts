/** The rows of one worksheet as they are unpacked: nothing is read ahead of what the caller takes but one chunk. */
import { type Cell, type CellValue, EMPTY_CELL, type SheetRow } from './cell.ts'
import { serialToDate } from './date-format.ts'
import { fail } from './failures.ts'
import type { RowLimits } from './row-limits.ts'
import { decodeEscapes, type Workbook } from './xlsx-workbook.ts'
import { attribute, createXmlTokens } from './xml-tokens.ts'
import { unpackEntry } from './zip-entry.ts'
import type { ZipEntry } from './zip-guard.ts'

/**
 * Why not hucre's `streamXlsxRows`: it says nothing of formulas and error cells, and reads ahead without end when the
 * caller is slow. A test compares the values of both. Rows without a value are left out; hidden rows and columns are not.
 */
export async function* readXlsxRows(
  zip: Buffer,
  entry: ZipEntry,
  workbook: Workbook,
  limits: RowLimits,
): AsyncGenerator<SheetRow, void, undefined> {
  const ready: SheetRow[] = []
  const tokens = createXmlTokens(rowHandlers(workbook, limits, row => ready.push(row)))
  let rows = 0
  const count = (row: SheetRow) => {
    if (++rows > limits.maxRows) throw fail('too_many_rows', { params: { max: limits.maxRows } })
    return row
  }
  for await (const chunk of unpackEntry(zip, entry)) {
    tokens.write(chunk)
    for (const row of ready) yield count(row)
    ready.length = 0
  }
  tokens.end()
  for (const row of ready) yield count(row)
}

const rowHandlers = (workbook: Workbook, limits: RowLimits, done: (row: SheetRow) => void) => {
  let inData = false
  let number = 0
  let cells: Cell[] = []
  let used = false
  let column = 0
  let attributes = ''
  let inCell = false
  let formula = false
  let value = ''
  let inline = ''
  let place: 'value' | 'inline' | 'phonetic' | null = null

  const putCell = () => {
    const cell = toCell(attribute(attributes, 't'), value, inline, attribute(attributes, 's'), workbook)
    if (formula) {
      cell.formula = true
      if (cell.kind === 'empty') cell.kind = 'no_result'
    }
    if (cell.kind === 'empty') return
    while (cells.length < column) cells.push(EMPTY_CELL)
    cells[column] = cell
    used = true
  }

  return {
    open(name: string, given: string) {
      if (name === 'sheetData') inData = true
      if (!inData) return
      if (name === 'row') {
        const stated = Number(attribute(given, 'r') ?? number + 1)
        number = Number.isSafeInteger(stated) && stated > number ? stated : number + 1
        cells = []
        used = false
        column = -1
      } else if (name === 'c') {
        attributes = given
        column = columnOf(attribute(given, 'r')) ?? column + 1
        if (column >= limits.maxColumns) throw fail('too_many_columns', { params: { max: limits.maxColumns } })
        inCell = true
        formula = false
        value = ''
        inline = ''
      } else if (!inCell) return
      else if (name === 'v') place = 'value'
      else if (name === 'f') formula = true
      else if (name === 'rPh') place = 'phonetic'
      else if (name === 't' && place !== 'phonetic') place = 'inline'
    },
    text(text: string) {
      if (place === 'value') value += text
      else if (place === 'inline') inline += text
    },
    close(name: string) {
      if (name === 'v' || name === 'rPh' || (name === 't' && place !== 'phonetic')) place = null
      else if (name === 'c' && inCell) {
        inCell = false
        putCell()
      } else if (name === 'row' && inData && used) done({ number, cells })
      else if (name === 'sheetData') inData = false
    },
  }
}

/** "AB12" → 27; null when there is no reference, which means the next column. */
const columnOf = (reference: string | undefined): number | null => {
  if (reference === undefined) return null
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column > 0 ? column - 1 : null
}

const toCell = (
  type: string | undefined,
  value: string,
  inline: string,
  style: string | undefined,
  workbook: Workbook,
): Cell => {
  switch (type) {
    case 's':
      return textCell(value === '' ? '' : (workbook.sharedStrings[Number(value)] ?? ''))
    case 'inlineStr':
      return textCell(decodeEscapes(inline))
    case 'str':
      return textCell(decodeEscapes(value))
    case 'b':
      return value === '' ? emptyCell() : cellOf('boolean', value === '1' || value === 'true')
    case 'e':
      return value === '' ? emptyCell() : cellOf('error', value)
    case 'd': {
      const date = new Date(/[zZ]$|[+-]\d\d:\d\d$/.test(value) || value.length <= 10 ? value : `${value}Z`)
      return Number.isNaN(date.getTime()) ? textCell(value) : cellOf('date', date)
    }
    default:
      return numberCell(value, style, workbook)
  }
}

const numberCell = (value: string, style: string | undefined, workbook: Workbook): Cell => {
  if (value === '') return emptyCell()
  const number = Number(value)
  if (!Number.isFinite(number)) return textCell(value)
  const date =
    style !== undefined && workbook.dateStyles[Number(style)] ? serialToDate(number, workbook.epoch1904) : null
  return date ? cellOf('date', date) : cellOf('number', number)
}

// A fresh object each time: `formula` is added to it.
const cellOf = (kind: Cell['kind'], value: CellValue): Cell => ({ value, kind })
const emptyCell = (): Cell => cellOf('empty', null)
const textCell = (text: string): Cell => (text === '' ? emptyCell() : cellOf('string', text))
