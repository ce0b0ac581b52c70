/** One PDF out of parts of others, written as they come: nothing of a part is held once it is written. */
import { PAGES_OBJECT, type PdfPart } from './pdf-parts.ts'

export type PdfJoin = {
  /** The number of the first object of the part that is added next. */
  next(): number
  /** How many pages there are so far. */
  pages(): number
  /** What comes before the first part. */
  begin(): Buffer
  add(part: PdfPart): Buffer
  /** An empty A4 page. */
  blank(): Buffer
  /** What comes behind the last part; a file needs at least one page. */
  end(): Buffer
}

const CATALOG_OBJECT = 1
const INFO_OBJECT = 3
const A4 = '[0 0 595.28 841.89]'

/** The calls are made in the order of the file, and each is written behind the one before. */
export const joinPdf = ({ title }: { title: string }): PdfJoin => {
  const places: number[] = []
  const pages: number[] = []
  let at = 0
  const write = (bytes: Buffer): Buffer => {
    at += bytes.length
    return bytes
  }
  const object = (number: number, value: string): Buffer => {
    places[number] = at
    return write(Buffer.from(`${number} 0 obj\n${value}\nendobj\n`, 'latin1'))
  }
  const next = (): number => Math.max(INFO_OBJECT + 1, places.length)
  return {
    next,
    pages: () => pages.length,
    // Four bytes above 127 say to whatever carries the file that it is no text.
    begin: () => write(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')),
    add(part) {
      const first = next()
      part.places.forEach((place, index) => {
        places[first + index] = at + place
      })
      pages.push(...part.pages)
      return write(part.bytes)
    },
    blank() {
      const number = next()
      pages.push(number)
      return object(number, `<< /Type /Page /Parent ${PAGES_OBJECT} 0 R /MediaBox ${A4} /Resources << >> >>`)
    },
    end() {
      const kids = pages.map(page => `${page} 0 R`).join(' ')
      const parts = [
        object(CATALOG_OBJECT, `<< /Type /Catalog /Pages ${PAGES_OBJECT} 0 R >>`),
        object(PAGES_OBJECT, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`),
        object(INFO_OBJECT, `<< /Title <${hexText(title)}> /Producer <${hexText('Nabız')}> >>`),
      ]
      const table = at
      const lines = places.slice(1).map(place => `${place.toString().padStart(10, '0')} 00000 n \n`)
      const xref = `xref\n0 ${places.length}\n0000000000 65535 f \n${lines.join('')}`
      const trailer = `trailer\n<< /Size ${places.length} /Root ${CATALOG_OBJECT} 0 R /Info ${INFO_OBJECT} 0 R >>\n`
      parts.push(write(Buffer.from(`${xref}${trailer}startxref\n${table}\n%%EOF\n`)))
      return Buffer.concat(parts)
    },
  }
}

/** UTF-16 behind its mark, as dictionaries hold text of any language. */
const hexText = (text: string): string => Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')
