/** Builds small workbooks for tests from the raw XML of their parts. */
import { makeZip, type ZipPart } from './make-zip.ts'

export type WorkbookParts = {
  /** Inside of `<sheetData>`, by sheet. */
  sheets: readonly { name?: string; state?: string; data: string; before?: string; after?: string }[]
  /** `<si>` elements. */
  sharedStrings?: string
  /** Inside of `<styleSheet>`. */
  styles?: string
  workbookPr?: string
  extra?: readonly ZipPart[]
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

const relations = (rows: readonly (readonly [id: string, type: string, target: string])[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}">${rows
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

export const workbookZipParts = (given: WorkbookParts): ZipPart[] => {
  const sheets = given.sheets.map((sheet, at) => ({ ...sheet, name: sheet.name ?? `Sayfa${at + 1}`, number: at + 1 }))
  const list = sheets
    .map(
      ({ name, number, state }) =>
        `<sheet name="${name}" sheetId="${number}"${state ? ` state="${state}"` : ''} r:id="rId${number}"/>`,
    )
    .join('')
  return [
    {
      name: '[Content_Types].xml',
      content: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    { name: '_rels/.rels', content: relations([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ...sheets.map(({ number }) => [`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`] as const),
        ['rId90', 'sharedStrings', 'sharedStrings.xml'],
        ['rId91', 'styles', '/xl/styles.xml'],
      ]),
    },
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${given.workbookPr ?? ''}<sheets>${list}</sheets></workbook>`,
    },
    ...sheets.map(({ number, data, before, after }) => ({
      name: `xl/worksheets/sheet${number}.xml`,
      content: `${XML}<worksheet xmlns="${MAIN}">${before ?? ''}<sheetData>${data}</sheetData>${after ?? ''}</worksheet>`,
    })),
    { name: 'xl/sharedStrings.xml', content: `${XML}<sst xmlns="${MAIN}">${given.sharedStrings ?? ''}</sst>` },
    { name: 'xl/styles.xml', content: `${XML}<styleSheet xmlns="${MAIN}">${given.styles ?? ''}</styleSheet>` },
    ...(given.extra ?? []),
  ]
}

export const makeWorkbook = (given: WorkbookParts): Buffer => makeZip(workbookZipParts(given))

/** One sheet with the given rows XML. */
export const makeSheet = (data: string, rest: Omit<WorkbookParts, 'sheets'> = {}): Buffer =>
  makeWorkbook({ ...rest, sheets: [{ data }] })
