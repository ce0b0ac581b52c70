/** What an uploaded file is by its first bytes; the name and the browser's word do not count. */
import { Readable } from 'node:stream'
import type { UPLOAD_TYPES } from '#platform/contract'
import { failFile } from './failures.ts'
import { pictureOf } from './picture.ts'
import { MAX_PIXELS } from './redraw-picture.ts'

export type UploadType = (typeof UPLOAD_TYPES)[number]

/** Enough for the header of a picture behind its preview and its colour profile. */
const HEAD_BYTES = 256 * 1024

/** The parts every workbook names; one of them stands at the beginning of the archive. */
const WORKBOOK_PARTS = ['[Content_Types].xml', '_rels/.rels', 'xl/', 'docProps/']

/** Throws `file_type_refused`, and `picture_too_large` for what would unpack to more pixels than anybody needs. */
export const judgeContent = (head: Buffer): UploadType => {
  const picture = pictureOf(head)
  if (picture) {
    if (picture.width * picture.height > MAX_PIXELS) throw failFile('picture_too_large')
    return picture.type
  }
  if (head.toString('latin1', 0, 5) === '%PDF-') return 'application/pdf'
  if (isWorkbook(head)) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  if (isTable(head)) return 'text/csv'
  throw failFile('file_type_refused')
}

const isWorkbook = (head: Buffer): boolean => {
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) return false
  const name = head.toString('latin1', 30, 30 + head.readUInt16LE(26))
  return WORKBOOK_PARTS.some(part => name.startsWith(part))
}

/** Text without control characters that does not begin like a page, a drawing, a program or JSON. */
const isTable = (head: Buffer): boolean => {
  const text = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')
  return text.trim() !== '' && !/[\0-\u0008\u000e-\u001f\u007f]/.test(text) && !/^\s*(?:[<{[%]|#!|GIF8)/.test(text)
}

/** Reads the beginning of a stream and gives it back whole. Memory: the beginning. */
export const peek = async (stream: Readable): Promise<{ head: Buffer; whole: Readable }> => {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]()
  const first: Buffer[] = []
  let size = 0
  while (size < HEAD_BYTES) {
    const next = await chunks.next()
    if (next.done) break
    first.push(next.value)
    size += next.value.length
  }
  async function* all() {
    yield* first
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  }
  return { head: Buffer.concat(first).subarray(0, HEAD_BYTES), whole: Readable.from(all(), { objectMode: false }) }
}
