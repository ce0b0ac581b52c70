/** Pages taken out of one of our PDFs as numbered objects, with fonts and pictures; what was signed about them stays behind. */
import { deflateSync, inflateSync } from 'node:zlib'
import { readPlaces } from './pdf-revisions.ts'
import { Malformed, type PdfDict, type PdfValue, readValue, skipSpace } from './pdf-values.ts'

/** The object that is every page's parent, in whatever file takes the pages in. */
export const PAGES_OBJECT = 2

export type PdfPart = {
  bytes: Buffer
  /** Of each object, in the order of their numbers: where in `bytes` it begins. */
  places: readonly number[]
  /** Numbers of the objects that are pages, in their order. */
  pages: readonly number[]
}

type Copied = { value: PdfValue; stream: Buffer | null }

const MAX_PAGES = 1_000
/** All else of a page is about the file it was in: its links, its forms, its place in a tree. */
const PAGE_KEYS = new Set(['Type', 'MediaBox', 'CropBox', 'Rotate', 'UserUnit', 'Contents', 'Resources'])

/**
 * The objects get the numbers from `first` on. `edit` is given what each page draws (operators, latin1) and says what it
 * draws from now on. Only for files with plain cross-reference tables, as pdfkit and our seal write them; throws Malformed
 * for others and for damaged ones.
 */
export const takePages = (pdf: Buffer, first: number, edit: (content: string) => string): PdfPart => {
  const text = pdf.toString('latin1')
  const { places, trailer } = readPlaces(text, text.length)
  const read = (value: PdfValue | undefined): Copied => {
    if (value?.kind !== 'ref') throw new Malformed('a reference is missing')
    return readCopied(pdf, text, places, value.object)
  }
  const root = dictOf(read(trailer.entries.get('Root')).value)
  const pages = leavesOf(root.entries.get('Pages'), value => dictOf(read(value).value))
  const numbers = new Map<number, number>()
  const waiting: (() => Buffer)[] = []
  const numberOf = (object: number): number => {
    const known = numbers.get(object)
    if (known !== undefined) return known
    const number = first + waiting.length
    numbers.set(object, number)
    waiting.push(() => {
      const { value, stream } = readCopied(pdf, text, places, object)
      return written(number, renumbered(text, value, numberOf), stream)
    })
    return number
  }
  const page_numbers = pages.map(page => {
    const number = first + waiting.length
    waiting.push(() => {
      const kept = [...page.entries].filter(([key]) => PAGE_KEYS.has(key) && key !== 'Contents')
      const drawn = numberOfContent(read(page.entries.get('Contents')))
      const entries = kept.map(([key, value]) => `/${key} ${renumbered(text, value, numberOf)}`)
      return written(number, `<< ${entries.join(' ')} /Contents ${drawn} 0 R /Parent ${PAGES_OBJECT} 0 R >>`, null)
    })
    return number
  })
  const numberOfContent = ({ value, stream }: Copied): number => {
    const filter = dictOf(value).entries.get('Filter')
    if (!stream || filter?.kind !== 'name' || filter.text !== 'FlateDecode') throw new Malformed('an unknown content')
    const bytes = deflateSync(Buffer.from(edit(inflateSync(stream).toString('latin1')), 'latin1'))
    const number = first + waiting.length
    waiting.push(() => written(number, `<< /Length ${bytes.length} /Filter /FlateDecode >>`, bytes))
    return number
  }
  const objects: Buffer[] = []
  const begins: number[] = []
  let at = 0
  // Writing one may find others that have to follow it.
  for (let index = 0; index < waiting.length; index++) {
    const object = waiting[index]!()
    begins.push(at)
    objects.push(object)
    at += object.length
  }
  return { bytes: Buffer.concat(objects), places: begins, pages: page_numbers }
}

/** As one run of bytes, for a thread that hands over nothing else. */
export const packPart = ({ bytes, places, pages }: PdfPart): Buffer =>
  Buffer.concat([Buffer.from(`${JSON.stringify({ places, pages })}\n`), bytes])

export const unpackPart = (packed: Buffer): PdfPart => {
  const end = packed.indexOf('\n')
  const head = JSON.parse(packed.toString('latin1', 0, end)) as Pick<PdfPart, 'places' | 'pages'>
  return { ...head, bytes: packed.subarray(end + 1) }
}

const dictOf = (value: PdfValue | undefined): PdfDict => {
  if (value?.kind !== 'dict') throw new Malformed('a dictionary is missing')
  return value
}

const written = (number: number, value: string, stream: Buffer | null): Buffer => {
  const head = `${number} 0 obj\n${value}\n`
  return stream
    ? Buffer.concat([Buffer.from(`${head}stream\n`, 'latin1'), stream, Buffer.from('\nendstream\nendobj\n')])
    : Buffer.from(`${head}endobj\n`, 'latin1')
}

const leavesOf = (root: PdfValue | undefined, read: (value: PdfValue) => PdfDict): PdfDict[] => {
  const leaves: PdfDict[] = []
  const walk = (value: PdfValue | undefined, depth: number): void => {
    if (!value || depth > 20 || leaves.length >= MAX_PAGES) throw new Malformed('pages that cannot be counted')
    const node = read(value)
    const kids = node.entries.get('Kids')
    if (kids?.kind === 'array') for (const kid of kids.items) walk(kid, depth + 1)
    else leaves.push(node)
  }
  walk(root, 0)
  return leaves
}

const readCopied = (pdf: Buffer, text: string, places: ReadonlyMap<number, number>, object: number): Copied => {
  const place = places.get(object)
  const head = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![A-Za-z])/y
  head.lastIndex = skipSpace(text, place ?? text.length)
  const found = head.exec(text)
  if (!found || Number(found[1]) !== object) throw new Malformed(`object ${object} is not where it should be`)
  const value = readValue(text, head.lastIndex)
  const stream = /[\0\t\n\f\r ]*stream\r?\n/y
  stream.lastIndex = value.end
  if (!stream.test(text)) return { value, stream: null }
  const length = dictOf(value).entries.get('Length')
  if (length?.kind !== 'number') throw new Malformed('a stream without its length')
  const end = stream.lastIndex + length.number
  if (!text.startsWith('endstream', skipSpace(text, end))) throw new Malformed('a stream of another length')
  return { value, stream: pdf.subarray(stream.lastIndex, end) }
}

/** The value as it is written, with every reference under its new number. */
const renumbered = (text: string, value: PdfValue, numberOf: (object: number) => number): string => {
  let written = ''
  let from = value.at
  const walk = (one: PdfValue): void => {
    if (one.kind === 'dict') for (const inner of one.entries.values()) walk(inner)
    else if (one.kind === 'array') for (const inner of one.items) walk(inner)
    else if (one.kind === 'ref') {
      written += `${text.slice(from, one.at)}${numberOf(one.object)} 0 R`
      from = one.end
    }
  }
  walk(value)
  return written + text.slice(from, value.end)
}
