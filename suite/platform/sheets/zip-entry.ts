/** Unpacks one part of an archive chunk by chunk, and stops the moment it is more than the directory declared. */
import { createInflateRaw } from 'node:zlib'
import { fail } from './failures.ts'
import type { ZipEntry } from './zip-guard.ts'

/** Throws `file_inflates` past the declared size and `file_broken` when the packed bytes are damaged or end early. */
export async function* unpackEntry(zip: Buffer, entry: ZipEntry): AsyncGenerator<Buffer, void, undefined> {
  const packed = zip.subarray(entry.start, entry.start + entry.packed_bytes)
  if (entry.method === 0) {
    yield packed
    return
  }
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
  inflate.end(packed)
  let bytes = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > entry.unpacked_bytes)
        throw fail('file_inflates', { params: { part: entry.name.slice(0, 100), bytes } })
      yield chunk
    }
  } catch (error) {
    throw isZlibError(error) ? fail('file_broken', { cause: error }) : error
  } finally {
    inflate.destroy()
  }
  if (bytes !== entry.unpacked_bytes) throw fail('file_broken', { cause: new Error(`zip: ${entry.name} is short`) })
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^Z_|^ERR_/.test(String(error.code))
