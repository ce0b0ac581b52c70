/** How the engine, or a request handler, says no to one frame: it becomes an `error` frame. */
import { ERRORS, type ErrorCode } from '@nabiz/protocol'

/** `code` is one of the protocol's, or one that a request's contract lists. With `retry_after_ms` the same frame may succeed later. */
export class Refused extends Error {
  readonly code: string
  readonly retry_after_ms: number | undefined

  constructor(code: ErrorCode | (string & {}), message?: string, retry_after_ms?: number) {
    super(message ?? (Object.hasOwn(ERRORS, code) ? ERRORS[code as ErrorCode].message : code))
    this.name = 'Refused'
    this.code = code
    const retry = Object.hasOwn(ERRORS, code) && ERRORS[code as ErrorCode].retry
    this.retry_after_ms = retry_after_ms ?? (retry ? 1_000 : undefined)
  }
}
