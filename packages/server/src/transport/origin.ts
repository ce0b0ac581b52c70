/** Which pages may open a connection: decided by the `Origin` header before anything opens. */
import type { IncomingHttpHeaders } from 'node:http'

/** `same-host`: the page's host is the one it connects to. A list is compared exactly: scheme, host and port. */
export type Origins = 'any' | 'same-host' | readonly string[]

/**
 * True when this handshake may go on. Without `Origin` it comes from no page and may, unless it carries cookies: then
 * something pretends to be a browser.
 */
export const originAllowed = (origins: Origins, headers: IncomingHttpHeaders): boolean => {
  if (origins === 'any') return true
  const { origin, host, cookie } = headers
  if (origin === undefined) return cookie === undefined
  if (origins !== 'same-host') return origins.includes(origin)
  return host !== undefined && hostOf(origin) === host.toLowerCase()
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null)

/**
 * The same for a call by fetch or EventSource. A page's GET to its own host carries cookies and no `Origin`, so there
 * the browser's own word counts; nothing here is allowed by a cookie.
 */
export const callAllowed = (origins: Origins, method: string | undefined, headers: IncomingHttpHeaders): boolean => {
  if (headers.origin !== undefined || method !== 'GET') return originAllowed(origins, headers)
  const site = headers['sec-fetch-site']
  return origins === 'any' || site === undefined || site === 'same-origin' || site === 'none'
}
