/** Refuses changes that another site makes a browser send: the guard against forged requests (CSRF). */
import type { IncomingHttpHeaders } from 'node:http'
import { fail } from '#platform/contract'

/** `same-host`: the origin of the request's own Host as well; otherwise exactly `publicUrl` and this list. */
export type Origins = 'same-host' | readonly string[]

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Throws `foreign_origin`. Every browser sends Origin with a change; a request that carries our cookie but says neither
 * Origin nor Sec-Fetch-Site comes from no browser we know, and is refused as well. Without a cookie a silent caller (a
 * script, a webhook) has nothing to forge with.
 */
export const createOriginCheck = (options: { publicUrl: string; origins: Origins }) => {
  const listed = new Set([
    new URL(options.publicUrl).origin,
    ...(options.origins === 'same-host' ? [] : options.origins),
  ])

  const isOurs = (origin: string, host: string | undefined): boolean => {
    if (listed.has(origin)) return true
    if (options.origins !== 'same-host' || !host) return false
    return origin === `http://${host}` || origin === `https://${host}`
  }

  return (request: { method: string; headers: IncomingHttpHeaders; host: string | undefined }): void => {
    if (SAFE.has(request.method)) return
    const { origin, cookie } = request.headers
    const site = request.headers['sec-fetch-site']
    if (origin !== undefined) {
      if (!isOurs(origin, request.host)) throw fail('foreign_origin')
      return
    }
    if (site === undefined ? cookie !== undefined : site !== 'same-origin' && site !== 'none')
      throw fail('foreign_origin')
  }
}
