/** The one file of a multipart request, streamed to the handler; nothing is kept in memory or on disk on the way. */
import { Readable } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { fail } from '#platform/contract'
import type { Upload } from './context.ts'

/** Throws `bad_request` when there is no file. The stream fails with `too_large` past `maxBytes`. */
export const takeUpload = async (request: FastifyRequest, maxBytes: number): Promise<Upload> => {
  if (!request.isMultipart()) throw fail('unsupported_media_type')
  const part = await request.file({
    limits: { fileSize: maxBytes, files: 1, fields: 10, fieldSize: 10_000, parts: 11 },
  })
  if (!part) throw fail('bad_request', { fields: [{ path: 'file', code: 'required' }] })
  return { name: part.filename, type: part.mimetype, stream: Readable.from(whole(part.file), { objectMode: false }) }
}

/** At the limit the parser simply stops; a handler must not take half a file for a whole one. */
async function* whole(file: MultipartFile['file']): AsyncGenerator<Buffer> {
  for await (const chunk of file) yield chunk as Buffer
  if (file.truncated) throw fail('too_large')
}
