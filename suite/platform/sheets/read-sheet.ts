/** Opens a spreadsheet given as bytes and yields its rows; for files of strangers use `openSheet`, which does this in a thread. */
import type { SheetRow } from './cell.ts'
import { readCsvRows } from './csv-rows.ts'
import { type CsvDelimiter, type CsvEncoding, csvDelimiter, csvEncoding } from './csv-text.ts'
import { fail } from './failures.ts'
import { fileKind, isEncryptedBox } from './file-kind.ts'
import { readXlsxRows } from './xlsx-rows.ts'
import { readWorkbook } from './xlsx-workbook.ts'
import { readZipDirectory, ZIP_LIMITS, type ZipLimits } from './zip-guard.ts'

export type SheetOptions = {
  /** Name of the sheet; default the first that is not hidden. CSV has none. */
  sheet?: string
  /**
   * Number of the last row that is not given: a walk that broke off goes on behind it. Rows up to it are still read and
   * counted, so limits hold and numbers stay. With nothing behind it there are no rows. Default 0.
   */
  afterRow?: number
  /** Rows with a value; one more throws `too_many_rows`. Default 200,000. */
  maxRows?: number
  /** Default 1,000. */
  maxColumns?: number
  /** Default 50 MB. */
  maxFileBytes?: number
  zip?: ZipLimits
  encoding?: CsvEncoding
  delimiter?: CsvDelimiter
}

export type SheetInfo =
  | { format: 'xlsx'; sheet: string; sheets: { name: string; hidden: boolean }[] }
  | { format: 'csv'; encoding: CsvEncoding; delimiter: CsvDelimiter }

/** `rows` can be walked once; leaving it early frees what it holds. */
export type SheetReading = { info: SheetInfo; rows: AsyncGenerator<SheetRow, void, undefined> }

const MAX_FILE_BYTES = 50e6

/** Throws a Failure of SHEET_FAILURES, here or while the rows are walked. A file without any row is `file_empty`. */
export const readSheet = async (bytes: Buffer, options: SheetOptions = {}): Promise<SheetReading> => {
  const maxFileBytes = options.maxFileBytes ?? MAX_FILE_BYTES
  if (bytes.length > maxFileBytes) throw fail('file_too_large', { params: { max: maxFileBytes, bytes: bytes.length } })
  if (bytes.length === 0) throw fail('file_empty')
  const kind = fileKind(bytes)
  if (kind === 'unknown') throw fail('file_unknown')
  if (kind === 'ole') throw fail(isEncryptedBox(bytes) ? 'file_encrypted' : 'xls_not_supported')
  const reading = kind === 'zip' ? await readXlsx(bytes, options) : readCsv(bytes, options)
  return { ...reading, rows: given(reading.rows, options.afterRow ?? 0) }
}

const limitsOf = (options: SheetOptions) => ({
  maxRows: options.maxRows ?? 200_000,
  maxColumns: options.maxColumns ?? 1_000,
})

const readXlsx = async (zip: Buffer, options: SheetOptions): Promise<SheetReading> => {
  const parts = readZipDirectory(zip, options.zip ?? ZIP_LIMITS)
  const workbook = await readWorkbook(zip, parts)
  const wanted = options.sheet
  const sheet =
    wanted === undefined
      ? (workbook.sheets.find(sheet => !sheet.hidden) ?? workbook.sheets[0])
      : workbook.sheets.find(sheet => sheet.name === wanted)
  if (!sheet) throw wanted === undefined ? fail('file_empty') : fail('sheet_not_found', { params: { sheet: wanted } })
  const sheets = workbook.sheets.map(({ name, hidden }) => ({ name, hidden }))
  return {
    info: { format: 'xlsx', sheet: sheet.name, sheets },
    rows: readXlsxRows(zip, parts.get(sheet.part)!, workbook, limitsOf(options)),
  }
}

const readCsv = (bytes: Buffer, options: SheetOptions): SheetReading => {
  const encoding = options.encoding ?? csvEncoding(bytes)
  if (encoding === null) throw fail('file_unknown')
  const delimiter = options.delimiter ?? csvDelimiter(bytes, encoding)
  return {
    info: { format: 'csv', encoding, delimiter },
    rows: readCsvRows(bytes, { encoding, delimiter }, limitsOf(options)),
  }
}

async function* given(
  rows: AsyncGenerator<SheetRow, void, undefined>,
  afterRow: number,
): AsyncGenerator<SheetRow, void, undefined> {
  let any = false
  for await (const row of rows) {
    any = true
    if (row.number > afterRow) yield row
  }
  if (!any) throw fail('file_empty')
}
