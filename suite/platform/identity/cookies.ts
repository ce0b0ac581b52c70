/** Cookies as text: reading a request's, writing ours. */

/** Raw values by name; of a name sent twice the first counts, as browsers send the most specific first. */
export const readCookies = (header: string | undefined): Record<string, string> => {
  const cookies: Record<string, string> = Object.create(null)
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at < 1) continue
    const name = part.slice(0, at).trim()
    cookies[name] ??= part.slice(at + 1).trim()
  }
  return cookies
}

/** HttpOnly, Lax and for the whole site, like the session's own. `maxAge_s` null: gone when the browser closes. */
export const writeCookie = (
  name: string,
  value: string,
  options: { secure: boolean; maxAge_s: number | null },
): string =>
  [
    `${name}=${value}`,
    ...(options.maxAge_s === null ? [] : [`Max-Age=${options.maxAge_s}`]),
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(options.secure ? ['Secure'] : []),
  ].join('; ')
