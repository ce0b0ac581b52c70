/** What a refused or failed call looks like to a screen: the code decides what happens, the catalogue what people read. */
import type { ErrorBody, FieldFailure } from '#platform/contract'

/** Codes made here, where no answer came: `offline` (the machine has no network), `network` (nobody answered), `bad_answer` (not ours). */
export type LocalCode = 'offline' | 'network' | 'bad_answer'

export class ApiError extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly code: string
  readonly fields: readonly FieldFailure[]
  readonly retryAfterMs: number | null
  /** Names the call in the server's log; people quote it to support. */
  readonly requestId: string | null
  /** Other members of the error, such as `current` of a 412. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    status: number,
    code: string,
    message: string,
    more: {
      fields?: readonly FieldFailure[]
      retryAfterMs?: number | null
      requestId?: string | null
      extra?: Record<string, unknown>
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.fields = more.fields ?? []
    this.retryAfterMs = more.retryAfterMs ?? null
    this.requestId = more.requestId ?? null
    this.extra = more.extra ?? {}
  }

  /** True when the session is over, not when a password was wrong. */
  get sessionEnded(): boolean {
    return this.status === 401 && this.code !== 'bad_credentials'
  }

  /** What this reader may see is not what the screen believes: the session, the role, or a policy of the company changed. */
  get doubtsReader(): boolean {
    return this.sessionEnded || this.status === 403
  }
}

/** There is no such thing, or not for this reader: the server does not tell which. */
export const isMissing = (error: unknown): boolean => error instanceof ApiError && error.status === 404

const isErrorBody = (body: unknown): body is ErrorBody => {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
}

/** Reads an error answer; an answer that is not in our shape (a proxy's page) becomes `bad_answer`. */
export const errorOf = (status: number, text: string, requestId: string | null): ApiError => {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = null
  }
  if (!isErrorBody(body)) return new ApiError(status, 'bad_answer', `unexpected answer ${status}`, { requestId })
  const { code, message, fields, request_id, retry_after_ms, ...extra } = body.error
  return new ApiError(status, code, message, {
    fields: fields ?? [],
    retryAfterMs: retry_after_ms ?? null,
    requestId: request_id ?? requestId,
    extra,
  })
}

/** What `fetch` threw: no answer at all. An abort stays an abort. */
export const networkError = (cause: unknown, online: boolean): ApiError => {
  const code: LocalCode = online ? 'network' : 'offline'
  return new ApiError(0, code, 'no answer from the server', { cause })
}
