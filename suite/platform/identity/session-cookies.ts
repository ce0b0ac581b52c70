/** Opens sessions and gives a session another secret: the row, and the signed cookies that a browser keeps of it. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Trx } from '#platform/store'
import { BRIEF_SESSION_S, SESSION_S } from './auth-options.ts'
import { readCookies, writeCookie } from './cookies.ts'
import type { AuthTables } from './tables.ts'

export type SessionCookies = {
  /** A new session; never one that somebody brought along. `remember` false: gone with the browser, or after a day. */
  open(
    trx: Trx,
    session: { user_id: string; ip: string; agent: string; remember: boolean },
  ): Promise<{ session_id: string; setCookies: string[] }>
  /** The session goes on under another secret, and its live connections too; whoever holds the old cookie is out. */
  rotate(trx: Trx, session_id: string, cookie: string | undefined): Promise<string[]>
  /** What clears them. */
  clear(): string[]
}

const TOKEN_BYTES = 24

/** Signed as better-auth signs, which reads and prolongs them afterwards. `secret`: the text it was given. */
export const createSessionCookies = (options: {
  secret: string
  names: { session: string; brief: string }
  secure: boolean
  id: () => string
  now: () => Date
}): SessionCookies => {
  const { names, secure, now } = options

  const signed = (value: string) =>
    encodeURIComponent(`${value}.${createHmac('sha256', options.secret).update(value).digest('base64')}`)

  const cookiesOf = (token: string, remember: boolean): string[] =>
    remember
      ? [
          writeCookie(names.session, signed(token), { secure, maxAge_s: SESSION_S }),
          writeCookie(names.brief, '', { secure, maxAge_s: 0 }),
        ]
      : [
          writeCookie(names.session, signed(token), { secure, maxAge_s: null }),
          writeCookie(names.brief, signed('true'), { secure, maxAge_s: null }),
        ]

  const newToken = () => randomBytes(TOKEN_BYTES).toString('base64url')

  return {
    async open(trx, { user_id, ip, agent, remember }) {
      const [session_id, token] = [options.id(), newToken()]
      const expiresAt = new Date(now().getTime() + (remember ? SESSION_S : BRIEF_SESSION_S) * 1000)
      await trx
        .withTables<AuthTables>()
        .insertInto('auth.session')
        .values({
          id: session_id,
          token,
          userId: user_id,
          expiresAt,
          createdAt: now(),
          updatedAt: now(),
          ipAddress: ip,
          userAgent: agent,
        })
        .execute()
      return { session_id, setCookies: cookiesOf(token, remember) }
    },
    async rotate(trx, session_id, cookie) {
      const token = newToken()
      await trx
        .withTables<AuthTables>()
        .updateTable('auth.session')
        .set({ token })
        .where('id', '=', session_id)
        .execute()
      return cookiesOf(token, readCookies(cookie)[names.brief] === undefined)
    },
    clear: () => [names.session, names.brief].map(name => writeCookie(name, '', { secure, maxAge_s: 0 })),
  }
}
