/** Reads a JSON body: within its limit, said to be JSON, and without what poisons objects. */
import type { IncomingMessage } from 'node:http'
import { jsonRefusal, type Limits } from '@nabiz/protocol'
import { ApiRefused } from './api-refused.ts'

/** Exactly JSON: a type with a tail is read in one way by a guard and in another by a parser. */
const JSON_TYPE = /^application\/json(?:; ?charset="?utf-8"?)?$/i

/** Throws {@link ApiRefused}: unsupported_media_type, too_large, bad_json. */
export const readBody = async (request: IncomingMessage, limits: Limits): Promise<unknown> => {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers
  if (!JSON_TYPE.test(type) || encoding !== 'identity') throw new ApiRefused('unsupported_media_type')
  if (Number(request.headers['content-length'] ?? 0) > limits.apiBodyBytes) throw new ApiRefused('too_large')
  const chunks: Buffer[] = []
  let bytes = 0
  // Without destroying it: the refusal goes out over the same socket.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > limits.apiBodyBytes) throw new ApiRefused('too_large')
    chunks.push(chunk)
  }
  const value = parse(Buffer.concat(chunks))
  const poison = jsonRefusal(value, limits.jsonDepth)
  if (poison !== null) throw new ApiRefused('bad_json', poison)
  return value
}

const parse = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new ApiRefused('bad_json')
  }
}
