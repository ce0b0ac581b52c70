/** What the transports over HTTP share: where calls go, who makes them, and what a refusal means as a close code. */
import { ABNORMAL, type Hello, type Surroundings, TRY_AGAIN_LATER } from './wire.ts'

/** Codes of an HTTP refusal that mean the same as a close of a WebSocket. */
const CLOSE_OF_ERROR: Record<string, number> = {
  token_invalid: 4500,
  identity_mismatch: 4500,
  token_expired: 4501,
  token_revoked: 4502,
}
const BUSY = [429, 503]
/** An answer of something between us and the server: the server may never have seen the call. */
const BETWEEN = [408, 502, 504]

export type Call = { method: 'GET' | 'POST' | 'DELETE'; path: string; query?: Record<string, string | number> } & {
  body?: string
  signal?: AbortSignal
  keepalive?: boolean
}

/** A call that was answered with a refusal; `code` closes the wire. */
export class HttpRefused extends Error {
  override readonly name = 'HttpRefused'
  readonly code: number

  constructor(code: number, status: number) {
    super(`HTTP ${status}`)
    this.code = code
  }
}

export class HttpLink {
  readonly #place: Surroundings
  readonly #hello: Hello
  /** Names this connection, so that a call of an earlier one that comes late is not taken for one of this. */
  readonly #connection: string

  constructor(place: Surroundings, hello: Hello) {
    this.#place = place
    this.#hello = hello
    this.#connection = Array.from({ length: 4 }, () => Math.floor(place.random() * 2 ** 32).toString(36)).join('')
  }

  /** Resolves with an answer of success. Throws {@link HttpRefused}; anything else is a fault of the network. */
  async call({ method, path, query = {}, ...rest }: Call): Promise<Response> {
    const { fetch, url } = this.#place
    const names = Object.entries({ ...query, connection: this.#connection })
    const search = names.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
    const response = await fetch!(`${url.replace(/^ws/, 'http')}/${path}?${search}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#hello.token()}`,
        ...(rest.body !== undefined && { 'content-type': 'application/json' }),
      },
      cache: 'no-store',
      credentials: 'omit',
      ...rest,
    })
    if (response.ok) return response
    const { status } = response
    const answer = (await response.json().catch(() => null)) as { error?: { code?: string } } | null
    if (BETWEEN.includes(status)) throw new Error(`HTTP ${status}`)
    throw new HttpRefused(closeOf(status, answer?.error?.code), status)
  }
}

const closeOf = (status: number, error = ''): number => {
  if (Object.hasOwn(CLOSE_OF_ERROR, error)) return CLOSE_OF_ERROR[error]!
  if (status === 401) return 4500
  return BUSY.includes(status) ? TRY_AGAIN_LATER : ABNORMAL
}
