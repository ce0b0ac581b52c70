/** The failures the client itself reports, in one table; codes of a server's `error` frame pass through unchanged. */

/** `outcome`: whether the server may have done the thing all the same. */
export const CLIENT_FAILURES = {
  aborted: { message: 'the caller gave up', outcome: 'unknown' },
  timeout: { message: 'no answer in time', outcome: 'unknown' },
  connection_lost: { message: 'the connection ended before the answer', outcome: 'unknown' },
  closed: { message: 'the client is closed', outcome: 'not_done' },
  frame_too_large: { message: 'the frame is larger than the server takes', outcome: 'not_done' },
  storage_full: { message: 'the outbox or its storage takes no more', outcome: 'not_done' },
  storage_failed: { message: 'the storage of the outbox failed', outcome: 'not_done' },
} as const

export type ClientFailureCode = keyof typeof CLIENT_FAILURES

/** A publish or request that was not answered with success. `retry_after_ms` is null when the server gave none. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  readonly code: string
  readonly retry_after_ms: number | null

  constructor(code: string, message: string, options: { retry_after_ms?: number | null; cause?: unknown } = {}) {
    super(`${code}: ${message}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retry_after_ms = options.retry_after_ms ?? null
  }

  static local(code: ClientFailureCode, cause?: unknown): RequestFailed {
    return new RequestFailed(code, CLIENT_FAILURES[code].message, { cause })
  }
}

/**
 * Thrown by the `token` option when there will be no token any more (signed out): the client stops as `closed`
 * with this reason. Any other error of `token` counts as a passing fault and is tried again.
 */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
  readonly reason: string

  constructor(reason = 'signed_out') {
    super(`no token: ${reason}`)
    this.reason = reason
  }
}
