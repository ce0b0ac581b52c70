/** What a worksheet needs from the rest of its workbook: sheet names, shared texts, which styles are dates, the epoch. */

import { isDateFormat } from './date-format.ts'
import { fail } from './failures.ts'
import { attribute, createXmlTokens, type XmlHandlers } from './xml-tokens.ts'
import { unpackEntry } from './zip-entry.ts'
import type { ZipEntry } from './zip-guard.ts'

export type WorkbookSheet = { name: string; hidden: boolean; part: string }

export type Workbook = {
  sheets: WorkbookSheet[]
  /** The Macintosh epoch: day 0 is 1904-01-01. */
  epoch1904: boolean
  sharedStrings: string[]
  /** By style index (`s` of a cell): does the number mean a date? */
  dateStyles: boolean[]
}

type Parts = Map<string, ZipEntry>

const IGNORE = { open() {}, text() {}, close() {} } satisfies XmlHandlers

/** Macro projects, Excel 4 macro sheets and controls. */
const MACROS = /(^|\/)(vbaProject(Signature)?\.bin$|macrosheets\/|activeX\/)/i
/** Values that stand in a file of somebody else, by its path or address. */
const LINKS = /(^|\/)externalLinks\//i

/**
 * Throws `file_unknown` for a zip that is no workbook, `file_macros` for one with something that runs, and
 * `file_external_links` for one that takes values from elsewhere.
 */
export const readWorkbook = async (zip: Buffer, parts: Parts): Promise<Workbook> => {
  const path = await workbookPath(zip, parts)
  const names = [...parts.keys()]
  if (names.some(name => MACROS.test(name))) throw fail('file_macros')
  if (names.some(name => LINKS.test(name))) throw fail('file_external_links')
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const relations = await readRelations(zip, parts, `${folder}_rels/${path.slice(folder.length)}.rels`, folder)
  const partOf = (type: string) => relations.find(relation => relation.type === type)?.target
  const { sheets, epoch1904 } = await readSheets(zip, parts, path)
  const found = sheets.flatMap(sheet => {
    const target = relations.find(relation => relation.id === sheet.id && relation.type === 'worksheet')?.target
    return target !== undefined && parts.has(target) ? [{ name: sheet.name, hidden: sheet.hidden, part: target }] : []
  })
  return {
    sheets: found,
    epoch1904,
    sharedStrings: await readSharedStrings(zip, parts, partOf('sharedStrings')),
    dateStyles: await readDateStyles(zip, parts, partOf('styles')),
  }
}

const parsePart = async (zip: Buffer, entry: ZipEntry, handlers: Partial<XmlHandlers>): Promise<void> => {
  const tokens = createXmlTokens({ ...IGNORE, ...handlers })
  for await (const chunk of unpackEntry(zip, entry)) tokens.write(chunk)
  tokens.end()
}

type Relation = { id: string; type: string; target: string }

const readRelations = async (zip: Buffer, parts: Parts, path: string, folder: string): Promise<Relation[]> => {
  const relations: Relation[] = []
  const entry = parts.get(path)
  if (!entry) return relations
  await parsePart(zip, entry, {
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
      const target = attribute(attributes, 'Target') ?? ''
      relations.push({
        id: attribute(attributes, 'Id') ?? '',
        // The same relation has two URLs (transitional and strict); they end alike.
        type: (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, ''),
      })
    },
  })
  return relations
}

const workbookPath = async (zip: Buffer, parts: Parts): Promise<string> => {
  const relations = await readRelations(zip, parts, '_rels/.rels', '')
  const path = relations.find(relation => relation.type === 'officeDocument')?.target
  // Word and PowerPoint files have the same outer shape; their main part is somewhere else.
  if (path === undefined || !/workbook[^/]*\.xml$/i.test(path) || !parts.has(path)) throw fail('file_unknown')
  return path
}

const readSheets = async (zip: Buffer, parts: Parts, path: string) => {
  const sheets: { name: string; id: string; hidden: boolean }[] = []
  let epoch1904 = false
  await parsePart(zip, parts.get(path)!, {
    open(tag, attributes) {
      if (tag === 'workbookPr') epoch1904 = /^(1|true|on)$/.test(attribute(attributes, 'date1904') ?? '')
      if (tag !== 'sheet') return
      const id = /\s[\w-]+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? ''
      const hidden = /^(hidden|veryHidden)$/.test(attribute(attributes, 'state') ?? '')
      sheets.push({ name: attribute(attributes, 'name') ?? '', id, hidden })
    },
  })
  return { sheets, epoch1904 }
}

const readSharedStrings = async (zip: Buffer, parts: Parts, path: string | undefined): Promise<string[]> => {
  const strings: string[] = []
  const entry = path === undefined ? undefined : parts.get(path)
  if (!entry) return strings
  let text = ''
  let inText = false
  let inPhonetic = false
  await parsePart(zip, entry, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') inPhonetic = true
      else if (name === 't') inText = !inPhonetic
    },
    text(piece) {
      // Rich text comes in runs; what is read is their sum.
      if (inText) text += piece
    },
    close(name) {
      if (name === 'si') strings.push(decodeEscapes(text))
      else if (name === 'rPh') inPhonetic = false
      else if (name === 't') inText = false
    },
  })
  return strings
}

const readDateStyles = async (zip: Buffer, parts: Parts, path: string | undefined): Promise<boolean[]> => {
  const styles: boolean[] = []
  const entry = path === undefined ? undefined : parts.get(path)
  if (!entry) return styles
  const codes = new Map<number, string>()
  let inCellStyles = false
  await parsePart(zip, entry, {
    open(name, attributes) {
      if (name === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      else if (name === 'cellXfs') inCellStyles = true
      else if (name === 'xf' && inCellStyles) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        styles.push(isDateFormat(id, codes.get(id)))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return styles
}

/** Characters XML cannot hold stand as `_x000D_`. */
export const decodeEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
