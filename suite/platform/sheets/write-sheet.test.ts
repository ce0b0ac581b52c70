/** Exports: nothing in them calculates, and they read back as they were. */
import { buffer, text } from 'node:stream/consumers'
import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardText } from './formula-guard.ts'
import { collectRows, collectValues } from './testing/collect-rows.ts'
import { streamCsv, writeCsv } from './write-csv.ts'
import { streamXlsx, writeXlsx } from './write-xlsx.ts'
import { readZipDirectory } from './zip-guard.ts'

const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  '  =1',
  '\u00a0=1',
  "=cmd|' /C calc'!A0",
]

const partOf = (zip: Buffer, name: string): string => {
  const entry = readZipDirectory(zip).get(name)!
  return inflateRawSync(zip.subarray(entry.start, entry.start + entry.packed_bytes)).toString()
}

test('[S60] [PX18] XLSX: text that begins like a formula is text, and there is no formula element', async () => {
  const bytes = await writeXlsx({ columns: [{ header: '=HEAD()' }], rows: FORMULAS.map(text => [text]) })
  expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).not.toMatch(/<(?:\w+:)?f[ >]/)
  const cells = (await collectRows(bytes)).map(row => row.cells[0])
  expect(cells.every(cell => cell?.kind === 'string' && !cell.formula)).toBe(true)
  expect(cells.map(cell => cell?.value)).toEqual(['=HEAD()', ...FORMULAS])
})

test('[S60] [PX18] CSV: an apostrophe stands before it, quoted or not; numbers keep their sign', async () => {
  for (const formula of FORMULAS) expect(guardText(formula)).toBe(`'${formula}`)
  for (const plain of ['a=b', '1-2', 'x@y.tr', 'Ege', '', '120.01']) expect(guardText(plain)).toBe(plain)
  const columns = [{ header: 'a' }, { header: 'b', kind: 'money' }, { header: 'c' }] as const
  const bytes = await writeCsv({
    columns,
    rows: [
      ['-5', '-5.25', -5.5],
      ['=1;2', '=1', ''],
    ],
  })
  expect(bytes.toString()).toBe("\ufeffa;b;c\r\n'-5;-5,25;-5,5\r\n\"'=1;2\";'=1;\r\n")
})

test('[PX19] money is a number with two decimals; too long to be exact, it is text', async () => {
  const columns = [{ header: 'Bakiye', kind: 'money' }] as const
  const rows = [['125430.50'], ['-0.01'], ['12345678901234567.89']]
  const bytes = await writeXlsx({ columns, rows })
  expect((await collectRows(bytes)).slice(1).map(row => row.cells[0])).toEqual([
    { value: 125430.5, kind: 'number' },
    { value: -0.01, kind: 'number' },
    { value: '12345678901234567.89', kind: 'string' },
  ])
  expect(partOf(bytes, 'xl/styles.xml')).toContain('#,##0.00')
  expect(await text(streamCsv({ columns, rows, decimal: '.' }))).toContain('125430.50\r\n')
})

test('[PX20] days and instants', async () => {
  const columns = [
    { header: 'Gün', kind: 'date' },
    { header: 'An', kind: 'instant' },
  ] as const
  const rows = [['2026-10-31', new Date('2026-10-31T22:30:00Z')]]
  expect((await collectValues(await writeXlsx({ columns, rows })))[1]).toEqual([
    new Date('2026-10-31T00:00:00Z'),
    new Date('2026-11-01T01:30:00Z'),
  ])
  expect((await writeCsv({ columns, rows })).toString()).toContain('31.10.2026;01.11.2026 01:30')
  expect((await writeCsv({ columns, rows, time_zone: 'UTC' })).toString()).toContain('31.10.2026 22:30')
})

/** What a cell is read back as: control characters are dropped, and XML turns a lone CR into LF. */
const kept = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
const lines = (value: unknown) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value)
const padded = (row: unknown[]) => [row[0] ?? null, row[1] ?? null]

test('[PX21] any text is read back alike from both formats', async () => {
  // Never only blanks: such a cell counts as empty, and its row may be left out.
  const readable = fc
    .string({ unit: 'binary', maxLength: 60 })
    .filter(text => text.isWellFormed())
    .map(text => `${text}x`)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(readable, readable), { minLength: 1, maxLength: 8 }), async rows => {
      const columns = [{ header: 'bir' }, { header: 'iki' }]
      const [, ...fromXlsx] = await collectValues(await writeXlsx({ columns, rows }))
      expect(fromXlsx.map(row => padded(row).map(lines))).toEqual(rows.map(row => row.map(text => lines(kept(text)))))
      const [, ...fromCsv] = await collectValues(await writeCsv({ columns, rows }), { delimiter: ';' })
      expect(fromCsv.map(padded)).toEqual(rows.map(row => row.map(text => guardText(kept(text)))))
    }),
    { numRuns: 60 },
  )
})

test('[PX21] a stream of rows is written as it is taken', async () => {
  let made = 0
  const rows = function* () {
    for (; made < 50_000; made++) yield [`120.${made}`, 'Ege Tekstil']
  }
  const stream = streamXlsx({ columns: [{ header: 'Kod' }, { header: 'Unvan' }], rows: rows() })
  const reader = stream[Symbol.asyncIterator]()
  await reader.next()
  expect(made).toBeLessThan(50_000)
  await reader.return?.()
  const whole = await buffer(streamXlsx({ columns: [{ header: 'Kod' }], rows: [['1']] }))
  expect(await collectValues(whole)).toEqual([['Kod'], ['1']])
})
