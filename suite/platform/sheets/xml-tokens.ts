/** A small pull-free XML reader for the parts of a workbook: tags and text from chunks, no DTD, no entities of its own. */
import { fail } from './failures.ts'

export type XmlHandlers = {
  /** `attributes` is the raw text between the name and `>`; read it with `attribute`. Namespace prefixes are dropped. */
  open(name: string, attributes: string): void
  text(text: string): void
  close(name: string): void
}

/** Longest tag or text run held back between chunks. Excel's longest cell has 32,767 characters. */
const MAX_PENDING_CHARS = 1024 * 1024

const broken = (what: string) => fail('file_broken', { cause: new Error(`xml: ${what}`) })

/**
 * Feed chunks with `write`, then `end`. Why not a general parser: a worksheet has nine kinds of tags and millions of
 * them; looking up attributes only where a cell needs them halves the time, and what is not understood (a DOCTYPE, with
 * the entities it could bring) is refused instead of supported.
 */
export const createXmlTokens = (handlers: XmlHandlers) => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let pending = ''
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch (error) {
      throw fail('file_broken', { cause: error })
    }
  }
  const scan = (final: boolean) => {
    let at = 0
    for (;;) {
      const tag = pending.indexOf('<', at)
      const textEnd = tag === -1 ? pending.length : tag
      // Text is handed over only when complete: an `&amp;` must not be cut in two.
      if (textEnd > at && (tag !== -1 || final)) handlers.text(decodeEntities(pending.slice(at, textEnd)))
      if (tag === -1) {
        pending = final ? '' : pending.slice(at)
        break
      }
      const next = readMarkup(pending, tag, handlers)
      if (next === -1) {
        if (final) throw broken('ends inside a tag')
        pending = pending.slice(tag)
        break
      }
      at = next
    }
    if (pending.length > MAX_PENDING_CHARS) throw broken('a tag or text without end')
  }
  return {
    write(chunk: Buffer) {
      pending += decode(chunk)
      scan(false)
    },
    end() {
      pending += decode()
      scan(true)
    },
  }
}

/** Reads the markup at `start`; the place behind it, or -1 when it is not complete yet. */
const readMarkup = (xml: string, start: number, handlers: XmlHandlers): number => {
  const mark = xml.charCodeAt(start + 1)
  if (mark === 47 /* / */) {
    const end = xml.indexOf('>', start)
    if (end === -1) return -1
    handlers.close(localName(xml.slice(start + 2, end).trimEnd()))
    return end + 1
  }
  if (mark === 63 /* ? */) return after(xml, '?>', start)
  if (mark === 33 /* ! */) return readDeclaration(xml, start, handlers)
  const end = tagEnd(xml, start)
  if (end === -1) return -1
  const selfClosing = xml.charCodeAt(end - 1) === 47
  const body = xml.slice(start + 1, selfClosing ? end - 1 : end)
  const space = body.search(/\s/)
  const name = localName(space === -1 ? body : body.slice(0, space))
  handlers.open(name, space === -1 ? '' : body.slice(space))
  if (selfClosing) handlers.close(name)
  return end + 1
}

const readDeclaration = (xml: string, start: number, handlers: XmlHandlers): number => {
  if (xml.startsWith('<!--', start)) return after(xml, '-->', start)
  if (xml.startsWith('<![CDATA[', start)) {
    const end = xml.indexOf(']]>', start)
    if (end === -1) return -1
    handlers.text(xml.slice(start + 9, end))
    return end + 3
  }
  // Too little to tell yet; the longest prefix to tell apart has nine characters.
  if (xml.length - start < 9) return -1
  throw broken('a document type')
}

const after = (xml: string, mark: string, start: number): number => {
  const end = xml.indexOf(mark, start)
  return end === -1 ? -1 : end + mark.length
}

/** `>` is legal inside a quoted attribute, so quotes are walked over; -1 when the tag is not complete. */
const tagEnd = (xml: string, start: number): number => {
  let quote = 0
  for (let at = start + 1; at < xml.length; at++) {
    const code = xml.charCodeAt(at)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 62 /* > */) return at
    else if (code === 34 || code === 39) quote = code
  }
  return -1
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The value of an attribute by its full name (`r:id`), or undefined. */
export const attribute = (attributes: string, name: string): string | undefined => {
  let at = -1
  for (;;) {
    at = attributes.indexOf(name, at + 1)
    if (at === -1) return undefined
    const before = attributes.charCodeAt(at - 1)
    const equals = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes.slice(at + name.length))
    if ((at === 0 || before <= 32) && equals) return decodeEntities(equals[1] ?? equals[2] ?? '')
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]{2,4}));/g, (whole, hex, decimal, name) => {
        if (name !== undefined) return ENTITIES[name] ?? whole
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      })
    : text
