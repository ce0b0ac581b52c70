/** Choosing another password: with the old one while signed in, or with a mailed link when it is forgotten. */
import type { Store } from '#platform/store'
import { announce } from './change-notices.ts'
import { type CheckPassword, endSessions, findAccount, replacePassword } from './credentials.ts'
import { refuse } from './failures.ts'
import type { IdentityOptions } from './identity-options.ts'
import type { MailLinks } from './mail-links.ts'
import { hashPassword } from './password.ts'
import type { SessionCookies } from './session-cookies.ts'
import type { LiveSession } from './sessions.ts'
import type { From } from './sign-in.ts'
import type { SignInLimit } from './sign-in-limit.ts'
import { refuseWeakPassword } from './weak-password.ts'

export type Passwords = {
  /**
   * Ends every other session; this one gets another secret, hence the cookies. Throws `wrong_password`, `rate_limited`,
   * or `bad_request` on a weak password.
   */
  changePassword(
    session: LiveSession,
    passwords: { current: string; next: string },
    from: From,
  ): Promise<{ setCookies: string[] }>
  /** Ends every session and opens none. Throws `link_over`, or `bad_request` on a weak password: then the link stays good. */
  resetPassword(token: string, password: string, from: From): Promise<void>
}

export const createPasswords = (
  options: Pick<IdentityOptions, 'now' | 'audit'> & {
    store: Store
    limit: SignInLimit
    links: MailLinks
    cookies: SessionCookies
    checkPassword: CheckPassword
    forget: (user_id: string) => void
  },
): Passwords => {
  const { store, audit, now, limit, links } = options
  return {
    async changePassword(session, { current, next }, from) {
      const { id: user_id, email, name } = session.user
      refuseWeakPassword(next, [email, name], 'new_password')
      await limit.countOwn(user_id)
      const account = await store.asSystem('a password is checked', trx => findAccount(trx, { user_id }))
      if (!(await options.checkPassword(account, current)))
        throw refuse('wrong_password', { fields: [{ path: 'current_password', code: 'wrong_password' }] })
      await limit.forgiveOwn(user_id)
      const hash = await hashPassword(next)
      const setCookies = await store.asSystem('a password is changed', async trx => {
        await replacePassword(trx, user_id, hash, now())
        await endSessions(trx, user_id).where('id', '!=', session.session_id).execute()
        const { ip, agent } = from
        await audit(trx, { actor: user_id, ip, agent, company_id: null, action: 'password.changed' })
        await announce(trx, { kind: 'user', user_id })
        return options.cookies.rotate(trx, session.session_id, from.cookie)
      })
      options.forget(user_id)
      return { setCookies }
    },
    async resetPassword(token, password, { ip, agent }) {
      const hash = await hashPassword(password)
      const user_id = await store.asSystem('a forgotten password is replaced', async trx => {
        const email = await links.use(trx, 'reset', token)
        const account = await findAccount(trx, { email })
        if (!account) throw refuse('link_over')
        refuseWeakPassword(password, [email, account.name])
        await replacePassword(trx, account.user_id, hash, now())
        await endSessions(trx, account.user_id).execute()
        await audit(trx, { actor: account.user_id, ip, agent, company_id: null, action: 'password.reset' })
        return account.user_id
      })
      options.forget(user_id)
    },
  }
}
