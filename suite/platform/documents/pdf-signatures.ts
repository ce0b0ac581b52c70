/** Finds the signatures of a PDF and the bytes each of them covers; whatever could be read in two ways is refused. */
import { Malformed, type PdfDict, type PdfValue, readValue } from './pdf-values.ts'

export type FoundSignature = {
  /** Bytes that are signed: from 0 to `gap`, and from `resume` to `end`. Between them stands the signature itself. */
  gap: number
  resume: number
  end: number
  /** DER and the zeros that fill its slot. */
  contents: Buffer
  sub_filter: string
  /** The time its /M claims. */
  claimed_at: Date | null
}

const MAX_SIGNATURES = 50

/** In the order of what they cover. Throws Malformed. An empty list: nobody signed. */
export const findSignatures = (text: string): FoundSignature[] => {
  const places = [...text.matchAll(/\/ByteRange/g)].map(found => found.index)
  if (places.length > MAX_SIGNATURES) throw new Malformed('too many signatures')
  const found = places.map(place => readSignature(text, place)).sort((a, b) => a.end - b.end)
  for (const [index, signature] of found.entries()) {
    const before = found[index - 1]
    if (before && signature.gap <= before.end) throw new Malformed('signatures overlap')
  }
  return found
}

const readSignature = (text: string, place: number): FoundSignature => {
  const dict = dictWith(enclosingObject(text, place), place)
  if (!dict) throw new Malformed('/ByteRange outside of a signature')
  const contents = dict.entries.get('Contents')
  const range = dict.entries.get('ByteRange')
  if (contents?.kind !== 'hex' || contents.text.length % 2 !== 0) throw new Malformed('no /Contents beside /ByteRange')
  const [start, gap, resume, length] = numbersOf(range)
  const sub_filter = dict.entries.get('SubFilter')
  if (start !== 0) throw new BadRange('it does not begin at the first byte')
  if (gap !== contents.at || resume !== contents.end) throw new BadRange('more than /Contents is left out')
  if (resume! + length! > text.length) throw new BadRange('it is longer than the file')
  const claimed = dict.entries.get('M')
  return {
    gap: gap!,
    resume: resume!,
    end: resume! + length!,
    contents: Buffer.from(contents.text, 'hex'),
    sub_filter: sub_filter && 'text' in sub_filter ? sub_filter.text : '',
    claimed_at: claimed?.kind === 'string' ? readDate(claimed.text) : null,
  }
}

/** The signed range is not the whole revision but for the signature. */
export class BadRange extends Malformed {
  override name = 'BadRange'
}

/** What the nearest `N G obj` before a place holds: a place in a string or a stream leads to something without it. */
const enclosingObject = (text: string, place: number): PdfValue => {
  const before = text.slice(Math.max(0, place - 200_000), place)
  const head = [...before.matchAll(/\d[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj/g)].at(-1)
  if (!head) throw new Malformed('/ByteRange outside of an object')
  return readValue(text, place - before.length + head.index + head[0].length)
}

const dictWith = (value: PdfValue, place: number): PdfDict | null => {
  if (value.kind === 'array') return value.items.map(item => dictWith(item, place)).find(Boolean) ?? null
  if (value.kind !== 'dict') return null
  const range = value.entries.get('ByteRange')
  // Only white space may stand between the key and its value.
  if (range && range.at > place && range.at - place < 100) return value
  return [...value.entries.values()].map(entry => dictWith(entry, place)).find(Boolean) ?? null
}

const numbersOf = (range: PdfValue | undefined): number[] => {
  const items = range?.kind === 'array' ? range.items : []
  const numbers = items.map(item => (item.kind === 'number' ? item.number : -1))
  if (numbers.length !== 4 || numbers.some(number => !Number.isSafeInteger(number) || number < 0))
    throw new BadRange('not four numbers')
  return numbers
}

/** `D:20261103100000+03'00'`, also shortened; null for anything else. */
const readDate = (text: string): Date | null => {
  const parts = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-]\d\d)'?(\d\d)?)?/.exec(text)
  if (!parts) return null
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', zone, rest = '00'] = parts
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone ? `${zone}:${rest}` : 'Z'}`)
  return Number.isNaN(at.getTime()) ? null : at
}
