/** Looks at an archive's central directory before anything is unpacked, and refuses what would unpack to too much. */
import { fail } from './failures.ts'

export type ZipLimits = {
  /** Largest single part, unpacked, in bytes. */
  maxEntryBytes: number
  /** Largest `sharedStrings.xml`, unpacked: unlike a worksheet it has to be held in memory as a whole. */
  maxSharedStringsBytes: number
  maxTotalBytes: number
  maxEntries: number
  /** Largest unpacked : packed of a part over 1 MB. Real worksheets reach about 40; deflate's own limit is 1,032. */
  maxRatio: number
}

export const ZIP_LIMITS: ZipLimits = Object.freeze({
  maxEntryBytes: 256e6,
  maxSharedStringsBytes: 64e6,
  maxTotalBytes: 400e6,
  maxEntries: 500,
  maxRatio: 150,
})

export type ZipEntry = {
  name: string
  /** 0 stored, 8 deflated. */
  method: 0 | 8
  /** Where the packed bytes begin. */
  start: number
  packed_bytes: number
  unpacked_bytes: number
}

const END = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const END_BYTES = 22
const MAX_COMMENT_BYTES = 0xffff
const UNKNOWN_32 = 0xffffffff
const ENCRYPTED = 1
const SIZES_FOLLOW = 8
const SYMLINK = 0o120000

/**
 * The parts by name. Throws `file_broken` for anything irregular (zip64, spanning, doubled or climbing names, links,
 * headers that disagree) and `file_inflates` for declared sizes over the limits. What is declared is held to while
 * unpacking (zip-entry.ts), so a directory that lies is caught there.
 */
export const readZipDirectory = (zip: Buffer, limits: ZipLimits = ZIP_LIMITS): Map<string, ZipEntry> => {
  const end = findEnd(zip)
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  if (count > limits.maxEntries || at === UNKNOWN_32) throw fail('file_inflates', { params: { entries: count } })
  const entries = new Map<string, ZipEntry>()
  let total = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw broken('directory')
    const nameBytes = zip.readUInt16LE(at + 28)
    const entry = readEntry(zip, at, nameBytes)
    if (entries.has(entry.name)) throw broken('doubled name')
    checkSize(entry, limits)
    total += entry.unpacked_bytes
    if (total > limits.maxTotalBytes) throw fail('file_inflates', { params: { bytes: total } })
    entries.set(entry.name, entry)
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

const broken = (what: string) => fail('file_broken', { cause: new Error(`zip: ${what}`) })

const findEnd = (zip: Buffer): number => {
  const first = Math.max(0, zip.length - END_BYTES - MAX_COMMENT_BYTES)
  for (let at = zip.length - END_BYTES; at >= first; at--) if (zip.readUInt32LE(at) === END) return at
  throw broken('no end of directory')
}

const readEntry = (zip: Buffer, at: number, nameBytes: number): ZipEntry => {
  const name = zip.toString('utf8', at + 46, at + 46 + nameBytes)
  // A folder climbing upwards or a link is never part of a workbook; we unpack to memory, and still will not have it.
  const climbs = /(^|[\\/])\.\.([\\/]|$)/.test(name) || /^[\\/]/.test(name) || name.includes('\0')
  if (name === '' || climbs) throw broken('name')
  if (((zip.readUInt32LE(at + 38) >>> 16) & 0o170000) === SYMLINK) throw broken('link')
  const flags = zip.readUInt16LE(at + 8)
  const method = zip.readUInt16LE(at + 10)
  if ((flags & ENCRYPTED) !== 0) throw fail('file_encrypted')
  if (method !== 0 && method !== 8) throw broken('method')
  const packed_bytes = zip.readUInt32LE(at + 20)
  const unpacked_bytes = zip.readUInt32LE(at + 24)
  if (packed_bytes === UNKNOWN_32 || unpacked_bytes === UNKNOWN_32) throw broken('zip64')
  const local = zip.readUInt32LE(at + 42)
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL_HEADER) throw broken('local header')
  // Two readers believing two different headers is how a file shows one content to the guard and another to the reader.
  const sizesHere = (zip.readUInt16LE(local + 6) & SIZES_FOLLOW) === 0
  if (sizesHere && zip.readUInt32LE(local + 22) !== unpacked_bytes) throw broken('sizes disagree')
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  if (start + packed_bytes > zip.length) throw broken('part beyond the end')
  if (method === 0 && packed_bytes !== unpacked_bytes) throw broken('stored sizes disagree')
  return { name, method, start, packed_bytes, unpacked_bytes }
}

const checkSize = (entry: ZipEntry, limits: ZipLimits) => {
  const most = /sharedStrings\.xml$/i.test(entry.name) ? limits.maxSharedStringsBytes : limits.maxEntryBytes
  const ratio = entry.unpacked_bytes / Math.max(1, entry.packed_bytes)
  const tooDense = entry.unpacked_bytes > 1e6 && ratio > limits.maxRatio
  if (entry.unpacked_bytes > most || tooDense)
    throw fail('file_inflates', { params: { part: entry.name.slice(0, 100), bytes: entry.unpacked_bytes } })
}
