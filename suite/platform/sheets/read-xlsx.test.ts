/** XLSX cells as they are, in both calendars, with and without formulas. */
import { streamXlsxRows } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readSheet } from './read-sheet.ts'
import { collectRows, collectValues, refusalOf } from './testing/collect-rows.ts'
import { makeSheet, makeWorkbook } from './testing/make-workbook.ts'
import { writeXlsx } from './write-xlsx.ts'

const DATE_STYLES = `<numFmts count="3"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="#,##0.00 &quot;days&quot;"/><numFmt numFmtId="166" formatCode="[$-41F]d mmmm yyyy;@"/></numFmts>
<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>`

test('[PX5] text keeps its Turkish letters, whichever way the file stores it', async () => {
  const sharedStrings =
    '<si><t>Çağdaş Iğdır &amp; Öz Ş.</t></si><si><r><rPr><b/></rPr><t>Ege </t></r><r><t xml:space="preserve">Tekstil</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh></si>'
  const data = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
    <c r="C1" t="inlineStr"><is><t>İI ıi &#286;&#x15F; &lt;b&gt;</t></is></c><c r="D1" t="str"><v>a_x000D_b</v></c><c t="inlineStr"><is><t><![CDATA[<ham>]]></t></is></c></row>`
  expect(await collectValues(makeSheet(data, { sharedStrings }))).toEqual([
    ['Çağdaş Iğdır & Öz Ş.', 'Ege Tekstil', 'İI ıi Ğş <b>', 'a\rb', '<ham>'],
  ])
})

test('[PX5] numbers, booleans and gaps are what they are', async () => {
  const data = `<row r="3"><c r="B3"><v>1234567890</v></c><c r="D3"><v>-1.5E-2</v></c><c r="E3" t="b"><v>1</v></c><c r="F3"/></row>`
  expect(await collectRows(makeSheet(data))).toEqual([
    {
      number: 3,
      cells: [
        { value: null, kind: 'empty' },
        { value: 1234567890, kind: 'number' },
        { value: null, kind: 'empty' },
        { value: -0.015, kind: 'number' },
        { value: true, kind: 'boolean' },
      ],
    },
  ])
})

test('[PX6] a serial with a date format is a day; the same number without one stays a number', async () => {
  const data = `<row><c s="1"><v>46326</v></c><c s="2"><v>46326.5</v></c><c s="3"><v>46326</v></c><c s="0"><v>46326</v></c><c s="4"><v>59</v></c><c s="4"><v>61</v></c></row>`
  expect(await collectValues(makeSheet(data, { styles: DATE_STYLES }))).toEqual([
    [
      new Date('2026-10-31T00:00:00Z'),
      new Date('2026-10-31T12:00:00Z'),
      46326,
      46326,
      new Date('1900-02-28T00:00:00Z'),
      new Date('1900-03-01T00:00:00Z'),
    ],
  ])
})

test('[PX6] the 1904 system counts from another day', async () => {
  const data = '<row><c s="1"><v>44864</v></c></row>'
  const mac = makeSheet(data, { styles: DATE_STYLES, workbookPr: '<workbookPr date1904="1"/>' })
  expect(await collectValues(mac)).toEqual([[new Date('2026-10-31T00:00:00Z')]])
})

test('[PX7] a formula gives its stored result; without one it says so; errors are errors', async () => {
  const data = `<row><c><f>SUM(A1:A9)</f><v>125430.5</v></c><c><f>A1</f></c><c t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c s="1"><f>TODAY()</f><v>46326</v></c></row>`
  const [row] = await collectRows(makeSheet(data, { styles: DATE_STYLES }))
  expect(row?.cells).toEqual([
    { value: 125430.5, kind: 'number', formula: true },
    { value: null, kind: 'no_result', formula: true },
    { value: 'ab', kind: 'string', formula: true },
    { value: '#DIV/0!', kind: 'error', formula: true },
    { value: new Date('2026-10-31T00:00:00Z'), kind: 'date', formula: true },
  ])
})

