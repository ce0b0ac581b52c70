/** Signing in and out, and changing the password: what a guesser meets, and what ends which session. */
import { APIError } from 'better-auth/api'
import { fail } from '#platform/contract'
import type { Store, Trx } from '#platform/store'
import type { Auth } from './auth.ts'
import { IP_HEADER } from './auth-options.ts'
import { readCookies, writeCookie } from './cookies.ts'
import { createDeviceCookies, DEVICE_COOKIE_MAX_AGE_S } from './device-cookie.ts'
import { refuse } from './failures.ts'
import type { IdentityOptions } from './identity-options.ts'
import { hashPassword, refuseWeakPassword, verifyPassword } from './password.ts'
import type { LiveSession } from './sessions.ts'
import { createSignInLimit } from './sign-in-limit.ts'
import type { AuthTables } from './tables.ts'

/** Where a request comes from. `source` is the address as limits count it: an IPv6 network is one source. */
export type From = { ip: string; source: string; agent: string; cookie: string | undefined }
export type SignedIn = { user: { id: string; name: string; email: string }; setCookies: string[] }

export type SignIn = {
  /** Throws `bad_credentials` (the same for an unknown address) or `rate_limited`. A session of the same browser ends. */
  signIn(credentials: { email: string; password: string; remember: boolean }, from: From): Promise<SignedIn>
  /** Ends the browser's session; returns the cookies that clear it. */
  signOut(from: From): Promise<{ setCookies: string[] }>
  /** False when the user has no such session. */
  endSession(user_id: string, session_id: string, from: From): Promise<boolean>
  endEverySession(user_id: string, from: From): Promise<void>
  /** Ends every other session. Throws `wrong_password`, `rate_limited`, or `bad_request` on a well-known password. */
  changePassword(session: LiveSession, passwords: { current: string; next: string }, from: From): Promise<void>
}

export const createSignIn = (
  options: Pick<IdentityOptions, 'secret' | 'now' | 'audit'> & {
    store: Store
    auth: Auth
    names: { session: string; brief: string; device: string }
    secure: boolean
    sessionOf: (cookie: string | undefined) => Promise<LiveSession | null>
    /** Other nodes hear it from the database; the next request to this one must not be quicker. */
    forget: (user_id: string) => void
  },
): SignIn => {
  const { store, auth, audit, names, secure } = options
  const limit = createSignInLimit(options)
  const devices = createDeviceCookies(options.secret)

  const credentialsFit = async (credentials: { email: string; password: string; remember: boolean }, from: From) => {
    const { email, password, remember } = credentials
    try {
      return await auth.api.signInEmail({
        body: { email, password, rememberMe: remember },
        headers: new Headers({ [IP_HEADER]: from.ip, 'user-agent': from.agent }),
        returnHeaders: true,
      })
    } catch (error) {
      if (error instanceof APIError && error.statusCode < 500) return null
      throw error
    }
  }

  const endSessions = (trx: Trx, user_id: string) =>
    trx.withTables<AuthTables>().deleteFrom('auth.session').where('userId', '=', user_id)

  return {
    async signIn(credentials, from) {
      const { email } = credentials
      const device = devices.read(readCookies(from.cookie)[names.device], email)
      const guesser = { email, source: from.source, device }
      await limit.count(guesser)
      const signedIn = await credentialsFit(credentials, from)
      const where = { ip: from.ip, agent: from.agent, company_id: null }
      if (!signedIn) {
        await store.asSystem('a refused sign-in', trx =>
          audit(trx, { ...where, actor: 'anonymous', action: 'session.refused' }),
        )
        throw fail('bad_credentials')
      }
      await limit.forgive(guesser)
      const { id, name } = signedIn.response.user
      // A browser holds one session: the one it had before ends, whoever's it was.
      const before = await options.sessionOf(from.cookie)
      await store.asSystem('a sign-in', async trx => {
        if (before) await endSessions(trx, before.user.id).where('id', '=', before.session_id).execute()
        await audit(trx, { ...where, actor: id, action: 'session.started' })
      })
      if (before) options.forget(before.user.id)
      const known = writeCookie(names.device, devices.issue(email), { secure, maxAge_s: DEVICE_COOKIE_MAX_AGE_S })
      return { user: { id, name, email }, setCookies: [...signedIn.headers.getSetCookie(), known] }
    },
    async signOut(from) {
      const session = await options.sessionOf(from.cookie)
      if (session) {
        await store.asSystem('a sign-out', async trx => {
          await endSessions(trx, session.user.id).where('id', '=', session.session_id).execute()
          const { ip, agent } = from
          await audit(trx, { actor: session.user.id, ip, agent, company_id: null, action: 'session.ended' })
        })
        options.forget(session.user.id)
      }
      return { setCookies: [names.session, names.brief].map(name => writeCookie(name, '', { secure, maxAge_s: 0 })) }
    },
    async endSession(user_id, session_id, { ip, agent }) {
      const ended = await store.asSystem('a session is ended', async trx => {
        const gone = await endSessions(trx, user_id).where('id', '=', session_id).returning('id').executeTakeFirst()
        if (!gone) return false
        const object = { type: 'session', id: session_id }
        await audit(trx, { actor: user_id, ip, agent, company_id: null, action: 'session.ended', object })
        return true
      })
      options.forget(user_id)
      return ended
    },
    async endEverySession(user_id, { ip, agent }) {
      await store.asSystem('every session is ended', async trx => {
        await endSessions(trx, user_id).execute()
        await audit(trx, { actor: user_id, ip, agent, company_id: null, action: 'session.all_ended' })
      })
      options.forget(user_id)
    },
    async changePassword(session, { current, next }, { ip, agent }) {
      const { id: user_id, email } = session.user
      refuseWeakPassword(next, email, 'new_password')
      await limit.countPassword(user_id)
      const right = await store.asSystem('a password is checked', trx => passwordOf(trx, user_id))
      if (!right || !(await verifyPassword({ hash: right, password: current })))
        throw refuse('wrong_password', { fields: [{ path: 'current_password', code: 'wrong_password' }] })
      await limit.forgivePassword(user_id)
      const password = await hashPassword(next)
      await store.asSystem('a password is changed', async trx => {
        await trx
          .withTables<AuthTables>()
          .updateTable('auth.account')
          .set({ password, updatedAt: options.now() })
          .where('userId', '=', user_id)
          .where('providerId', '=', 'credential')
          .execute()
        await endSessions(trx, user_id).where('id', '!=', session.session_id).execute()
        await audit(trx, { actor: user_id, ip, agent, company_id: null, action: 'password.changed' })
      })
      options.forget(user_id)
    },
  }
}

const passwordOf = async (trx: Trx, user_id: string): Promise<string | null> => {
  const account = await trx
    .withTables<AuthTables>()
    .selectFrom('auth.account')
    .select('password')
    .where('userId', '=', user_id)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  return account?.password ?? null
}
