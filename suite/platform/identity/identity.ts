/** Puts identity together: one value that knows who somebody is, where they belong, and how they get in and out. */
import type { Role } from '#platform/contract'
import type { Trx } from '#platform/store'
import { createAuth } from './auth.ts'
import { cookieNames } from './auth-options.ts'
import { announce, type ChangeNotice, IDENTITY_CHANNEL, readNotice } from './change-notices.ts'
import { type Companies, createCompanies } from './companies.ts'
import { type ConnectionTokens, createConnectionTokens } from './connection-token.ts'
import { createCheckPassword } from './credentials.ts'
import { createHalfSignIns } from './half-sign-in.ts'
import type { IdentityOptions } from './identity-options.ts'
import { createInvitations, type Invitations } from './invitations.ts'
import { createMailLinks } from './mail-links.ts'
import { createMemberships, type Membership } from './memberships.ts'
import { createOperators, isOperator, type Operators } from './operators.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { createSecondFactor } from './second-factor.ts'
import { createSecondFactorSettings, type SecondFactorSettings } from './second-factor-settings.ts'
import { createSessionCookies } from './session-cookies.ts'
import { createSessions, type LiveSession, type Sessions } from './sessions.ts'
import { createSetup, type Setup } from './setup.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { createSignInHistory, type SignInHistory } from './sign-in-history.ts'
import { createSignInLimit, type SignInLimit } from './sign-in-limit.ts'
import { createSignOut, type SignOut } from './sign-out.ts'
import { createSignUp, type SignUp } from './sign-up.ts'
import { createUser, findUser, type NewUser, renameUser, saveLocale } from './users.ts'

/** Told after the caches forgot. Give them to the engine: end sockets, look at the rooms again. */
export type IdentityWatcher = {
  /** `null`: more than could be named; check every session of this user. */
  sessionsEnded(user_id: string, session_ids: string[] | null): void
  permissionsChanged(user_id: string): void
  /** The database was out of reach: anything may have happened meanwhile. */
  lost(): void
}

export type Identity = SignIn &
  SignOut &
  Passwords & {
    sessionOfCookies: Sessions['ofCookies']
    sessionOfId: Sessions['ofId']
    issueConnectionToken: ConnectionTokens['issue']
    verifyConnectionToken: ConnectionTokens['verify']
    publicKeys: ConnectionTokens['keys']
    createUser(trx: Trx, user: NewUser): Promise<{ user_id: string }>
    findUser: typeof findUser
    /** Own name and language; every node forgets what it knew. */
    changeUser(session: LiveSession, change: { name?: string; locale?: NewUser['locale'] }): Promise<void>
    createCompany: Companies['create']
    addMember: Companies['addMember']
    changeRole: Companies['changeRole']
    removeMember: Companies['removeMember']
    listCompanies(user_id: string): Promise<Membership[]>
    membership(user_id: string, company: string): Promise<Membership | null>
    /** Call inside the transaction that changes or deletes a company: its members' nodes forget what they knew. */
    announceCompany(trx: Trx, company_id: string): Promise<void>
    /**
     * Forgets what this node believes of a person. Call it after the transaction of addMember, changeRole or removeMember
     * when the very next request must see the change; the database tells every node some milliseconds later anyway.
     */
    forget(user_id: string): void
    /** `user:{id}` is that user's, `company:{id}` its members', `leaders:{id}` its owners' and administrators'; null: not a room of the platform. Joining only. */
    mayJoin(user_id: string, room: string): Promise<boolean | null>
    /** Null also where the company asks for a second factor that the person has not: its rooms stay closed. */
    role(user_id: string, company: string): Promise<Role | null>
    secondFactor: SecondFactorSettings
    listSignIns: SignInHistory['list']
    /** Before a mail that anybody can ask for: false when this address got enough of them. */
    countMail: SignInLimit['countMail']
    signUp: SignUp
    /** Whoever runs the installation: the first one is made by set-up. */
    isOperator(user_id: string): Promise<boolean>
    operators: Operators
    invitations: Invitations
    setup: Setup
    watch(watcher: IdentityWatcher): () => void
    close(): Promise<void>
  }

/** Who may see everybody's tasks and the open invitations of a company. */
const LEADERS: readonly Role[] = ['owner', 'admin']

