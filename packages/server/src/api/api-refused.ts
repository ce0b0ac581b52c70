/** How the HTTP API says no: a code of the one table of HTTP errors, or what the engine refused a publication with. */
import { HTTP_ERRORS, type HttpErrorCode } from '@nabiz/protocol'
import { Refused } from '../room/refused.ts'

export class ApiRefused extends Error {
  readonly code: HttpErrorCode
  readonly retry_after_ms: number | undefined

  /** `message` is for developers and carries no internals. Default: the table's. */
  constructor(code: HttpErrorCode, message?: string, retry_after_ms?: number) {
    super(message ?? HTTP_ERRORS[code].message)
    this.name = 'ApiRefused'
    this.code = code
    this.retry_after_ms = retry_after_ms
  }
}

/** The body of a refusal. */
export type ApiError = { code: HttpErrorCode; message: string; retry_after_ms?: number }

/** A refusal as it is told; anything else is reported and told as `internal`. */
export const apiErrorOf = (error: unknown, onError: (error: unknown, where: string) => void): ApiError => {
  if (error instanceof ApiRefused || (error instanceof Refused && Object.hasOwn(HTTP_ERRORS, error.code))) {
    const { message, retry_after_ms } = error
    return { code: error.code as HttpErrorCode, message, ...(retry_after_ms !== undefined && { retry_after_ms }) }
  }
  onError(error, 'the HTTP API')
  return { code: 'internal', message: HTTP_ERRORS.internal.message }
}
