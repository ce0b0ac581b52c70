/** Ending sessions: this browser's, another one, or all. */
import type { Store } from '#platform/store'
import { endSessions } from './credentials.ts'
import type { IdentityOptions } from './identity-options.ts'
import type { SessionCookies } from './session-cookies.ts'
import type { LiveSession } from './sessions.ts'
import type { From } from './sign-in.ts'

export type SignOut = {
  /** Ends the browser's session; returns the cookies that clear it. */
  signOut(from: From): Promise<{ setCookies: string[] }>
  /** False when the user has no such session. */
  endSession(user_id: string, session_id: string, from: From): Promise<boolean>
  endEverySession(user_id: string, from: From): Promise<void>
}

export const createSignOut = (
  options: Pick<IdentityOptions, 'audit'> & {
    store: Store
    cookies: SessionCookies
    sessionOf: (cookie: string | undefined) => Promise<LiveSession | null>
    forget: (user_id: string) => void
  },
): SignOut => {
  const { store, audit, forget } = options
  return {
    async signOut(from) {
      const session = await options.sessionOf(from.cookie)
      if (session) {
        await store.asSystem('a sign-out', async trx => {
          await endSessions(trx, session.user.id).where('id', '=', session.session_id).execute()
          const { ip, agent } = from
          await audit(trx, { actor: session.user.id, ip, agent, company_id: null, action: 'session.ended' })
        })
        forget(session.user.id)
      }
      return { setCookies: options.cookies.clear() }
    },
    async endSession(user_id, session_id, { ip, agent }) {
      const ended = await store.asSystem('a session is ended', async trx => {
        const gone = await endSessions(trx, user_id).where('id', '=', session_id).returning('id').executeTakeFirst()
        if (!gone) return false
        const object = { type: 'session', id: session_id }
        await audit(trx, { actor: user_id, ip, agent, company_id: null, action: 'session.ended', object })
        return true
      })
      forget(user_id)
      return ended
    },
    async endEverySession(user_id, { ip, agent }) {
      await store.asSystem('every session is ended', async trx => {
        await endSessions(trx, user_id).execute()
        await audit(trx, { actor: user_id, ip, agent, company_id: null, action: 'session.all_ended' })
      })
      forget(user_id)
    },
  }
}
