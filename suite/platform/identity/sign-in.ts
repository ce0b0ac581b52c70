/** Signing in: the password, then a code where the account has a second factor, and what a guesser meets on the way. */
import { fail } from '#platform/contract'
import type { Store, Trx } from '#platform/store'
import { readCookies, writeCookie } from './cookies.ts'
import { type Account, type CheckPassword, endSessions, findAccount } from './credentials.ts'
import { createDeviceCookies, DEVICE_COOKIE_MAX_AGE_S } from './device-cookie.ts'
import { refuse } from './failures.ts'
import type { HalfSignIns } from './half-sign-in.ts'
import type { IdentityOptions } from './identity-options.ts'
import type { SecondFactor } from './second-factor.ts'
import type { SessionCookies } from './session-cookies.ts'
import type { LiveSession } from './sessions.ts'
import type { SignInHistory } from './sign-in-history.ts'
import { type Guesser, type SignInLimit, tooMany } from './sign-in-limit.ts'

/** Where a request comes from. `source` is the address as limits count it: an IPv6 network is one source. */
export type From = { ip: string; source: string; agent: string; cookie: string | undefined }
export type SignedIn = { state: 'signed_in'; user: { id: string; name: string; email: string }; setCookies: string[] }
/** Nothing is open: the cookie only finds the note that the password was right. */
export type HalfWay = { state: 'second_factor'; setCookies: string[] }

export type SignIn = {
  /** Throws `bad_credentials` (the same for an unknown address) or `rate_limited`. A session of the same browser ends. */
  signIn(credentials: { email: string; password: string; remember: boolean }, from: From): Promise<SignedIn | HalfWay>
  /** Of an account that was made a moment ago with a link of its own: there is nothing more to ask. */
  signInNew(user_id: string, from: From): Promise<SignedIn>
  /** Throws `unauthenticated` when no password was right within ten minutes, `wrong_code`, or `rate_limited`. */
  enterCode(code: string, from: From): Promise<SignedIn>
}

export type SignInParts = Pick<IdentityOptions, 'secret' | 'now' | 'audit'> & {
  store: Store
  limit: SignInLimit
  history: SignInHistory
  halves: HalfSignIns
  factor: SecondFactor
  cookies: SessionCookies
  checkPassword: CheckPassword
  names: { device: string }
  secure: boolean
  sessionOf: (cookie: string | undefined) => Promise<LiveSession | null>
  /** Other nodes hear it from the database; the next request to this one must not be quicker. */
  forget: (user_id: string) => void
}

export const createSignIn = (parts: SignInParts): SignIn => {
  const { store, limit, history, audit, names, secure } = parts
  const devices = createDeviceCookies(parts.secret)

  const guesserOf = (asked: Guesser['asked'], email: string, { source, cookie }: From): Guesser => ({
    asked,
    email,
    source,
    device: devices.read(readCookies(cookie)[names.device], email),
  })

  /** Throws `rate_limited`. Of a whole window of refusals the history keeps one line, so a flood does not fill it. */
  const countTry = async (guesser: Guesser, from: From): Promise<void> => {
    const locked = await limit.count(guesser)
    if (!locked) return
    if (locked.first)
      await store.asSystem('too many tries to sign in', trx =>
        history.record(trx, { email: guesser.email, outcome: 'locked', from }),
      )
    throw tooMany(locked.wait_ms)
  }

  const noteRefusal = (email: string, outcome: 'wrong_password' | 'wrong_code', from: From) =>
    store.asSystem('a refused sign-in', async trx => {
      const { ip, agent } = from
      await audit(trx, { ip, agent, company_id: null, actor: 'anonymous', action: 'session.refused' })
      await history.record(trx, { email, outcome, from })
    })

  type Entering = Pick<Account, 'user_id' | 'name' | 'email'> & { remember: boolean }

  const open = async (trx: Trx, { user_id, email, remember }: Entering, before: LiveSession | null, from: From) => {
    const { ip, agent } = from
    // A browser holds one session: the one it had before ends, whoever's it was.
    if (before) await endSessions(trx, before.user.id).where('id', '=', before.session_id).execute()
    const { setCookies } = await parts.cookies.open(trx, { user_id, ip, agent, remember })
    await audit(trx, { ip, agent, company_id: null, actor: user_id, action: 'session.started' })
    await history.record(trx, { email, outcome: 'ok', from })
    return setCookies
  }

  const signedIn = ({ user_id, name, email }: Entering, before: LiveSession | null, setCookies: string[]): SignedIn => {
    if (before) parts.forget(before.user.id)
    const known = writeCookie(names.device, devices.issue(email), { secure, maxAge_s: DEVICE_COOKIE_MAX_AGE_S })
    return { state: 'signed_in', user: { id: user_id, name, email }, setCookies: [...setCookies, known] }
  }

  return {
    async signIn({ email, password, remember }, from) {
      const guesser = guesserOf('password', email, from)
      await countTry(guesser, from)
      const account = await store.asSystem('who signs in', trx => findAccount(trx, { email }))
      const fits = await parts.checkPassword(account, password)
      if (!account || !fits) {
        await noteRefusal(email, 'wrong_password', from)
        throw fail('bad_credentials')
      }
      await limit.forgive(guesser)
      const entering = { ...account, remember }
      if (account.second_factor) {
        const half = { user_id: account.user_id, remember }
        const cookie = await store.asSystem('half a sign-in', trx => parts.halves.begin(trx, half))
        return { state: 'second_factor', setCookies: [cookie] }
      }
      const before = await parts.sessionOf(from.cookie)
      return signedIn(entering, before, await store.asSystem('a sign-in', trx => open(trx, entering, before, from)))
    },
    async signInNew(user_id, from) {
      const before = await parts.sessionOf(from.cookie)
      const { account, setCookies } = await store.asSystem('the first sign-in of an account', async trx => {
        const account = { ...(await findAccount(trx, { user_id }))!, remember: true }
        return { account, setCookies: await open(trx, account, before, from) }
      })
      return signedIn(account, before, setCookies)
    },
    async enterCode(code, from) {
      const half = await store.asSystem('the other half of a sign-in', trx => parts.halves.find(trx, from.cookie))
      if (!half) throw fail('unauthenticated')
      const guesser = guesserOf('code', half.email, from)
      await countTry(guesser, from)
      const before = await parts.sessionOf(from.cookie)
      const setCookies = await store.asSystem('a code of a sign-in', async trx => {
        if (!(await parts.factor.use(trx, half.user_id, code))) return null
        // Another request with the same cookie was quicker; throwing gives the code back.
        if (!(await parts.halves.end(trx, from.cookie))) throw fail('unauthenticated')
        return open(trx, half, before, from)
      })
      if (!setCookies) {
        await noteRefusal(half.email, 'wrong_code', from)
        throw refuse('wrong_code', { fields: [{ path: 'code', code: 'wrong_code' }] })
      }
      await limit.forgive(guesser)
      return signedIn(half, before, [...setCookies, parts.halves.clear()])
    },
  }
}
