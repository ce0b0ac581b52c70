/** What a signed-in person does with their second factor: set it up, renew its backup codes, turn it off. */
import { fail } from '#platform/contract'
import type { Store, Trx } from '#platform/store'
import { announce } from './change-notices.ts'
import { type CheckPassword, endSessions, findAccount } from './credentials.ts'
import { refuse } from './failures.ts'
import type { IdentityOptions } from './identity-options.ts'
import type { SecondFactor, SecondFactorState } from './second-factor.ts'
import type { SessionCookies } from './session-cookies.ts'
import type { LiveSession } from './sessions.ts'
import type { From } from './sign-in.ts'
import type { SignInLimit } from './sign-in-limit.ts'
import { otpAuthUri, toBase32 } from './totp.ts'

/** What an authenticator shows above the code. */
const ISSUER = 'Nabız'

/** Each throws `rate_limited` after five wrong passwords or codes. */
export type SecondFactorSettings = {
  read(user_id: string): Promise<SecondFactorState>
  /** Throws `wrong_password`, `second_factor_on`. */
  begin(session: LiveSession, password: string): Promise<{ secret: string; uri: string }>
  /** Every other session ends: they were opened without it. Throws `wrong_code`; `conflict` when nothing was begun. */
  confirm(session: LiveSession, code: string, from: From): Promise<{ backup_codes: string[]; setCookies: string[] }>
  /** Throws `wrong_password`, `wrong_code`; `conflict` while it is off. */
  renewBackupCodes(session: LiveSession, proof: { password: string; code: string }, from: From): Promise<string[]>
  /** Throws `wrong_password`, `wrong_code`; `conflict` while it is off. */
  disable(
    session: LiveSession,
    proof: { password: string; code: string },
    from: From,
  ): Promise<{ setCookies: string[] }>
}

const wrongCode = () => refuse('wrong_code', { fields: [{ path: 'code', code: 'wrong_code' }] })

export const createSecondFactorSettings = (
  options: Pick<IdentityOptions, 'audit'> & {
    store: Store
    factor: SecondFactor
    limit: SignInLimit
    cookies: SessionCookies
    checkPassword: CheckPassword
    forget: (user_id: string) => void
  },
): SecondFactorSettings => {
  const { store, factor, limit, audit, cookies } = options

  /** Throws `wrong_password`. The try it counted is forgiven by the caller, when all of its proof was right. */
  const provePassword = async ({ user }: LiveSession, password: string): Promise<void> => {
    await limit.countOwn(user.id)
    const account = await store.asSystem('a password is checked', trx => findAccount(trx, { user_id: user.id }))
    if (!(await options.checkPassword(account, password)))
      throw refuse('wrong_password', { fields: [{ path: 'password', code: 'wrong_password' }] })
  }

  /** Companies that ask for a second factor open or close for the person, on every node. */
  const changed = async (trx: Trx, user_id: string, action: string, { ip, agent }: From): Promise<void> => {
    await audit(trx, { actor: user_id, ip, agent, company_id: null, action })
    await announce(trx, { kind: 'user', user_id })
    await announce(trx, { kind: 'membership', user_id })
  }

  /** Proves password and code, and does `then` in the transaction that uses the code up. */
  const withProof = async <T>(
    session: LiveSession,
    { password, code }: { password: string; code: string },
    then: (trx: Trx) => Promise<T>,
  ): Promise<T> => {
    const user_id = session.user.id
    if (!(await store.asSystem('a second factor', trx => factor.read(trx, user_id))).on) throw fail('conflict')
    await provePassword(session, password)
    const done = await store.asSystem('a second factor is changed', async trx =>
      (await factor.use(trx, user_id, code)) ? { value: await then(trx) } : null,
    )
    if (!done) throw wrongCode()
    await limit.forgiveOwn(user_id)
    return done.value
  }

  return {
    read: user_id => store.asSystem('a second factor', trx => factor.read(trx, user_id)),
    async begin(session, password) {
      await provePassword(session, password)
      const { id: user_id, email } = session.user
      await limit.forgiveOwn(user_id)
      const secret = await store.asSystem('a second factor is begun', trx => factor.begin(trx, user_id))
      if (!secret) throw refuse('second_factor_on')
      return { secret: toBase32(secret), uri: otpAuthUri(secret, email, ISSUER) }
    },
    async confirm(session, code, from) {
      const user_id = session.user.id
      await limit.countOwn(user_id)
      const done = await store.asSystem('a second factor is confirmed', async trx => {
        const answer = await factor.confirm(trx, user_id, code)
        if (answer === 'absent') throw fail('conflict')
        if (answer === 'wrong') return null
        const backup_codes = await factor.renewBackupCodes(trx, user_id)
        await endSessions(trx, user_id).where('id', '!=', session.session_id).execute()
        await changed(trx, user_id, 'second_factor.on', from)
        return { backup_codes, setCookies: await cookies.rotate(trx, session.session_id, from.cookie) }
      })
      if (!done) throw wrongCode()
      await limit.forgiveOwn(user_id)
      options.forget(user_id)
      return done
    },
    renewBackupCodes: (session, proof, from) =>
      withProof(session, proof, async trx => {
        const { ip, agent } = from
        const actor = session.user.id
        await audit(trx, { actor, ip, agent, company_id: null, action: 'second_factor.codes_renewed' })
        return factor.renewBackupCodes(trx, actor)
      }),
    async disable(session, proof, from) {
      const user_id = session.user.id
      const setCookies = await withProof(session, proof, async trx => {
        await factor.remove(trx, user_id)
        await changed(trx, user_id, 'second_factor.off', from)
        return cookies.rotate(trx, session.session_id, from.cookie)
      })
      options.forget(user_id)
      return { setCookies }
    },
  }
}
