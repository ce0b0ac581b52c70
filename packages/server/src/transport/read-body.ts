/** Reads the body of a call: JSON by its word, UTF-8 in truth, and no larger than allowed. */
import type { IncomingMessage } from 'node:http'
import { HttpRefused } from './http-answer.ts'

/** Exactly these: anything near them is somebody trying. */
const CONTENT_TYPE = /^application\/(?:json|x-ndjson)(?: ?; ?charset=utf-8)?$/i

/** Throws `HttpRefused` for another content type, too many bytes, or bytes that are no UTF-8. */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<string> => {
  const { headers } = request
  if (!CONTENT_TYPE.test(headers['content-type'] ?? '') || headers['content-encoding'] !== undefined)
    throw new HttpRefused('unsupported_media_type')
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw new HttpRefused('too_large')
  const chunks: Buffer[] = []
  let bytes = 0
  // Not destroyed with an error: its socket carries the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new HttpRefused('too_large')
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new HttpRefused('bad_json', 'expected UTF-8')
  }
}
