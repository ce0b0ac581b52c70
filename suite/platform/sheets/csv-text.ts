/** From the bytes of a CSV file to its encoding and its separator, by looking at them. */
import { isUtf8 } from 'node:buffer'

export type CsvEncoding = 'utf-8' | 'windows-1254' | 'utf-16le'
export type CsvDelimiter = ';' | ',' | '\t'

/** Bytes looked at for the separator: some hundred rows. */
const SAMPLE_BYTES = 64 * 1024
const DELIMITERS: readonly CsvDelimiter[] = [';', '\t', ',']

/**
 * A byte order mark decides; otherwise valid UTF-8 is UTF-8 and anything else is windows-1254, Excel's "CSV" in Turkey.
 * Turkish text in windows-1254 is practically never valid UTF-8 by chance. null: holds NUL bytes, so it is no text.
 */
export const csvEncoding = (bytes: Buffer): CsvEncoding | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes.subarray(0, SAMPLE_BYTES).includes(0)) return null
  return isUtf8(bytes) ? 'utf-8' : 'windows-1254'
}

/**
 * The separator that cuts the most rows of the sample into the same number of parts; quotes are respected. `sep=;` in
 * the first row, Excel's own hint, wins. A decimal comma ("1.234,56;B") loses against `;` because it is not in every row.
 */
export const csvDelimiter = (bytes: Buffer, encoding: CsvEncoding): CsvDelimiter => {
  const sample = new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE_BYTES)).replace(/^\ufeff/, '')
  const hint = /^sep=(.)\r?\n/.exec(sample)?.[1]
  const stated = DELIMITERS.find(delimiter => delimiter === hint)
  if (stated) return stated
  const scores = DELIMITERS.map(delimiter => ({ delimiter, score: score(sample, delimiter) }))
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

/** Rows that agree on the commonest count of separators above zero, weighed by that count so that headings decide ties. */
const score = (sample: string, delimiter: string): number => {
  const rows = separatorsByRow(sample, delimiter)
  const tally = new Map<number, number>()
  for (const count of rows) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1)
  let best = 0
  for (const [count, times] of tally) best = Math.max(best, times + count / 1000)
  return best
}

const separatorsByRow = (sample: string, delimiter: string): number[] => {
  const rows: number[] = []
  let count = 0
  let quoted = false
  for (const char of sample) {
    if (char === '"') quoted = !quoted
    else if (quoted) continue
    else if (char === delimiter) count++
    else if (char === '\n') {
      rows.push(count)
      count = 0
    }
  }
  if (count > 0) rows.push(count)
  return rows
}
