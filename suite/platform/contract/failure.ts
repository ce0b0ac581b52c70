/** How anything in the suite says no: a code, an HTTP status and a sentence for the log; people's words come from the catalogues. */

/** One row of a failure table. `log` may name `{expected}` and `{got}`; `retry` says whether the same call may succeed later. */
export type FailureRow = { status: number; retry?: boolean; log: string }
export type FailureTable = Readonly<Record<string, FailureRow>>

/** A field's own failure, for forms: `path` is dotted. */
export type FieldFailure = { path: string; code: string; message?: string }

/**
 * A refusal with a code from a failure table. `params` fill the sentence of the reader's catalogue (`errors.{code}`);
 * they are shown to people, so they hold nothing internal. `cause` is for the log alone.
 */
export class Failure extends Error {
  readonly code: string
  readonly status: number
  readonly params: Record<string, string | number>
  readonly fields: FieldFailure[]
  readonly retryAfterMs: number | undefined
  /** Extra members of the error body, such as `current` of a 412. */
  readonly extra: Record<string, unknown>

  constructor(
    code: string,
    row: FailureRow,
    options: {
      params?: Record<string, string | number>
      fields?: FieldFailure[]
      retryAfterMs?: number
      extra?: Record<string, unknown>
      cause?: unknown
    } = {},
  ) {
    super(row.log, { cause: options.cause })
    this.name = 'Failure'
    this.code = code
    this.status = row.status
    this.params = options.params ?? {}
    this.fields = options.fields ?? []
    this.retryAfterMs = options.retryAfterMs
    this.extra = options.extra ?? {}
  }
}

/** Binds a table to a thrower: `const fail = failures(TABLE); throw fail('link_expired')`. */
export const failures =
  <const Table extends FailureTable>(table: Table) =>
  (code: keyof Table & string, options?: ConstructorParameters<typeof Failure>[2]): Failure =>
    new Failure(code, table[code]!, options)

/** The failures every application shares. */
export const PLATFORM_FAILURES = {
  bad_request: { status: 400, log: 'the request does not fit its contract' },
  company_required: { status: 400, log: 'X-Company is missing' },
  unauthenticated: { status: 401, log: 'no session, or it ended' },
  bad_credentials: { status: 401, log: 'unknown address or wrong password' },
  hook_refused: { status: 401, log: 'the signature of a hook is missing, wrong or too old, or no secret is set' },
  forbidden: { status: 403, log: 'the role does not allow this' },
  foreign_origin: { status: 403, log: 'Origin is not ours' },
  not_found: { status: 404, log: 'nothing there for this company' },
  conflict: { status: 409, log: 'the state does not allow this' },
  hook_replayed: { status: 409, log: 'this signature was taken before' },
  idempotency_key_reused: { status: 409, log: 'the same Idempotency-Key with another body' },
  stale: { status: 412, log: 'If-Match names an older version' },
  too_large: { status: 413, log: 'the body is larger than allowed' },
  unsupported_media_type: { status: 415, log: 'the content type is not taken here' },
  rate_limited: { status: 429, retry: true, log: 'too many requests' },
  internal: { status: 500, retry: true, log: 'a fault of ours' },
  unavailable: { status: 503, retry: true, log: 'not ready' },
} as const satisfies FailureTable

export const fail = failures(PLATFORM_FAILURES)

/** The body of every error answer. */
export type ErrorBody = {
  error: {
    code: string
    message: string
    fields?: FieldFailure[]
    request_id: string
    retry_after_ms?: number
    [extra: string]: unknown
  }
}