test('[PX8] merged titles, hidden rows and hidden columns are given', async () => {
  const sheet = {
    before: '<cols><col min="2" max="2" hidden="1"/></cols>',
    data: `<row r="1"><c r="A1" t="inlineStr"><is><t>EGE TEKSTİL — BAKİYELER</t></is></c></row><row r="2"/>
      <row r="3"><c r="A3" t="inlineStr"><is><t>CariKodu</t></is></c><c r="B3" t="inlineStr"><is><t>VKN</t></is></c></row>
      <row r="4" hidden="1"><c r="A4" t="inlineStr"><is><t>120.01</t></is></c><c r="B4"><v>1234567890</v></c></row>`,
    after: '<mergeCells count="1"><mergeCell ref="A1:H1"/></mergeCells>',
  }
  const rows = await collectRows(makeWorkbook({ sheets: [sheet] }))
  expect(rows.map(row => [row.number, ...row.cells.map(cell => cell.value)])).toEqual([
    [1, 'EGE TEKSTİL — BAKİYELER'],
    [3, 'CariKodu', 'VKN'],
    [4, '120.01', 1234567890],
  ])
})

test('[PX4] the first visible sheet is read, or the one that is named', async () => {
  const one = (text: string) => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`
  const workbook = makeWorkbook({
    sheets: [
      { name: 'Gizli', state: 'veryHidden', data: one('gizli') },
      { name: 'Bakiye &amp; Borç', data: one('açık') },
    ],
  })
  expect((await readSheet(workbook)).info).toEqual({
    format: 'xlsx',
    sheet: 'Bakiye & Borç',
    sheets: [
      { name: 'Gizli', hidden: true },
      { name: 'Bakiye & Borç', hidden: false },
    ],
  })
  expect(await collectValues(workbook)).toEqual([['açık']])
  expect(await collectValues(workbook, { sheet: 'Gizli' })).toEqual([['gizli']])
  expect(await refusalOf(collectRows(workbook, { sheet: 'Yok' }))).toBe('sheet_not_found')
})

test('[PX3] rows without a value are neither given nor counted; one row over the limit is refused', async () => {
  const rows = (count: number) =>
    Array.from(
      { length: count },
      (_, at) => `<row r="${at * 2 + 1}"><c><v>1</v></c></row><row r="${at * 2 + 2}"><c s="1"/></row>`,
    ).join('')
  expect((await collectRows(makeSheet(rows(10)), { maxRows: 10 })).map(row => row.number)).toEqual([
    1, 3, 5, 7, 9, 11, 13, 15, 17, 19,
  ])
  expect(await refusalOf(collectRows(makeSheet(rows(11)), { maxRows: 10 }))).toBe('too_many_rows')
})

test('[PX2] a cell far to the right is refused, not padded', async () => {
  expect(await refusalOf(collectRows(makeSheet('<row><c r="XFD1"><v>1</v></c></row>')))).toBe('too_many_columns')
})

test('[PX9] another reader gets the same values', async () => {
  const rows = Array.from({ length: 2_000 }, (_, at) => [
    `120.${at}`,
    `Şirket <${at}> & "Oğulları"`,
    at % 7 === 0 ? '' : (at * 1.37).toFixed(2),
    '2026-10-31',
    at % 2 === 0,
  ])
  const bytes = await writeXlsx({
    columns: [
      { header: 'Kod' },
      { header: 'Unvan' },
      { header: 'Bakiye', kind: 'money' },
      { header: 'Tarih', kind: 'date' },
      { header: 'Aktif' },
    ],
    rows,
  })
  const theirs: unknown[][] = []
  for await (const row of streamXlsxRows(bytes)) theirs.push(row.values)
  expect(await collectValues(bytes)).toEqual(theirs)
  expect(theirs).toHaveLength(2_001)
})
