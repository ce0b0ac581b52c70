/** Answers in JSON, and refusals in the one shape of the product: `{"error":{code,message,retry_after_ms?}}`. */
import type { ServerResponse } from 'node:http'
import { HTTP_ERRORS, type HttpErrorCode } from '@nabiz/protocol'

export const answerJson = (response: ServerResponse, status: number, body: object | string): void => {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(bytes)
}

/** An answer without a body. */
export const answerEmpty = (response: ServerResponse, status: 202 | 204): void => {
  // 204 may not name a length.
  response.writeHead(status, { 'cache-control': 'no-store', ...(status === 202 && { 'content-length': 0 }) })
  response.end()
}

/** Says no to one HTTP call; the status is the table's. The message never tells an internal. */
export class HttpRefused extends Error {
  readonly code: HttpErrorCode
  readonly retry_after_ms: number | undefined

  constructor(code: HttpErrorCode, message: string = HTTP_ERRORS[code].message, retry_after_ms?: number) {
    super(message)
    this.name = 'HttpRefused'
    this.code = code
    this.retry_after_ms = retry_after_ms
  }
}

/** A body that was not read is not waited for: the connection ends with the answer. */
export const answerError = (response: ServerResponse, { code, message, retry_after_ms }: HttpRefused): void => {
  if (!response.req.complete) response.setHeader('connection', 'close')
  if (retry_after_ms !== undefined) response.setHeader('retry-after', Math.ceil(retry_after_ms / 1_000))
  const error = { code, message, ...(retry_after_ms !== undefined && { retry_after_ms }) }
  answerJson(response, HTTP_ERRORS[code].status, { error })
}
