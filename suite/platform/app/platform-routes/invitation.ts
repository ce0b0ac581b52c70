/** Handlers of invitations: sending, listing, withdrawing, and taking one up. */
import {
  acceptInvitationRoute,
  fail,
  inviteMemberRoute,
  listInvitationsRoute,
  readInvitationRoute,
  resendInvitationRoute,
  withdrawInvitationRoute,
} from '#platform/contract'
import type { Identity } from '#platform/identity'
import { composeInvitationMail, LOGO_SRC, readMailLook } from '#platform/notify'
import type { Trx } from '#platform/store'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'
import { fromOfContext } from './account.ts'
import { byOf } from './company.ts'
import type { PlatformWorld } from './world.ts'

type Row = { id: string; email: string; role: string; created_at: Date; expires_at: Date }

const toJson = <R extends Row>({ id, email, role, created_at, expires_at }: R) => ({
  id,
  email,
  role: role as R['role'],
  created_at: created_at.toISOString(),
  expires_at: expires_at.toISOString(),
})

/** In the inviter's language: of the invited person nothing is known yet. */
const mailInvitation = async (trx: Trx, ctx: Context, invitation: { email: string; role: string; token: string }) => {
  const { id: company_id, title: company } = ctx.company!
  const { outgoing, publicUrl, t } = ctx.services
  const { logo_file_id } = await readMailLook(trx, company_id)
  const mail = await composeInvitationMail({
    locale: ctx.locale,
    company,
    t,
    role: invitation.role,
    logo: logo_file_id === null ? undefined : LOGO_SRC,
    inviter: ctx.user!.name,
    href: `${publicUrl}/invite#${invitation.token}`,
  })
  await outgoing.queue(trx, { company_id, kind: 'invitation', to: invitation.email, ...mail })
}

/** Whose account takes it up: the signed-in person of that address, or a new one. */
const acceptor = async (
  identity: Identity,
  trx: Trx,
  ctx: Context,
  email: string,
  given: { name?: string | undefined; password?: string | undefined; locale: 'tr' | 'en' | 'az' },
): Promise<{ user_id: string; isNew: boolean }> => {
  if (ctx.user) {
    // A forwarded link does not make its new holder the invited person.
    if (ctx.user.email !== email) throw fail('forbidden')
    return { user_id: ctx.user.id, isNew: false }
  }
  if (await identity.findUser(trx, { email })) throw fail('unauthenticated')
  const { name, password, locale } = given
  if (name === undefined || password === undefined) {
    const missing = Object.entries({ name, password }).filter(([, value]) => value === undefined)
    throw fail('bad_request', { fields: missing.map(([path]) => ({ path, code: 'required' })) })
  }
  return { ...(await identity.createUser(trx, { name, email, password, locale })), isNew: true }
}

export const invitationRoutes = ({ identity }: PlatformWorld): BoundRoute[] => [
  bind(listInvitationsRoute, ctx =>
    ctx.services.store.inCompany(ctx.company!.id, async trx => ({
      items: (await identity.invitations.list(trx, ctx.company!.id)).map(toJson),
    })),
  ),
  bind(inviteMemberRoute, async (ctx, { body }) => {
    const { id: company_id, role } = ctx.company!
    if (body.role === 'owner' && role !== 'owner') throw fail('forbidden')
    return ctx.services.store.inCompany(company_id, async trx => {
      const invitation = await identity.invitations.create(
        trx,
        { company_id, email: body.email, role: body.role, invited_by: ctx.user!.id },
        byOf(ctx),
      )
      await mailInvitation(trx, ctx, invitation)
      const answer = toJson(invitation)
      await ctx.idempotency(trx, answer)
      return answer
    })
  }),
  bind(withdrawInvitationRoute, (ctx, { params }) =>
    ctx.services.store.inCompany(ctx.company!.id, trx =>
      identity.invitations.withdraw(trx, ctx.company!.id, params.id, byOf(ctx)),
    ),
  ),
  bind(resendInvitationRoute, async (ctx, { params }) => {
    const { id: company_id, role } = ctx.company!
    return ctx.services.store.inCompany(company_id, async trx => {
      const invitation = await identity.invitations.renew(trx, company_id, params.id, byOf(ctx))
      // Owners are made by owners alone; throwing takes the new link back.
      if (invitation.role === 'owner' && role !== 'owner') throw fail('forbidden')
      await mailInvitation(trx, ctx, invitation)
      return toJson(invitation)
    })
  }),
  bind(readInvitationRoute, (ctx, { body }) =>
    ctx.services.store.asSystem('what an invitation is for', async trx => {
      const { email, role, company_id, expires_at } = await identity.invitations.read(trx, body.token)
      const company = await trx
        .selectFrom('platform.company')
        .select('title')
        .where('id', '=', company_id)
        .executeTakeFirstOrThrow()
      const has_account = (await identity.findUser(trx, { email })) !== undefined
      return { email, role, company, expires_at: expires_at.toISOString(), has_account }
    }),
  ),
  bind(acceptInvitationRoute, async (ctx, { body }) => {
    const locale = body.locale ?? ctx.locale
    const accepted = await ctx.services.store.asSystem('an invitation is taken up', async trx => {
      const { company_id, email, role, invited_by } = await identity.invitations.read(trx, body.token)
      const { user_id, isNew } = await acceptor(identity, trx, ctx, email, { ...body, locale })
      await identity.invitations.use(trx, body.token, user_id)
      const by = { actor: user_id, ip: ctx.ip, agent: ctx.agent }
      await identity.addMember(trx, { company_id, user_id, role }, by)
      const user = (await identity.findUser(trx, { id: user_id }))!
      const inviter = await trx
        .selectFrom('platform.user_setting')
        .select('locale')
        .where('user_id', '=', invited_by)
        .executeTakeFirst()
      const { t } = ctx.services
      const reader = inviter?.locale ?? 'tr'
      const params_ = { name: user.name, email, role: t(reader, `role.${role}`) }
      await ctx.services.inbox.notify(trx, {
        company_id,
        user_id: invited_by,
        level: 'success',
        kind: 'member_joined',
        params: { name: user.name, email, role },
        link: null,
        title: t(reader, 'notification.member_joined', params_),
        message: t(reader, 'notification.member_joined_message', params_),
        caused_by: user_id,
      })
      return { user, company_id, isNew }
    })
    const { user, company_id, isNew } = accepted
    if (isNew) {
      ctx.setHeader('set-cookie', (await identity.signInNew(user.id, fromOfContext(ctx))).setCookies)
    }
    const membership = await identity.membership(user.id, company_id)
    return { user: { ...user, locale }, company: membership! }
  }),
]
