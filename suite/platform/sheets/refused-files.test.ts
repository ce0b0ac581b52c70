/** Files that are no spreadsheet, and files that mean harm. */
import { randomBytes } from 'node:crypto'
import { constants, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readSheet } from './read-sheet.ts'
import { collectRows, refusalOf } from './testing/collect-rows.ts'
import { makeSheet, workbookZipParts } from './testing/make-workbook.ts'
import { makeZip } from './testing/make-zip.ts'

const MB = 1024 * 1024
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const ROW = '<row><c><v>1</v></c></row>'

/** Deflate of `megabytes` of the same text: one flushed megabyte, repeated. */
const dense = (fill: string, megabytes: number): Buffer => {
  const block = deflateRawSync(Buffer.alloc(MB, fill), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([...Array<Buffer>(megabytes).fill(block), deflateRawSync(Buffer.alloc(0))])
}
const bomb = (part: string, declared: number, packed = dense(' ', 900)) =>
  makeZip(
    workbookZipParts({ sheets: [{ data: ROW }] }).map(entry =>
      entry.name === part ? { ...entry, packed, declared } : entry,
    ),
  )

test.each([
  ['file_empty', Buffer.alloc(0)],
  ['file_empty', makeSheet('')],
  ['file_empty', makeSheet('<row><c s="0"/></row>')],
  ['file_empty', Buffer.from('\r\n;;\r\n')],
  ['xls_not_supported', Buffer.concat([OLE, Buffer.alloc(512)])],
  ['file_encrypted', Buffer.concat([OLE, Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')])],
  ['file_unknown', Buffer.from('%PDF-1.7\n')],
  ['file_unknown', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['file_unknown', Buffer.from('<html><table><tr><td>1</td></tr></table></html>')],
  ['file_unknown', Buffer.from('  {"rows": []}')],
  ['file_unknown', Buffer.from('a;b\n\0\0\0')],
  ['file_unknown', makeZip([{ name: 'word/document.xml', content: '<w/>' }])],
  ['file_broken', Buffer.from('PK\x03\x04 and then nothing')],
  ['file_macros', makeSheet(ROW, { extra: [{ name: 'xl/vbaProject.bin', content: 'x' }] })],
  ['file_external_links', makeSheet(ROW, { extra: [{ name: 'xl/externalLinks/externalLink1.xml', content: '<x/>' }] })],
])('[PX2] %s', async (code, bytes) => {
  expect(await refusalOf(collectRows(bytes))).toBe(code)
})

test('[PX2] a file over the limit is not even looked at', async () => {
  expect(await refusalOf(readSheet(Buffer.from('a;b\n'), { maxFileBytes: 3 }))).toBe('file_too_large')
})

test.each([
  ['a worksheet', 'xl/worksheets/sheet1.xml'],
  ['shared texts', 'xl/sharedStrings.xml'],
  ['styles', 'xl/styles.xml'],
])('[S61] [PX10] a bomb in %s is refused from the directory, quickly', async (_, part) => {
  const file = bomb(part, 900 * MB)
  expect(file.length).toBeLessThan(2 * MB)
  const before = performance.now()
  expect(await refusalOf(collectRows(file))).toBe('file_inflates')
  expect(performance.now() - before).toBeLessThan(1_000)
})

test.each([
  ['a part over its own limit', 'xl/worksheets/sheet1.xml', 260 * MB, 3],
  ['shared texts over theirs', 'xl/sharedStrings.xml', 65 * MB, 1],
  ['a part packed denser than a worksheet can be', 'xl/worksheets/sheet1.xml', 200 * MB, 1],
])('[S61] [PX10] %s is refused by what it declares', async (_, part, declared, packedMegabytes) => {
  // Random bytes cannot be unpacked at all: without the look at the directory this would be file_broken.
  expect(await refusalOf(collectRows(bomb(part, declared, randomBytes(packedMegabytes * MB))))).toBe('file_inflates')
})

test('[S61] [PX10] many parts, each allowed, are refused by their sum', async () => {
  const packed = randomBytes(2 * MB)
  const extra = Array.from({ length: 3 }, (_, at) => ({
    name: `xl/media/${at}`,
    content: '',
    packed,
    declared: 200 * MB,
  }))
  expect(await refusalOf(collectRows(makeSheet(ROW, { extra })))).toBe('file_inflates')
  const many = Array.from({ length: 600 }, (_, at) => ({ name: `x${at}`, content: '' }))
  expect(await refusalOf(collectRows(makeSheet(ROW, { extra: many })))).toBe('file_inflates')
})

test.each(['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml'])(
  '[S61] [PX11] a directory that declares less than %s holds is caught at the first byte too many',
  async part => {
    const before = process.memoryUsage().rss
    expect(await refusalOf(collectRows(bomb(part, 500_000)))).toBe('file_inflates')
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB)
  },
)

const good = workbookZipParts({ sheets: [{ data: ROW }] })
const sheetPart = 'xl/worksheets/sheet1.xml'
const change = (changes: object) =>
  makeZip(good.map(part => (part.name === sheetPart ? { ...part, ...changes } : part)))

test.each([
  ['a doubled name', makeZip([...good, good[4]!])],
  ['a climbing name', makeZip([...good, { name: '../../etc/cron.d/x', content: 'x' }])],
  ['a climbing name with backslashes', makeZip([...good, { name: 'xl\\..\\..\\x', content: 'x' }])],
  ['an absolute name', makeZip([...good, { name: '/etc/passwd', content: 'x' }])],
  ['a link', makeZip([...good, { name: 'xl/link', content: '/etc/passwd', mode: 0o120777 }])],
  ['an unknown method', change({ method: 12 })],
  ['zip64 sizes', change({ declared: 0xffffffff })],
  ['sizes that disagree', change({ declaredLocally: 5 })],
  ['a part that is shorter than declared', change({ declared: 10_000 })],
  ['packed bytes that are none', change({ packed: Buffer.from('this is not deflate at all') })],
  ['XML that ends inside a tag', change({ content: '<worksheet><sheetData><row><c><v>1</v></c></row><row' })],
  ['bytes that are no UTF-8', change({ content: Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]) })],
])('[PX12] %s', async (_, file) => {
  expect(await refusalOf(collectRows(file))).toBe('file_broken')
})

test('[PX12] a file cut anywhere is refused, and never hangs', async () => {
  const file = makeSheet(ROW.repeat(50))
  for (let length = 4; length < file.length; length += 97) {
    expect(await refusalOf(collectRows(file.subarray(0, length)))).toMatch(/^file_/)
  }
})

test('[PX2] an encrypted part', async () => {
  expect(await refusalOf(collectRows(change({ flags: 1 })))).toBe('file_encrypted')
})

test('[S63] [PX13] a document type is refused wherever it stands, however it is cut', async () => {
  const lol =
    '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><worksheet><sheetData><row><c t="str"><v>&lol2;</v></c></row></sheetData></worksheet>'
  expect(await refusalOf(collectRows(change({ content: lol })))).toBe('file_broken')
  expect(await refusalOf(collectRows(change({ content: `${' '.repeat(65_530)}${lol}` })))).toBe('file_broken')
})

test('[S63] [PX13] an entity nobody declared stays text', async () => {
  const [row] = await collectRows(makeSheet('<row><c t="str"><v>&lol;&amp;&#x110000;</v></c></row>'))
  expect(row?.cells[0]?.value).toBe('&lol;&&#x110000;')
})

const part = (name: string, content: string | Buffer = 'x', mode?: number) =>
  makeSheet(ROW, { extra: [{ name, content, ...(mode !== undefined && { mode }) }] })

test.each([
  ['a name that climbs out', 'file_broken', part('xl/../../../etc/cron.d/x')],
  ['an absolute name', 'file_broken', part('/root/.ssh/authorized_keys')],
  ['a link to a file of the machine', 'file_broken', part('xl/media/image1.png', '/etc/shadow', 0o120777)],
  ['a project of macros, in other letters', 'file_macros', part('xl/VBAPROJECT.BIN')],
  ['a sheet of Excel 4 macros', 'file_macros', part('xl/macrosheets/sheet1.xml', '<xm:macrosheet/>')],
  ['a control that runs', 'file_macros', part('xl/activeX/activeX1.bin')],
  [
    'values from a file elsewhere',
    'file_external_links',
    part('xl/externalLinks/_rels/externalLink1.xml.rels', '<Relationships/>'),
  ],
])('[S62] [PX22] %s is refused', async (_, code, file) => {
  expect(await refusalOf(collectRows(part('xl/media/image1.png')))).toHaveProperty('accepted')
  expect(await refusalOf(collectRows(file))).toBe(code)
})

/** `method` 0: not packed, for what would be refused as too dense. */
const xml = (content: string | Buffer, method = 8) => collectRows(change({ content, method }))
const worksheet = (cell: string) =>
  `<worksheet><sheetData><row><c t="str"><v>${cell}</v></c></row></sheetData></worksheet>`

test('[S63] [PX13] an external entity and one that doubles itself are refused with their document type', async () => {
  const external = `<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>${worksheet('&x;')}`
  const quadratic = `<!DOCTYPE x [<!ENTITY x "${'x'.repeat(50_000)}">]>${worksheet('&x;'.repeat(10_000))}`
  for (const hostile of [external, quadratic]) expect(await refusalOf(xml(hostile))).toBe('file_broken')
})

test('[S63] [PX13] another encoding does not carry a document type past the guard', async () => {
  const hostile = `\ufeff<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>${worksheet('1')}`
  const swapped = Buffer.from(hostile, 'utf16le').swap16()
  for (const bytes of [Buffer.from(hostile, 'utf16le'), swapped])
    expect(await refusalOf(xml(bytes))).toBe('file_broken')
})

test('[S63] [PX13] tags 50,000 deep, and a tag without end, take neither the stack nor long', async () => {
  const started = performance.now()
  const deep = `${'<a>'.repeat(50_000)}${worksheet('1')}${'</a>'.repeat(50_000)}`
  expect((await xml(deep)).map(row => row.cells[0]?.value)).toEqual(['1'])
  const wide = `<worksheet><sheetData><row ${'r '.repeat(400_000)}><c r="A1"><v>1</v></c></row></sheetData></worksheet>`
  expect((await xml(wide)).map(row => row.cells[0]?.value)).toEqual([1])
  expect(await refusalOf(xml(`<worksheet ${'a="1" '.repeat(300_000)}`, 0))).toBe('file_broken')
  expect(performance.now() - started).toBeLessThan(3_000)
})
