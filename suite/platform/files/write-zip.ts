/** Writes a ZIP archive as a stream, an entry at a time: memory is one file, whatever the archive's size. */
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

/** `name`: a path with `/`. `stored`: not compressed, for what already is. */
export type ZipFile = { name: string; bytes: Buffer; stored?: boolean }

export const ZIP_TYPE = 'application/zip'

const MAX_FILES = 65_535
const MAX_BYTES = 0xffffffff
/** Names are UTF-8. */
const FLAGS = 0x0800

const deflate = promisify(deflateRaw)

/** `at`: the time every entry carries, to two seconds. Throws RangeError past 65,535 files or 4 GiB. */
export const streamZip = (files: AsyncIterable<ZipFile> | Iterable<ZipFile>, at: Date): Readable =>
  Readable.from(zipParts(files, at), { objectMode: false })

async function* zipParts(files: AsyncIterable<ZipFile> | Iterable<ZipFile>, at: Date): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const file of files) {
    const name = Buffer.from(file.name)
    const packed = file.stored ? file.bytes : ((await deflate(file.bytes)) as Buffer)
    const common = headOf(file, packed.length, name.length, at)
    const local = Buffer.concat([signature(0x04034b50), common, Buffer.alloc(2), name])
    if (directory.length >= MAX_FILES || offset + local.length + packed.length > MAX_BYTES)
      throw new RangeError('more than one archive holds')
    directory.push(entryOf(common, name, offset))
    offset += local.length + packed.length
    yield local
    yield packed
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  yield list
  yield end
}

const signature = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** What the local header and the directory share, from the version needed to the length of the name. */
const headOf = (file: ZipFile, packed: number, name: number, at: Date): Buffer => {
  const head = Buffer.alloc(24)
  head.writeUInt16LE(20, 0)
  head.writeUInt16LE(FLAGS, 2)
  head.writeUInt16LE(file.stored ? 0 : 8, 4)
  head.writeUInt16LE((at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), 6)
  head.writeUInt16LE(((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(), 8)
  head.writeUInt32LE(crc32(file.bytes), 10)
  head.writeUInt32LE(packed, 14)
  head.writeUInt32LE(file.bytes.length, 18)
  head.writeUInt16LE(name, 22)
  return head
}

const entryOf = (common: Buffer, name: Buffer, offset: number): Buffer => {
  const tail = Buffer.alloc(16)
  tail.writeUInt32LE(offset, 12)
  // Made by: version 2.0, and 3 for Unix, so that names are read as UTF-8 everywhere.
  return Buffer.concat([signature(0x02014b50), Buffer.from([20, 3]), common, tail, name])
}
