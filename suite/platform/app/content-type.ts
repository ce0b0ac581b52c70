/** What bodies may be: JSON in UTF-8, spelled plainly; one multipart form where a contract takes a file; a mail where it says so. */
import type { IncomingHttpHeaders } from 'node:http'
import { fail, type RouteContract } from '#platform/contract'

const JSON_TYPE = /^application\/json(?: ?; ?charset="?utf-8"?)?$/i
const MAIL_TYPE = /^message\/rfc822$/i
const FORM_TYPE = /^multipart\/form-data ?; ?boundary=[^\s,;]{1,100}$/i

type Takes = 'form' | NonNullable<RouteContract['raw']>['type']
const TYPES: Record<Takes, RegExp> = { form: FORM_TYPE, 'application/json': JSON_TYPE, 'message/rfc822': MAIL_TYPE }

const hasBody = (headers: IncomingHttpHeaders): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

/** Throws `unsupported_media_type`. Tricks such as `application/json x` end here, before anything is parsed. */
export const checkContentType = (headers: IncomingHttpHeaders, takes: Takes): void => {
  const type = headers['content-type']
  if (type === undefined && !hasBody(headers)) return
  if (type === undefined || !TYPES[takes].test(type)) throw fail('unsupported_media_type')
}
