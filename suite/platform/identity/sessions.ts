/** Who a cookie or a session id belongs to: read from the database at most every few seconds, forgotten when it ends. */
import { Kysely, PostgresDialect } from 'kysely'
import type { Locale } from '#platform/contract'
import type { PlatformTables, Store } from '#platform/store'
import type { Auth } from './auth.ts'
import type { ChangeNotice } from './change-notices.ts'
import { readCookies } from './cookies.ts'
import { createFreshMap } from './fresh-map.ts'
import type { AuthTables } from './tables.ts'

export type LiveSession = {
  session_id: string
  user: { id: string; name: string; email: string }
  locale: Locale | null
  /** Unix time in ms. */
  expires_at: number
}

export type Sessions = {
  /** Of a request's Cookie header. `setCookies` prolong a session that is in use, or clear a dead cookie. */
  ofCookies(header: string | undefined): Promise<{ session: LiveSession | null; setCookies: string[] }>
  ofId(session_id: string): Promise<LiveSession | null>
  notice(notice: ChangeNotice): void
}

/** Without a notification (a lost connection) an ended session may live on for this long on one node. */
const BACKSTOP_MS = 5_000
const MOST = 20_000

export const createSessions = (options: {
  auth: Auth
  store: Store
  names: { session: string; brief: string }
  now: () => Date
}): Sessions => {
  const { auth, names, now } = options
  const db = new Kysely<PlatformTables & AuthTables>({ dialect: new PostgresDialect({ pool: options.store.pool }) })

  const read = async (session_id: string): Promise<LiveSession | null> => {
    const row = await db
      .selectFrom('auth.session as s')
      .innerJoin('auth.user as u', 'u.id', 's.userId')
      .leftJoin('platform.user_setting as o', 'o.user_id', 's.userId')
      .select(['s.expiresAt', 'u.id', 'u.name', 'u.email', 'o.locale'])
      .where('s.id', '=', session_id)
      .executeTakeFirst()
    if (!row) return null
    const { id, name, email } = row
    return { session_id, user: { id, name, email }, locale: row.locale, expires_at: row.expiresAt.getTime() }
  }

  // The key is the cookies' exact text: better-auth checks their signature, finds the session and prolongs it.
  const byCookies = createFreshMap<{ session: LiveSession | null; setCookies: string[] }>({
    ttl_ms: BACKSTOP_MS,
    most: MOST,
    now,
    load: async cookie => {
      const { response, headers } = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true })
      const session = response ? await read(response.session.id) : null
      return { session, setCookies: headers.getSetCookie() }
    },
  })
  const byId = createFreshMap<LiveSession | null>({ ttl_ms: BACKSTOP_MS, most: MOST, now, load: read })

  const living = (session: LiveSession | null) => (session && session.expires_at > now().getTime() ? session : null)

  return {
    async ofCookies(header) {
      const cookies = readCookies(header)
      const own = [names.session, names.brief].filter(name => cookies[name] !== undefined)
      if (cookies[names.session] === undefined) return { session: null, setCookies: [] }
      const { value, loaded } = await byCookies.get(own.map(name => `${name}=${cookies[name]}`).join('; '))
      return { session: living(value.session), setCookies: loaded ? value.setCookies : [] }
    },
    ofId: async session_id => living((await byId.get(session_id)).value),
    notice(notice) {
      if (notice.kind === 'membership') return
      const concerns = (session: LiveSession | null) =>
        notice.kind === 'lost' || session === null || session.user.id === notice.user_id
      byCookies.forget(({ session }) => concerns(session))
      byId.forget(concerns)
    },
  }
}
