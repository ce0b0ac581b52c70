/** The typed client of the REST routes: a contract in, its answer out, every failure an `ApiError`. */
import type { RouteCall, RouteContract, RouteOutput } from '#platform/contract'
import { errorOf, networkError } from './api-error.ts'
import { requestUrl } from './request-url.ts'

/** `{}` fits where every member is optional. */
type Nothing = Record<never, never>
type Needed<C> = { [K in keyof C as C[K] extends undefined ? never : Nothing extends C[K] ? never : K]: C[K] }
type Spare<C> = { [K in keyof C as C[K] extends undefined ? never : Nothing extends C[K] ? K : never]?: C[K] }
/** A list is asked for with what stands in the address, where people write: text, and the server says what it refuses. */
type Asked<Q> = 'cursor' extends keyof Q ? { [Name in keyof Q]: Q[Name] | string } : Q
type Given<C> = { [Part in keyof C]: Part extends 'query' ? Asked<C[Part]> : C[Part] }
/** What a caller gives: members without a schema are absent, those whose every field is optional may be left out. */
export type CallInput<R> = Needed<Given<RouteCall<R>>> & Spare<Given<RouteCall<R>>>

export type CallOptions = {
  /** Slug or id of the tab's company: sent as `X-Company`. */
  company?: string | undefined
  /** Row version the change was made against; a newer one answers 412 `stale`. */
  ifMatch?: string | number | undefined
  /** One value per intent, kept over retries: the effect happens once. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
  /** The answer brings another session cookie. */
  rotates?: boolean
  /** Headers of one route alone, such as a guest's grant. */
  headers?: Record<string, string> | undefined
}

type Parts = { params?: unknown; query?: unknown; body?: unknown }

/** Custom headers make a cross-site form impossible; the company and version travel here, never in the address. */
export const headersOf = (options: CallOptions): Record<string, string> => ({
  accept: 'application/json',
  // Refusals come back as sentences in the language of the screen, not of the browser.
  'accept-language': document.documentElement.lang,
  'x-requested-with': 'nabiz',
  ...(options.company ? { 'x-company': options.company } : {}),
  ...(options.ifMatch === undefined ? {} : { 'if-match': `"${options.ifMatch}"` }),
  ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
  ...options.headers,
})

/**
 * While a session cookie is replaced, nothing is asked with the old one, by no tab: it would hear that nobody is signed
 * in. Pages without TLS have no locks, and take the risk.
 */
const inTurn = (deed: () => Promise<Response>, options: CallOptions): Promise<Response> =>
  'locks' in navigator
    ? navigator.locks.request('nabiz.session', { mode: options.rotates ? 'exclusive' : 'shared' }, deed)
    : deed()

const send = async (contract: RouteContract, parts: Parts, options: CallOptions): Promise<Response> => {
  const hasBody = parts.body !== undefined
  let response: Response
  try {
    response = await inTurn(
      () =>
        fetch(requestUrl(contract.path, parts), {
          method: contract.method,
          credentials: 'same-origin',
          headers: { ...headersOf(options), ...(hasBody ? { 'content-type': 'application/json' } : {}) },
          ...(hasBody ? { body: JSON.stringify(parts.body) } : {}),
          ...(options.signal ? { signal: options.signal } : {}),
        }),
      options,
    )
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw networkError(cause, navigator.onLine)
  }
  if (!response.ok) throw errorOf(response.status, await response.text(), response.headers.get('x-request-id'))
  return response
}

/**
 * Calls a route. The answer is not parsed again: the server has checked it against the same contract.
 * Throws `ApiError`, or the `AbortError` of `options.signal`.
 */
export const call = async <R extends RouteContract>(
  contract: R,
  input: CallInput<R>,
  options: CallOptions = {},
): Promise<RouteOutput<R>> => {
  const response = await send(contract, input as Parts, options)
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as RouteOutput<R>
}

/** A route that produces a file (`contract.produces`): its bytes and the name the server gave it. */
export const callFile = async <R extends RouteContract>(
  contract: R,
  input: CallInput<R>,
  options: CallOptions = {},
): Promise<{ blob: Blob; name: string | null }> => {
  const response = await send(contract, input as Parts, options)
  return { blob: await response.blob(), name: fileNameOf(response.headers.get('content-disposition')) }
}

/** RFC 6266: `filename*` (UTF-8, percent-encoded) wins over `filename`. */
export const fileNameOf = (disposition: string | null): string | null => {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (extended) {
    try {
      return decodeURIComponent(extended.trim())
    } catch {
      return null
    }
  }
  return /filename="([^"]*)"/i.exec(disposition ?? '')?.[1] ?? null
}
