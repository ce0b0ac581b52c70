/** Handlers of a company's mails: their templates, how they look, and the log of what was sent. */
import { sql } from 'kysely'
import {
  changeMailSenderRoute,
  fail,
  listMailsRoute,
  listMailTemplatesRoute,
  listPlatformMailsRoute,
  type MailSender,
  previewMailRoute,
  type RouteInput,
  readMailSenderRoute,
} from '#platform/contract'
import { collectMails, type DeclaredMail, listMails, readBudget, readLogo, readMailLook } from '#platform/notify'
import type { Trx } from '#platform/store'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'
import { platformMails } from '../platform-mails.ts'
import type { PlatformWorld } from './world.ts'

const UNSET = { from_name: null, reply_to: null, logo_file_id: null, rev: 0 }

const senderOf = (trx: Trx, company_id: string) =>
  trx
    .selectFrom('platform.mail_sender')
    .select(['from_name', 'reply_to', 'logo_file_id', 'rev'])
    .where('company_id', '=', company_id)

const changeSender = (ctx: Context, change: Partial<Omit<MailSender, 'rev'>>): Promise<MailSender> => {
  const company_id = ctx.company!.id
  return ctx.services.store.inCompany(company_id, async trx => {
    const { rev, ...before } = (await senderOf(trx, company_id).forUpdate().executeTakeFirst()) ?? UNSET
    ctx.ifMatch(rev, { ...before, rev })
    if (change.logo_file_id) await readLogo(ctx.services.files, trx, company_id, change.logo_file_id)
    const after = { ...before, ...change }
    const kept = await trx
      .insertInto('platform.mail_sender')
      .values({ company_id, ...after })
      .onConflict(conflict => conflict.column('company_id').doUpdateSet({ ...after, rev: sql`mail_sender.rev + 1` }))
      .returning('rev')
      .executeTakeFirstOrThrow()
    const object = { type: 'company', id: company_id }
    await ctx.audit(trx, { action: 'company.mail_sender_changed', object, old: before, new: after })
    return { ...after, ...kept }
  })
}

const preview = async (ctx: Context, template: DeclaredMail, locale: Context['locale']) => {
  const { store, files, publicUrl, t } = ctx.services
  const { id: company_id, title } = ctx.company!
  const { look, logo } = await store.inCompany(company_id, async trx => {
    const look = await readMailLook(trx, company_id)
    return { look, logo: look.logo_file_id && (await readLogo(files, trx, company_id, look.logo_file_id)) }
  })
  const mail = await template.sample({
    locale,
    company: title,
    publicUrl,
    t,
    logo: logo ? `data:${logo.contentType};base64,${logo.content.toString('base64')}` : undefined,
  })
  return { from_name: look.from_name, reply_to: look.reply_to, ...mail }
}

type LogQuery = RouteInput<typeof listMailsRoute>['query']

const mailLog = async (ctx: Context, trx: Trx, company_id: string | null, query: LogQuery) => {
  const { secrets, outgoing, now } = ctx.services
  const { q, sort, limit, cursor, 'filter[state]': state, 'filter[kind]': kind } = query
  return {
    ...(await listMails(trx, company_id, { q, sort, limit, cursor, state, kind }, secrets.key('cursor'))),
    today: { used: await readBudget(trx, company_id, now()), limit: outgoing.limits.company },
  }
}

export const mailRoutes = ({ applications }: PlatformWorld): BoundRoute[] => {
  const templates = collectMails(platformMails, applications)
  return [
    bind(listMailTemplatesRoute, async ctx => ({
      items: [...templates.values()].map(({ id, title, application }) => ({
        id,
        title: title[ctx.locale],
        application,
      })),
    })),
    bind(previewMailRoute, (ctx, { params, query }) => {
      const template = templates.get(params.id)
      if (!template) throw fail('not_found')
      return preview(ctx, template, query.locale)
    }),
    bind(readMailSenderRoute, async ctx => {
      const { id } = ctx.company!
      const sender = (await ctx.services.store.inCompany(id, trx => senderOf(trx, id).executeTakeFirst())) ?? UNSET
      ctx.etag(sender.rev)
      return sender
    }),
    bind(changeMailSenderRoute, async (ctx, { body }) => {
      const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
      const sender = await changeSender(ctx, change)
      ctx.etag(sender.rev)
      return sender
    }),
    bind(listMailsRoute, (ctx, { query }) => {
      const { id } = ctx.company!
      return ctx.services.store.inCompany(id, trx => mailLog(ctx, trx, id, query))
    }),
    bind(listPlatformMailsRoute, (ctx, { query }) =>
      ctx.services.store.asSystem('an operator looks at the mails of the platform', trx =>
        mailLog(ctx, trx, null, query),
      ),
    ),
  ]
}