/** The store must be migrated with `authMigrations`. */
export const createIdentity = async (options: IdentityOptions): Promise<Identity> => {
  const { store, now, publicUrl, log } = options
  const secure = publicUrl.startsWith('https:')
  const names = cookieNames(secure)
  const secret = options.secret.toString('hex')
  const auth = createAuth({ pool: store.pool, secret, publicUrl, secure, id: options.id })
  const sessions = createSessions({ auth, store, names, now })
  const memberships = createMemberships({ store, now })
  const tokens = createConnectionTokens({ auth, sessions, now })
  const companies = createCompanies(options)
  const limit = createSignInLimit(options)
  const history = createSignInHistory(options)
  const links = createMailLinks(options)
  const factor = createSecondFactor(options)
  const cookies = createSessionCookies({ ...options, secret, names, secure })
  const checkPassword = await createCheckPassword()
  const watchers = new Set<IdentityWatcher>()

  const hear = (notice: ChangeNotice) => {
    sessions.notice(notice)
    memberships.notice(notice)
    for (const watcher of watchers) tellWatcher(watcher, notice)
  }
  const forget = (user_id: string) => {
    sessions.notice({ kind: 'user', user_id })
    memberships.notice({ kind: 'membership', user_id })
  }
  const stopListening = await store.listen(IDENTITY_CHANNEL, payload => hear(readNotice(payload)))
  log.debug('identity is ready')

  const parts = {
    ...options,
    limit,
    history,
    links,
    factor,
    cookies,
    companies,
    checkPassword,
    names,
    secure,
    halves: createHalfSignIns({ now, names, secure }),
    sessionOf: async (cookie: string | undefined) => (await sessions.ofCookies(cookie)).session,
    forget,
  }

  return {
    ...createSignIn(parts),
    ...createSignOut(parts),
    ...createPasswords(parts),
    sessionOfCookies: sessions.ofCookies,
    sessionOfId: sessions.ofId,
    issueConnectionToken: tokens.issue,
    verifyConnectionToken: tokens.verify,
    publicKeys: tokens.keys,
    createUser: (trx, user) => createUser(trx, user, options),
    findUser,
    async changeUser(session, change) {
      const { id } = session.user
      await store.asSystem('a person changes their own data', async trx => {
        if (change.name !== undefined) await renameUser(trx, id, change.name, now())
        if (change.locale !== undefined) await saveLocale(trx, id, change.locale)
        await announce(trx, { kind: 'user', user_id: id })
      })
      forget(id)
    },
    createCompany: companies.create,
    addMember: companies.addMember,
    changeRole: companies.changeRole,
    removeMember: companies.removeMember,
    listCompanies: memberships.of,
    membership: memberships.find,
    async announceCompany(trx, company_id) {
      const members = await trx
        .selectFrom('platform.membership')
        .select('user_id')
        .where('company_id', '=', company_id)
        .execute()
      for (const { user_id } of members) await announce(trx, { kind: 'membership', user_id })
    },
    forget,
    async mayJoin(user_id, room) {
      const [kind, id, ...more] = room.split(':')
      if (more.length > 0 || id === undefined) return null
      if (kind === 'user') return id === user_id
      if (kind === 'company' || kind === 'settings' || kind === 'leaders') {
        const membership = await memberships.find(user_id, id)
        if (membership?.id !== id || membership.second_factor_missing) return false
        return kind !== 'leaders' || LEADERS.includes(membership.role)
      }
      return null
    },
    isOperator: user_id => isOperator(store, user_id),
    operators: createOperators(options),
    async role(user_id, company) {
      const membership = await memberships.find(user_id, company)
      return membership && !membership.second_factor_missing ? membership.role : null
    },
    secondFactor: createSecondFactorSettings(parts),
    listSignIns: history.list,
    countMail: limit.countMail,
    signUp: createSignUp(parts),
    invitations: createInvitations(options),
    setup: createSetup(parts),
    watch(watcher) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    close: async () => {
      watchers.clear()
      await stopListening()
    },
  }
}

const tellWatcher = (watcher: IdentityWatcher, notice: ChangeNotice): void => {
  if (notice.kind === 'sessions') watcher.sessionsEnded(notice.user_id, notice.ended)
  if (notice.kind === 'membership') watcher.permissionsChanged(notice.user_id)
  if (notice.kind === 'lost') watcher.lost()
}
