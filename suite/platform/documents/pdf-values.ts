/** Reads single values of a PDF's syntax at a place in its bytes: what a verifier needs, and strictly. */

export type PdfValue = {
  /** First byte, and the byte after the last. */
  at: number
  end: number
} & (
  | { kind: 'dict'; entries: Map<string, PdfValue> }
  | { kind: 'array'; items: PdfValue[] }
  | { kind: 'name' | 'hex' | 'string' | 'word'; text: string }
  | { kind: 'number'; number: number }
  | { kind: 'ref'; object: number }
)
export type PdfDict = Extract<PdfValue, { kind: 'dict' }>

/** Thrown for what is not PDF, or could be read in two ways. */
export class Malformed extends Error {
  override name = 'Malformed'
}

const MAX_DEPTH = 40
const SPACE = /(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])*/y
const NAME = /\/[^\0\t\n\f\r ()<>[\]{}/%]*/y
const HEX = /<[\dA-Fa-f\0\t\n\f\r ]*>/y
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![A-Za-z\d])/y
const NUMBER = /[+-]?(?:\d{1,15}(?:\.\d*)?|\.\d{1,15})(?![^\0\t\n\f\r ()<>[\]{}/%])/y
const WORD = /true|false|null/y

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

export const skipSpace = (text: string, at: number): number => at + match(SPACE, text, at)![0].length

/** `text`: the file as latin1, so that places are bytes. Throws Malformed, also for a key that stands twice. */
export const readValue = (text: string, from: number, depth = 0): PdfValue => {
  if (depth > MAX_DEPTH) throw new Malformed('nested too deep')
  const at = skipSpace(text, from)
  if (text.startsWith('<<', at)) return readDict(text, at, depth)
  if (text[at] === '[') return readArray(text, at, depth)
  if (text[at] === '(') return readString(text, at)
  const hex = match(HEX, text, at)
  if (hex) return { kind: 'hex', at, end: at + hex[0].length, text: hex[0].slice(1, -1).replaceAll(/[^\dA-Fa-f]/g, '') }
  const name = match(NAME, text, at)
  if (name) return { kind: 'name', at, end: at + name[0].length, text: decodeName(name[0].slice(1)) }
  const reference = match(REFERENCE, text, at)
  if (reference) return { kind: 'ref', at, end: at + reference[0].length, object: Number(reference[1]) }
  const number = match(NUMBER, text, at)
  if (number) return { kind: 'number', at, end: at + number[0].length, number: Number(number[0]) }
  const word = match(WORD, text, at)
  if (word) return { kind: 'word', at, end: at + word[0].length, text: word[0] }
  throw new Malformed(`no value at ${at}`)
}

/** `/Byte#52ange` is the same name: compared as readers compare it. */
const decodeName = (name: string): string =>
  name.replaceAll(/#([\dA-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

const readDict = (text: string, start: number, depth: number): PdfDict => {
  const entries = new Map<string, PdfValue>()
  let at = skipSpace(text, start + 2)
  while (!text.startsWith('>>', at)) {
    const key = readValue(text, at, depth + 1)
    if (key.kind !== 'name') throw new Malformed(`no key at ${at}`)
    if (entries.has(key.text)) throw new Malformed(`/${key.text} stands twice`)
    const value = readValue(text, key.end, depth + 1)
    entries.set(key.text, value)
    at = skipSpace(text, value.end)
  }
  return { kind: 'dict', at: start, end: at + 2, entries }
}

const readArray = (text: string, start: number, depth: number): PdfValue => {
  const items: PdfValue[] = []
  let at = skipSpace(text, start + 1)
  while (text[at] !== ']') {
    const item = readValue(text, at, depth + 1)
    items.push(item)
    at = skipSpace(text, item.end)
  }
  return { kind: 'array', at: start, end: at + 1, items }
}

const readString = (text: string, start: number): PdfValue => {
  let open = 0
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '(') open++
    else if (text[at] === ')' && --open === 0)
      return { kind: 'string', at: start, end: at + 1, text: text.slice(start + 1, at) }
  }
  throw new Malformed('a string without end')
}

/** The object `N G obj … endobj` at a place, as its number and value; throws Malformed for anything else, streams too. */
export const readObject = (text: string, at: number): { object: number; value: PdfValue } => {
  const start = skipSpace(text, at)
  const head = match(/(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![A-Za-z])/y, text, start)
  if (!head) throw new Malformed(`no object at ${at}`)
  const value = readValue(text, start + head[0].length)
  if (!text.startsWith('endobj', skipSpace(text, value.end))) throw new Malformed(`no end of the object at ${at}`)
  return { object: Number(head[1]), value }
}

/** Equal as values: other white space, another order of keys, the same meaning. */
export const sameValue = (a: PdfValue | undefined, b: PdfValue | undefined): boolean => {
  if (!a || !b) return a === b
  if (a.kind === 'dict' && b.kind === 'dict')
    return (
      a.entries.size === b.entries.size && [...a.entries].every(([key, value]) => sameValue(value, b.entries.get(key)))
    )
  if (a.kind === 'array' && b.kind === 'array')
    return a.items.length === b.items.length && a.items.every((item, index) => sameValue(item, b.items[index]))
  if (a.kind === 'number' && b.kind === 'number') return a.number === b.number
  if (a.kind === 'ref' && b.kind === 'ref') return a.object === b.object
  return a.kind === b.kind && 'text' in a && 'text' in b && a.text === b.text
}
