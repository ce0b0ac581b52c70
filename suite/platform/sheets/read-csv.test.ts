/** CSV in every separator and encoding that Turkish accounting programs write. */
import { expect, test } from 'vitest'
import { readSheet } from './read-sheet.ts'
import { collectRows, collectValues, refusalOf } from './testing/collect-rows.ts'

const ROWS = [
  ['CariKodu', 'Unvan', 'Bakiye'],
  ['120.01', 'Çağdaş Iğdır Öğütücü Şti', '1.234,56'],
  ['120.02', 'Güneş', '-5,00'],
]
const SEPARATORS = [';', '\t', ','] as const
/** The letters of windows-1254 that differ from Latin-1. */
const W1254: Record<string, number> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe }
const toWindows1254 = (text: string) => Buffer.from([...text].map(char => W1254[char] ?? char.charCodeAt(0)))

const ENCODINGS = [
  ['utf-8', (text: string) => Buffer.from(text)],
  ['utf-8', (text: string) => Buffer.from(`\ufeff${text}`)],
  ['windows-1254', toWindows1254],
  ['utf-16le', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
] as const

test('[PX1] every separator in every encoding gives the same rows', async () => {
  for (const delimiter of SEPARATORS) {
    const text = ROWS.map(row => row.map(cell => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter)).join(
      '\r\n',
    )
    for (const [encoding, encode] of ENCODINGS) {
      const bytes = encode(text)
      expect((await readSheet(bytes)).info).toEqual({ format: 'csv', encoding, delimiter })
      expect(await collectValues(bytes)).toEqual(ROWS)
    }
  }
})

test('[PX1] a Turkish letter far into an ASCII file still decides the encoding', async () => {
  const bytes = toWindows1254(`${'a;b\n'.repeat(40_000)}ş;ğ\n`)
  const rows = await collectValues(bytes)
  expect(rows.at(-1)).toEqual(['ş', 'ğ'])
})

test('[PX1] the hint sep= is obeyed and is no row', async () => {
  expect(await collectValues(Buffer.from('sep=,\r\na;1,b;2\r\n'))).toEqual([['a;1', 'b;2']])
})

test('[PX1] quotes hold separators, line breaks and quotes; stray quotes are text', async () => {
  const bytes = Buffer.from('kod;unvan\r\n1;"Ali ""Usta""; Ltd\nŞti"\r\n2;Ali "Usta" Ltd\r\n')
  expect(await collectValues(bytes)).toEqual([
    ['kod', 'unvan'],
    ['1', 'Ali "Usta"; Ltd\nŞti'],
    ['2', 'Ali "Usta" Ltd'],
  ])
})

test('[PX3] blank rows are left out and the numbers go on', async () => {
  const rows = await collectRows(Buffer.from('a;b\n\n;;\n1;2\n'))
  expect(rows.map(row => row.number)).toEqual([1, 4])
  expect(rows.at(-1)).toEqual({
    number: 4,
    cells: [
      { value: '1', kind: 'string' },
      { value: '2', kind: 'string' },
    ],
  })
  expect(await refusalOf(collectRows(Buffer.from('1\n2\n3\n'), { maxRows: 2 }))).toBe('too_many_rows')
})

test('[PX2] a quote that never closes is told with its row', async () => {
  const error = await collectRows(Buffer.from('a;b\n1;2\n3;"x\n4;5\n')).catch((failure: unknown) => failure)
  expect(error).toMatchObject({ code: 'file_broken', params: { row: 3 } })
})
