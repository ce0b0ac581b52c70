/** Handlers of one person's routes: signing in and out, who am I, sessions, and the token of the live connection. */
import {
  changeMeRoute,
  changePasswordRoute,
  endAllSessionsRoute,
  endSessionRoute,
  fail,
  forgotPasswordRoute,
  issueConnectionTokenRoute,
  type Locale,
  listSessionsRoute,
  type Person,
  readKeysRoute,
  readMeRoute,
  readSessionRoute,
  requestSignUpRoute,
  resetPasswordRoute,
  type SignInAnswer,
  signInRoute,
  signOutRoute,
} from '#platform/contract'
import type { AuthTables, From, HalfWay, Identity, LiveSession, SignedIn } from '#platform/identity'
import { accountMailJob } from '../account-mails.ts'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'
import { sourceOf } from '../source.ts'
import type { PlatformWorld } from './world.ts'

export const fromOfContext = (ctx: Context): From => ({
  ip: ctx.ip,
  source: sourceOf(ctx.ip),
  agent: ctx.agent,
  cookie: ctx.headers.cookie,
})

export const personOf = ({ user, locale }: Pick<LiveSession, 'user' | 'locale'>): Person => ({ ...user, locale })

/** Of a route whose access is `user` at least. */
export const sessionOf = async (identity: Identity, ctx: Context): Promise<LiveSession> => {
  const session = ctx.session_id === null ? null : await identity.sessionOfId(ctx.session_id)
  if (!session) throw fail('unauthenticated')
  return session
}

/** The person after a change, whatever was believed before it. */
const personNow = async (ctx: Context, user_id: string): Promise<Person> =>
  ctx.services.store.asSystem('a person after a change', async trx => {
    const row = await trx
      .withTables<AuthTables>()
      .selectFrom('auth.user as u')
      .leftJoin('platform.user_setting as o', 'o.user_id', 'u.id')
      .select(['u.id', 'u.name', 'u.email', 'o.locale'])
      .where('u.id', '=', user_id)
      .executeTakeFirstOrThrow()
    return row
  })

/** Half-way in there is nobody to name yet. */
export const signInAnswer = async (ctx: Context, signedIn: SignedIn | HalfWay): Promise<SignInAnswer> => {
  ctx.setHeader('set-cookie', signedIn.setCookies)
  if (signedIn.state === 'second_factor') return { state: 'second_factor' }
  return { state: 'signed_in', user: await personNow(ctx, signedIn.user.id) }
}

/** The same work for every address: a count, and a job that looks. */
const queueMail = async (
  identity: Identity,
  ctx: Context,
  mail: { wanted: 'reset' | 'sign_up'; email: string; locale: Locale },
): Promise<void> => {
  if (!(await identity.countMail(mail.wanted, mail.email))) return
  await ctx.services.store.asSystem('a mail about an account', trx =>
    ctx.services.jobs.enqueue(trx, accountMailJob, mail),
  )
}

export const accountRoutes = ({ identity, config }: PlatformWorld): BoundRoute[] => [
  bind(readMeRoute, async ctx => {
    const session = ctx.session_id === null ? null : await identity.sessionOfId(ctx.session_id)
    const companies = session ? await identity.listCompanies(session.user.id) : []
    return {
      user: session && personOf(session),
      companies,
      operator: session !== null && (await identity.isOperator(session.user.id)),
      demo: config.demo !== null,
      sign_up: config.signUp ?? 'closed',
      sample: config.demo ?? undefined,
    }
  }),
  bind(changeMeRoute, async (ctx, { body }) => {
    const session = await sessionOf(identity, ctx)
    await identity.changeUser(session, body)
    return personNow(ctx, session.user.id)
  }),
  bind(signInRoute, async (ctx, { body }) => {
    const { email, password, rememberMe } = body
    return signInAnswer(ctx, await identity.signIn({ email, password, remember: rememberMe }, fromOfContext(ctx)))
  }),
  bind(signOutRoute, async ctx => {
    const { setCookies } = await identity.signOut(fromOfContext(ctx))
    ctx.setHeader('set-cookie', setCookies)
  }),
  bind(readSessionRoute, async ctx => {
    const session = ctx.session_id === null ? null : await identity.sessionOfId(ctx.session_id)
    if (!session) return null
    const expires_at = new Date(session.expires_at).toISOString()
    return { session: { id: session.session_id, expires_at }, user: personOf(session) }
  }),
  bind(readKeysRoute, async () => ({
    keys: (await identity.publicKeys()).keys.map(({ kid, kty, alg, crv, x }) => ({
      kid: kid ?? '',
      kty: kty ?? '',
      alg: alg ?? '',
      crv,
      x,
    })),
  })),
  bind(changePasswordRoute, async (ctx, { body }) => {
    const passwords = { current: body.current_password, next: body.new_password }
    const session = await sessionOf(identity, ctx)
    const { setCookies } = await identity.changePassword(session, passwords, fromOfContext(ctx))
    ctx.setHeader('set-cookie', setCookies)
  }),
  bind(forgotPasswordRoute, (ctx, { body }) =>
    queueMail(identity, ctx, { wanted: 'reset', email: body.email, locale: body.locale ?? ctx.locale }),
  ),
  bind(resetPasswordRoute, (ctx, { body }) => identity.resetPassword(body.token, body.password, fromOfContext(ctx))),
  bind(requestSignUpRoute, (ctx, { body }) => {
    if (config.signUp !== 'open') throw fail('not_found')
    return queueMail(identity, ctx, { wanted: 'sign_up', email: body.email, locale: body.locale ?? ctx.locale })
  }),
  bind(listSessionsRoute, async ctx => {
    const rows = await ctx.services.store.asSystem('where a person is signed in', trx =>
      trx
        .withTables<AuthTables>()
        .selectFrom('auth.session')
        .select(['id', 'ipAddress', 'userAgent', 'createdAt', 'updatedAt', 'expiresAt'])
        .where('userId', '=', ctx.user!.id)
        .where('expiresAt', '>', ctx.services.now())
        .orderBy('updatedAt', 'desc')
        .limit(200)
        .execute(),
    )
    const items = rows.map(row => ({
      id: row.id,
      current: row.id === ctx.session_id,
      ip: row.ipAddress || null,
      agent: row.userAgent || null,
      created_at: row.createdAt.toISOString(),
      last_seen_at: row.updatedAt.toISOString(),
      expires_at: row.expiresAt.toISOString(),
    }))
    return { items }
  }),
  bind(endSessionRoute, async (ctx, { params }) => {
    if (!(await identity.endSession(ctx.user!.id, params.id, fromOfContext(ctx)))) throw fail('not_found')
  }),
  bind(endAllSessionsRoute, ctx => identity.endEverySession(ctx.user!.id, fromOfContext(ctx))),
  bind(issueConnectionTokenRoute, async ctx => identity.issueConnectionToken(await sessionOf(identity, ctx))),
]
