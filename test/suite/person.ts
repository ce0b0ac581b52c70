/** One browser of one person: a cookie jar, calls by contract, uploads. */
import type { RouteCall, RouteContract, RouteOutput } from '../../suite/platform/contract/index.ts'

export type Answered<T> = { status: number; body: T; headers: Headers }
/** What every refusal looks like. */
export type Refused = {
  error: {
    code: string
    message: string
    fields?: { path: string; code: string }[]
    retry_after_ms?: number
    [extra: string]: unknown
  }
}

type CallOptions = { company?: string | null; headers?: Record<string, string> }
type UploadOptions = CallOptions & { params?: Record<string, string>; query?: Record<string, string> }

export type Person = {
  user_id: string
  /** The slug and id of the first company; empty for a stranger. */
  company: string
  company_id: string
  call<R extends RouteContract>(
    contract: R,
    input: Partial<RouteCall<R>>,
    options?: CallOptions,
  ): Promise<Answered<RouteOutput<R>>>
  /** The same call where a refusal is expected. */
  refused<R extends RouteContract>(
    contract: R,
    input: Partial<RouteCall<R>>,
    options?: CallOptions,
  ): Promise<Answered<Refused>>
  /** One file to a route that takes one. */
  upload<R extends RouteContract>(
    contract: R,
    file: { name: string; bytes: Uint8Array },
    options?: UploadOptions,
  ): Promise<Answered<RouteOutput<R>>>
  fetch(path: string, init?: RequestInit): Promise<Response>
}

const fill = (path: string, params: Record<string, string> = {}, query: Record<string, unknown> = {}): string => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )
  return search.size > 0 ? `${filled}?${search}` : filled
}

const bodyOf = async (response: Response): Promise<unknown> => {
  if (!response.headers.get('content-type')?.includes('json')) return Buffer.from(await response.arrayBuffer())
  const text = await response.text()
  return text === '' ? text : JSON.parse(text)
}

type Who = { user_id: string; company: string; company_id: string }

/** `cookies` as a browser would send them. */
export const createPerson = (url: string, cookies: readonly string[], who: Who): Person => {
  const send = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '))
    if (!headers.has('origin')) headers.set('origin', url)
    return fetch(new URL(path, url), { ...init, headers })
  }
  const answered = async (response: Response) => ({
    status: response.status,
    headers: response.headers,
    body: (await bodyOf(response)) as never,
  })
  const scopeOf = (options: CallOptions): Record<string, string> => {
    const scope = options.company === undefined ? who.company : options.company
    return scope ? { 'x-company': scope } : {}
  }
  const call = async (contract: RouteContract, input: unknown, options: CallOptions = {}) => {
    const given = input as { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }
    const response = await send(fill(contract.path, given.params, given.query), {
      method: contract.method,
      headers: {
        ...scopeOf(options),
        ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    })
    return answered(response)
  }
  return {
    ...who,
    fetch: send,
    call,
    refused: call,
    async upload(contract, file, options = {}) {
      const form = new FormData()
      form.set('file', new Blob([new Uint8Array(file.bytes)]), file.name)
      const headers = { ...scopeOf(options), ...options.headers }
      const path = fill(contract.path, options.params, options.query)
      return answered(await send(path, { method: contract.method, headers, body: form }))
    },
  }
}

export const createStranger = (url: string): Person =>
  createPerson(url, [], { user_id: '', company: '', company_id: '' })

/** Signs in as a browser does, and asks who that is. */
export const signInAt = async (url: string, email: string, password: string): Promise<Person> => {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`)
  const cookies = response.headers.getSetCookie().map(cookie => cookie.split(';')[0]!)
  const me = (await (await fetch(`${url}/api/me`, { headers: { cookie: cookies.join('; ') } })).json()) as {
    user: { id: string }
    companies: { id: string; slug: string }[]
  }
  const first = me.companies[0]
  return createPerson(url, cookies, { user_id: me.user.id, company: first?.slug ?? '', company_id: first?.id ?? '' })
}
