/** Where Redis is, from one text: a single server, a primary that Sentinels know, or a Redis Cluster. */
import { isIP } from 'node:net'

export type Place = { readonly host: string; readonly port: number }
export type Login = { readonly username?: string; readonly password?: string }

type Common = Login & { readonly tls: boolean; readonly places: readonly [Place, ...Place[]] }
export type RedisAddress =
  | (Common & { readonly kind: 'single'; readonly db: number })
  /** `places` are Sentinels, which have a login of their own; `name` is what they call the primary. */
  | (Common & { readonly kind: 'sentinel'; readonly db: number; readonly name: string; readonly sentinel: Login })
  | (Common & { readonly kind: 'cluster' })

const FORMS =
  'redis://[user:password@]host[:port][/db], redis+sentinel://[user:password@]host[:port],…/name[/db] ' +
  'or redis+cluster://[user:password@]host[:port],…; rediss for TLS'
const TEXT = /^redis(s)?(?:\+(sentinel|cluster))?:\/\/(?:([^/?#]*)@)?([^/?#@]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/
const PLACE = /^(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_.-]{1,253})(?::(\d{1,5}))?$/
const NAME = /^[A-Za-z0-9_.-]{1,100}$/
const DB = /^\d{1,5}$/

/**
 * Throws a TypeError, without a word of the password, for what is no address, and where a password is missing: that is
 * allowed on this machine alone, and not in production.
 */
export const readAddress = (text: string, production: boolean): RedisAddress => {
  const [, secure, kind = 'single', login = '', hosts = '', path = '', query = ''] = TEXT.exec(text) ?? []
  if (hosts === '') throw new TypeError(`expected ${FORMS}`)
  const places = hosts.split(',').map(host => readPlace(host, kind === 'sentinel' ? 26_379 : 6_379))
  const [first, ...others] = places
  if (!first || (kind === 'single' && others.length > 0)) throw new TypeError(`expected one host: ${FORMS}`)
  const open = production ? first : places.find(({ host }) => !isLocal(host))
  const common = { ...readLogin(login), tls: secure !== undefined, places: [first, ...others] as const }
  if (!common.password && open) throw new TypeError(`${open.host} needs a password: redis://:password@host`)
  if (query !== '' && kind !== 'sentinel') throw new TypeError('nothing is expected after ?')
  if (kind === 'cluster') {
    if (path !== '') throw new TypeError('a Redis Cluster has one database: nothing is expected after the hosts')
    return { ...common, kind }
  }
  const parts = path.split('/')
  const name = kind === 'sentinel' ? (parts.shift() ?? '') : null
  const [db = '', ...more] = parts
  if ((db !== '' && !DB.test(db)) || more.length > 0) throw new TypeError(`expected a number of a database: ${FORMS}`)
  if (name === null) return { ...common, kind: 'single', db: Number(db) }
  if (!NAME.test(name)) throw new TypeError('expected the name of the primary: redis+sentinel://host:port,…/name')
  return { ...common, kind: 'sentinel', db: Number(db), name, sentinel: readSentinelLogin(query) }
}

const readPlace = (text: string, port: number): Place => {
  const [, host = '', given = String(port)] = PLACE.exec(text) ?? []
  if (host === '' || Number(given) < 1 || Number(given) > 65_535) throw new TypeError(`expected host[:port]: ${FORMS}`)
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(given) }
}

/** `user:password`, each percent-encoded where it must be. */
const readLogin = (text: string): Login => {
  const colon = text.indexOf(':')
  const [username, password] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
  return loginOf(decode(username), decode(password))
}

const readSentinelLogin = (query: string): Login => {
  const given = new URLSearchParams(query)
  for (const name of given.keys())
    if (name !== 'sentinel_username' && name !== 'sentinel_password')
      throw new TypeError('only sentinel_username and sentinel_password are expected after ?')
  return loginOf(given.get('sentinel_username') ?? '', given.get('sentinel_password') ?? '')
}

const loginOf = (username: string, password: string): Login => ({
  ...(username !== '' && { username }),
  ...(password !== '' && { password }),
})

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new TypeError('user and password must be percent-encoded')
  }
}

const isLocal = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
