/** What a later revision of a PDF did to the one before: whether it added a signature and nothing else. */
import { Malformed, type PdfDict, type PdfValue, readObject, readValue, sameValue, skipSpace } from './pdf-values.ts'

type Section = {
  /** Where its `xref` stands. */
  at: number
  /** Object → place. */
  places: Map<number, number>
  freed: boolean
  trailer: PdfDict
}

const MAX_SECTIONS = 100
const TRAILER_KEYS = new Set(['Size', 'Root', 'Info', 'ID', 'Prev'])

/** The cross-reference table the revision that ends at `end` begins with; throws Malformed, for streams of them too. */
const readSection = (text: string, end: number): Section => {
  const start = /startxref[\r\n ]+(\d{1,10})[\r\n ]+%%EOF[\r\n]{0,2}$/.exec(text.slice(Math.max(0, end - 60), end))
  if (!start) throw new Malformed('no startxref')
  return readTable(text, Number(start[1]))
}

const readTable = (text: string, at: number): Section => {
  const places = new Map<number, number>()
  let freed = false
  const start = skipSpace(text, at)
  if (!text.startsWith('xref', start)) throw new Malformed('no plain cross-reference table')
  let next = skipSpace(text, start + 4)
  for (;;) {
    const head = /(\d{1,10}) (\d{1,7})[ ]*[\r\n]+/y
    head.lastIndex = next
    const found = head.exec(text)
    if (!found) break
    next += found[0].length
    for (let index = 0; index < Number(found[2]); index++) {
      const line = /^(\d{10}) \d{5} ([nf])[\r\n ]{1,2}/.exec(text.slice(next, next + 20))
      if (!line) throw new Malformed('a line of the table cannot be read')
      const object = Number(found[1]) + index
      if (line[2] === 'n') places.set(object, Number(line[1]))
      else if (object !== 0) freed = true
      next += 20
    }
  }
  next = skipSpace(text, next)
  if (!text.startsWith('trailer', next)) throw new Malformed('no trailer')
  const trailer = readValue(text, next + 7)
  if (trailer.kind !== 'dict') throw new Malformed('no trailer')
  return { at, places, freed, trailer }
}

/** Where every object stands as of the revision that ends at `end`; throws Malformed. */
export const readPlaces = (text: string, end: number): { places: Map<number, number>; trailer: PdfDict } => {
  const places = new Map<number, number>()
  let section = readSection(text, end)
  const { trailer } = section
  for (let count = 0; count < MAX_SECTIONS; count++) {
    for (const [object, place] of section.places) if (!places.has(object)) places.set(object, place)
    const before = section.trailer.entries.get('Prev')
    if (!before) return { places, trailer }
    if (before.kind !== 'number' || before.number >= section.at) throw new Malformed('revisions in a circle')
    section = readTable(text, before.number)
  }
  throw new Malformed('too many revisions')
}

/**
 * Whether what stands between two ends only adds a signature without a picture: the catalogue may gain its form, a page
 * its field, the form its field. Anything else, and whatever cannot be read for sure, is no.
 */
export const addsOnlySignature = (text: string, end: number, later_end: number): boolean => {
  try {
    const before = readSection(text, end)
    const later = readSection(text, later_end)
    const { trailer } = later
    const previous = trailer.entries.get('Prev')
    if (later.freed || later.at < end || previous?.kind !== 'number' || previous.number !== before.at) return false
    if ([...trailer.entries.keys()].some(key => !TRAILER_KEYS.has(key))) return false
    for (const key of ['Root', 'Info'])
      if (!sameValue(trailer.entries.get(key), before.trailer.entries.get(key))) return false
    const { places: all } = readPlaces(text, end)
    return [...later.places].every(([object, place]) => {
      if (place < end) return false
      const now = readObject(text, place)
      if (now.object !== object) return false
      const old = all.get(object)
      if (old === undefined) return isSignaturePart(now.value)
      const earlier = readObject(text, old)
      return earlier.object === object && isSignedCopy(earlier.value, now.value)
    })
  } catch (error) {
    if (error instanceof Malformed) return false
    throw error
  }
}

const textOf = (value: PdfValue | undefined): string | null => (value && 'text' in value ? value.text : null)

const FIELD_KEYS = new Set(['Type', 'Subtype', 'FT', 'Rect', 'V', 'T', 'F', 'P', 'Ff'])

/** A signature, its field without size or picture, or the form that holds the field. */
const isSignaturePart = (value: PdfValue): boolean => {
  if (value.kind !== 'dict') return false
  const { entries } = value
  if (textOf(entries.get('Type')) === 'Sig') return entries.has('ByteRange')
  const keys = [...entries.keys()]
  if (textOf(entries.get('FT')) === 'Sig') return keys.every(key => FIELD_KEYS.has(key)) && isPoint(entries.get('Rect'))
  return entries.has('Fields') && keys.every(key => key === 'Fields' || key === 'SigFlags' || key === 'Type')
}

const isPoint = (rect: PdfValue | undefined): boolean =>
  rect?.kind === 'array' &&
  rect.items.length === 4 &&
  rect.items.every(item => item.kind === 'number' && item.number === (rect.items[0] as { number: number }).number)

/** The same dictionary but for what a signature adds to a catalogue, a page or a form. */
const isSignedCopy = (old: PdfValue, now: PdfValue): boolean => {
  if (old.kind !== 'dict' || now.kind !== 'dict') return false
  const type = textOf(old.entries.get('Type'))
  const open =
    type === 'Catalog'
      ? ['AcroForm']
      : type === 'Page'
        ? ['Annots']
        : old.entries.has('Fields')
          ? ['Fields', 'SigFlags']
          : []
  if (open.length === 0) return false
  const keys = new Set([...old.entries.keys(), ...now.entries.keys()])
  return [...keys].every(key => {
    const [was, is] = [old.entries.get(key), now.entries.get(key)]
    if (sameValue(was, is)) return true
    if (!open.includes(key) || !is) return false
    if (key === 'AcroForm') return was === undefined && is.kind === 'ref'
    if (key === 'SigFlags') return is.kind === 'number'
    return is.kind === 'array' && (was === undefined || (was.kind === 'array' && beginsWith(is.items, was.items)))
  })
}

const beginsWith = (items: PdfValue[], first: PdfValue[]): boolean =>
  first.every((item, index) => sameValue(item, items[index])) && items.every(item => item.kind === 'ref')
