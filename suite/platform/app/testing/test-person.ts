/** Somebody who calls routes in a test: signed in or not, with or without a company. */
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'

export type Answer = {
  status: number
  headers: LightMyRequestResponse['headers']
  /** The parsed JSON, or undefined for an empty body. */
  json: unknown
  text: string
  /** `error.code` of a refusal. */
  code: string | null
}

export type CallOptions = {
  body?: unknown
  company?: string | null
  headers?: Record<string, string>
  payload?: InjectOptions['payload']
}

export type TestPerson = {
  id: string
  name: string
  email: string
  /** Value for a Cookie header; '' when signed out. */
  cookie: string
  /** `company`: slug or id of X-Company; the person's own without it, none when null. Sends our Origin like a browser. */
  call(method: string, url: string, options?: CallOptions): Promise<Answer>
}

/** `cookie` is kept up to date from Set-Cookie, as a browser would. */
export const createCaller = (
  http: FastifyInstance,
  about: {
    id: string
    name: string
    email: string
    cookie: string
    company: string | null
    origin: string
    ip?: string
  },
): TestPerson => {
  const jar = new Map(about.cookie ? [splitCookie(about.cookie)] : [])
  return {
    id: about.id,
    name: about.name,
    email: about.email,
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    async call(method, url, { body, company = about.company, headers = {}, payload } = {}) {
      const response = await http.inject({
        method: method as 'GET',
        url,
        remoteAddress: about.ip ?? '127.0.0.1',
        headers: {
          origin: about.origin,
          ...(jar.size > 0 ? { cookie: this.cookie } : {}),
          ...(company ? { 'x-company': company } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? (payload === undefined ? {} : { payload }) : { payload: JSON.stringify(body) }),
      })
      for (const line of [response.headers['set-cookie'] ?? []].flat()) {
        const [name, value] = splitCookie(line.split(';')[0]!)
        if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
      return toAnswer(response)
    },
  }
}

const splitCookie = (text: string): [string, string] => {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}

const toAnswer = (response: LightMyRequestResponse): Answer => {
  const isJson = String(response.headers['content-type'] ?? '').startsWith('application/json')
  const json = isJson && response.body !== '' ? (JSON.parse(response.body) as unknown) : undefined
  const error = (json as { error?: { code?: string } } | null | undefined)?.error
  return {
    status: response.statusCode,
    headers: response.headers,
    json,
    text: response.body,
    code: error?.code ?? null,
  }
}
