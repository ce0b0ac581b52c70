/** Handlers of invitations: sending, listing, withdrawing, and taking one up. */
import { createElement } from 'react'
import {
  acceptInvitationRoute,
  fail,
  inviteMemberRoute,
  listInvitationsRoute,
  readInvitationRoute,
  withdrawInvitationRoute,
} from '#platform/contract'
import type { Identity } from '#platform/identity'
import { MailFrame, mailJob, renderMail } from '#platform/notify'
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
const mailOf = async (ctx: Context, invitation: { email: string; role: string; token: string }) => {
  const company = ctx.company!.title
  const words = { company, inviter: ctx.user!.name, role: ctx.t(`role.${invitation.role}`) }
  const footer = ctx.t('mail.invitation_footer')
  const { html, text } = await renderMail(
    createElement(MailFrame, {
      locale: ctx.locale,
      sender: company,
      preview: ctx.t('mail.invitation_title', words),
      heading: ctx.t('mail.invitation_title', words),
      body: [ctx.t('mail.invitation_body', words)],
      button: {
        label: ctx.t('mail.invitation_button'),
        href: `${ctx.services.publicUrl}/invite/${invitation.token}`,
        note: ctx.t('mail.invitation_link_note'),
      },
      footer: [footer],
    }),
  )
  const subject = ctx.t('mail.invitation_subject', words)
  return { company_id: ctx.company!.id, to: invitation.email, subject, html, text, from_name: company }
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
      await ctx.services.jobs.enqueue(trx, mailJob, await mailOf(ctx, invitation), { company_id, owner_id: null })
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
  bind(readInvitationRoute, (ctx, { params }) =>
    ctx.services.store.asSystem('what an invitation is for', async trx => {
      const { email, role, company_id, expires_at } = await identity.invitations.read(trx, params.token)
      const company = await trx
        .selectFrom('platform.company')
        .select('title')
        .where('id', '=', company_id)
        .executeTakeFirstOrThrow()
      const has_account = (await identity.findUser(trx, { email })) !== undefined
      return { email, role, company, expires_at: expires_at.toISOString(), has_account }
    }),
  ),
  bind(acceptInvitationRoute, async (ctx, { params, body }) => {
    const locale = body.locale ?? ctx.locale
    const accepted = await ctx.services.store.asSystem('an invitation is taken up', async trx => {
      const { company_id, email, role, invited_by } = await identity.invitations.read(trx, params.token)
      const { user_id, isNew } = await acceptor(identity, trx, ctx, email, { ...body, locale })
      await identity.invitations.use(trx, params.token, user_id)
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
      const credentials = { email: user.email, password: body.password!, remember: true }
      ctx.setHeader('set-cookie', (await identity.signIn(credentials, fromOfContext(ctx))).setCookies)
    }
    const membership = await identity.membership(user.id, company_id)
    return { user: { ...user, locale }, company: membership! }
  }),
]
