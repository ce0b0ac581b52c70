/** The rows of a CSV file; every cell is text, because CSV knows nothing else. */
import { CsvError, parse } from 'csv-parse'
import { type Cell, EMPTY_CELL, type SheetRow } from './cell.ts'
import type { CsvDelimiter, CsvEncoding } from './csv-text.ts'
import { fail } from './failures.ts'
import type { RowLimits } from './row-limits.ts'

const CHUNK_BYTES = 64 * 1024
/** A quote that is never closed would swallow the rest of the file as one cell. */
const MAX_RECORD_CHARS = 256 * 1024

export async function* readCsvRows(
  bytes: Buffer,
  format: { encoding: CsvEncoding; delimiter: CsvDelimiter },
  limits: RowLimits,
): AsyncGenerator<SheetRow, void, undefined> {
  const parser = parse({
    delimiter: format.delimiter,
    // `Ali "Usta" Ltd` without outer quotes comes out of real programs.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: MAX_RECORD_CHARS,
    info: true,
  })
  const feeding = feed(parser, bytes, format.encoding)
  feeding.catch(() => {})
  let rows = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { records: number; lines: number }
    }>) {
      if (info.records === 1 && /^sep=.?$/.test(record.join(''))) continue
      if (record.length > limits.maxColumns) throw fail('too_many_columns', { params: { max: limits.maxColumns } })
      const cells = record.map(toCell)
      if (cells.every(cell => cell.kind === 'empty')) continue
      if (++rows > limits.maxRows) throw fail('too_many_rows', { params: { max: limits.maxRows } })
      yield { number: info.records, cells }
    }
    await feeding
  } catch (error) {
    throw error instanceof CsvError ? fail('file_broken', { params: { row: brokenRow(error) }, cause: error }) : error
  } finally {
    parser.destroy()
  }
}

/** Rows before it were read whole. */
const brokenRow = (error: CsvError): number => Number(error.records ?? 0) + 1

const toCell = (text: string): Cell => (text.trim() === '' ? EMPTY_CELL : { value: text, kind: 'string' })

/** Decoded in pieces and pushed with back-pressure, so that the text is never in memory as a whole beside its bytes. */
const feed = async (parser: ReturnType<typeof parse>, bytes: Buffer, encoding: CsvEncoding): Promise<void> => {
  const decoder = new TextDecoder(encoding)
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    if (parser.destroyed) return
    const text = decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: true })
    if (!parser.write(text)) await drained(parser)
  }
  parser.end(decoder.decode())
}

const drained = (parser: ReturnType<typeof parse>): Promise<void> =>
  new Promise(resolve => {
    const done = () => {
      parser.off('drain', done).off('close', done)
      resolve()
    }
    parser.on('drain', done).on('close', done)
  })
