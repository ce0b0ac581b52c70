/** Which addresses push messages may be sent to: those of the browsers' own push services, and no other host. */

/** The services of Chrome and its relatives, Firefox, Edge and Safari. A name with a leading dot takes every subdomain. */
const PUSH_HOSTS: readonly string[] = [
  'fcm.googleapis.com',
  'jmt17.google.com',
  'updates.push.services.mozilla.com',
  '.push.services.mozilla.com',
  '.notify.windows.com',
  'web.push.apple.com',
  '.push.apple.com',
]

/**
 * What a browser gives, and nothing that a parser would have to repair: a plain name without port or credentials, a
 * path, no fragment. Whatever reads it as an address later reads the same host.
 */
const ENDPOINT = /^https:\/\/([a-z0-9.-]+)\/[!"$-[\]-~]*$/

/**
 * A subscription is whatever a browser, or somebody with curl, says it is, and the server will call it. Names are
 * compared, never what they resolve to, so a DNS answer decides nothing.
 */
export const isPushEndpoint = (endpoint: string): boolean => {
  const host = ENDPOINT.exec(endpoint)?.[1]
  if (host === undefined) return false
  return PUSH_HOSTS.some(known => (known.startsWith('.') ? host.endsWith(known) : host === known))
}
