/** A whole suite for tests: real database, real SMTP catcher, real sockets, in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../../suite/config.ts'
import type { RouteCall, RouteContract, RouteOutput } from '../../suite/platform/contract/index.ts'
import { type Suite, startSuite } from '../../suite/start.ts'

export type Answered<T> = { status: number; body: T; headers: Headers }

/** One browser of one person: a cookie jar, and calls by contract. */
export type Person = {
  call<R extends RouteContract>(
    contract: R,
    input: Partial<RouteCall<R>>,
    options?: { company?: string | null; headers?: Record<string, string> },
  ): Promise<Answered<RouteOutput<R>>>
  fetch(path: string, init?: RequestInit): Promise<Response>
  company: string
}

export type TestSuite = {
  suite: Suite
  dataDir: string
  /** Nobody: no cookie. */
  stranger(): Person
  signIn(email?: string): Promise<Person>
  /** Ends the processes and deletes the folder. */
  close(): Promise<void>
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

const person = (url: string, cookies: string[], company: string): Person => {
  const send = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (cookies.length > 0) headers.set('cookie', cookies.join('; '))
    headers.set('origin', url)
    headers.set('x-requested-with', 'nabiz')
    return fetch(new URL(path, url), { ...init, headers })
  }
  return {
    company,
    fetch: send,
    async call(contract, input, options = {}) {
      const given = input as { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }
      const scope = options.company === undefined ? company : options.company
      const response = await send(fill(contract.path, given.params, given.query), {
        method: contract.method,
        headers: {
          ...(scope ? { 'x-company': scope } : {}),
          ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...options.headers,
        },
        ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
      })
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        body: (text === '' || !response.headers.get('content-type')?.includes('json')
          ? text
          : JSON.parse(text)) as never,
      }
    },
  }
}

/** Starts on a free port. `env` is what the environment would say. */
export const startTestSuite = async (
  env: Record<string, string> = {},
  options: { dataDir?: string; now?: () => Date } = {},
): Promise<TestSuite> => {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'nabiz-suite-'))
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env })
  const suite = await startSuite(config, {
    log: pino({ level: env.LOG_LEVEL ?? 'silent' }),
    ...(options.now && { now: options.now }),
  })
  return {
    suite,
    dataDir,
    stranger: () => person(suite.url, [], ''),
    async signIn(email = suite.sample!.email) {
      const response = await fetch(`${suite.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: suite.url },
        body: JSON.stringify({ email, password: suite.sample!.password }),
      })
      if (!response.ok) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`)
      const cookies = response.headers.getSetCookie().map(cookie => cookie.split(';')[0]!)
      const me = (await (await fetch(`${suite.url}/api/me`, { headers: { cookie: cookies.join('; ') } })).json()) as {
        companies: { slug: string }[]
      }
      return person(suite.url, cookies, me.companies[0]?.slug ?? '')
    },
    async close() {
      await suite.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
