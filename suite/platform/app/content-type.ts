/** What bodies may be: JSON in UTF-8, spelled plainly, or one multipart form where a contract takes a file. */
import type { IncomingHttpHeaders } from 'node:http'
import { fail } from '#platform/contract'

const JSON_TYPE = /^application\/json(?: ?; ?charset="?utf-8"?)?$/i
const FORM_TYPE = /^multipart\/form-data ?; ?boundary=[^\s,;]{1,100}$/i

const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

/** Throws `unsupported_media_type`. Tricks such as `application/json x` end here, before anything is parsed. */
export const checkContentType = (headers: IncomingHttpHeaders, takes: 'json' | 'form'): void => {
  const type = headers['content-type']
  if (type === undefined && !hasBody(headers)) return
  const right = takes === 'form' ? FORM_TYPE : JSON_TYPE
  if (type === undefined || !right.test(type)) throw fail('unsupported_media_type')
}
