/** The failures the client itself reports, in one table; codes of a server's `error` frame pass through unchanged. */
import type { ErrorCode, RequestContract } from '@nabiz/protocol'

/** `outcome`: whether the server did the thing all the same. */
export const CLIENT_FAILURES = {
  aborted: { message: 'the caller gave up', outcome: 'unknown' },
  timeout: { message: 'no answer in time', outcome: 'unknown' },
  connection_lost: { message: 'the connection ended before the answer', outcome: 'unknown' },
  closed: { message: 'the client is closed', outcome: 'not_done' },
  invalid_answer: { message: 'the answer does not fit the contract', outcome: 'done' },
  frame_too_large: { message: 'the frame is larger than the server takes', outcome: 'not_done' },
  storage_full: { message: 'the outbox or its storage takes no more', outcome: 'not_done' },
  storage_failed: { message: 'the storage of the outbox failed', outcome: 'not_done' },
} as const

export type ClientFailureCode = keyof typeof CLIENT_FAILURES

/** What a request by contract may fail with: its own codes, the protocol's, the client's. */
export type FailureCode<Code extends string = never> = Code | ErrorCode | ClientFailureCode

/** A publish or request that was not answered with success. `retry_after_ms` is null when the server gave none. */
export class RequestFailed<Code extends string = string> extends Error {
  override readonly name = 'RequestFailed'
  readonly code: Code
  readonly retry_after_ms: number | null

  constructor(code: Code, message: string, options: { retry_after_ms?: number | null; cause?: unknown } = {}) {
    super(`${code}: ${message}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retry_after_ms = options.retry_after_ms ?? null
  }

  static local(code: ClientFailureCode, cause?: unknown): RequestFailed {
    return new RequestFailed(code, CLIENT_FAILURES[code].message, { cause })
  }
}

/**
 * What a request by this contract was rejected with, its `code` typed; null for what is no failure of a request.
 * @example if (failureOf(reserve, error)?.code === 'sold_out') offerAnother()
 */
export const failureOf = <Code extends string>(
  _request: RequestContract<unknown, unknown, Code>,
  error: unknown,
): RequestFailed<FailureCode<Code>> | null =>
  error instanceof RequestFailed ? (error as RequestFailed<FailureCode<Code>>) : null

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
