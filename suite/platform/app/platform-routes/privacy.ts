/** Handlers of data protection: retention, legal hold, records of destruction, and requests of persons. */
import { sql } from 'kysely'
import {
  downloadDestructionRoute,
  erasePersonRoute,
  exportPersonRoute,
  fail,
  findPersonRoute,
  liftLegalHoldRoute,
  listDataRequestsRoute,
  listDestructionsRoute,
  readRetentionRoute,
  setLegalHoldRoute,
} from '#platform/contract'
import { PDF_TYPE } from '#platform/documents'
import type { AuthTables } from '#platform/identity'
import {
  type Asker,
  askForExport,
  type DeskDeps,
  drawDestruction,
  dueBefore,
  erasePerson,
  findHold,
  findPerson,
  keepText,
  liftHold,
  personExportJob,
  setHold,
  toDestruction,
} from '#platform/privacy'
import { paginate, type Trx } from '#platform/store'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'

const NEWEST = { at: { expression: sql.ref('at'), type: 'timestamptz' } } as const

const inCompany = <T>(ctx: Context, fn: (trx: Trx, company_id: string) => Promise<T>): Promise<T> =>
  ctx.services.store.inCompany(ctx.company!.id, trx => fn(trx, ctx.company!.id))

const readerOf = (ctx: Context) => ({
  t: ctx.services.t,
  locale: ctx.locale,
  rules: ctx.services.dataRules.retention,
})

const deskOf = ({ services }: Context): DeskDeps => ({
  audit: services.audit,
  jobs: services.jobs,
  id: services.id,
  now: services.now,
  key: services.secrets.key('privacy-preview'),
})

const askerOf = (ctx: Context): Asker => ({
  company_id: ctx.company!.id,
  user_id: ctx.user!.id,
  ip: ctx.ip,
  agent: ctx.agent,
})

const titleOf = (ctx: Context, kind: string): string => {
  const part = ctx.services.dataRules.persons.find(one => one.kind === kind)
  return part ? ctx.t(part.title) : kind
}

export const privacyRoutes: BoundRoute[] = [
  bind(readRetentionRoute, ctx =>
    inCompany(ctx, async (trx, company_id) => {
      const rules = []
      for (const rule of ctx.services.dataRules.retention) {
        const before = await dueBefore(trx, rule.keep, ctx.services.now(), ctx.company!.time_zone)
        const { count, oldest } = await rule.due(trx, company_id, before)
        rules.push({
          kind: rule.kind,
          title: ctx.t(rule.title),
          keep: keepText(ctx.services.t, ctx.locale, rule.keep),
          before: before.toISOString(),
          due: { count, oldest: oldest?.toISOString() ?? null },
        })
      }
      return { rules, hold: await findHold(trx, company_id) }
    }),
  ),
  bind(setLegalHoldRoute, (ctx, { body }) =>
    inCompany(ctx, async (trx, company_id) => {
      const { id, now } = ctx.services
      const by = { set_by: ctx.user!.id, set_at: now() }
      const hold = await setHold(trx, { id: id(), company_id, reason: body.reason, ...by })
      await ctx.audit(trx, { action: 'legal_hold.set', object: { type: 'legal_hold', id: hold.id }, new: body })
      return hold
    }),
  ),
  bind(liftLegalHoldRoute, (ctx, { body }) =>
    inCompany(ctx, async (trx, company_id) => {
      const hold = await liftHold(trx, company_id, { user_id: ctx.user!.id, at: ctx.services.now() })
      await ctx.audit(trx, { action: 'legal_hold.lifted', object: { type: 'legal_hold', id: hold.id }, new: body })
    }),
  ),
  bind(listDestructionsRoute, (ctx, { query }) =>
    inCompany(ctx, async (trx, company_id) => {
      const rows = trx
        .selectFrom('platform.destruction')
        .select(['id', 'at', 'lines'])
        .where('company_id', '=', company_id)
      const page = await paginate({
        trx,
        query: rows,
        sorts: NEWEST,
        sort: query.sort ?? '-at',
        id: sql.ref('id'),
        limit: query.limit,
        cursor: query.cursor,
        filter: company_id,
        secret: ctx.services.secrets.key('cursor'),
      })
      return { ...page, items: page.items.map(row => toDestruction(readerOf(ctx), row)) }
    }),
  ),
  bind(downloadDestructionRoute, (ctx, { params, query }) =>
    inCompany(ctx, async (trx, company_id) => {
      const row = await trx
        .selectFrom('platform.destruction')
        .select(['id', 'at', 'lines'])
        .where('company_id', '=', company_id)
        .where('id', '=', params.id)
        .executeTakeFirst()
      if (!row) throw fail('not_found')
      const name = `${ctx.t('privacy.record.file')}-${row.at.toISOString().slice(0, 10)}.${query.format}`
      if (query.format === 'json') {
        const body = Buffer.from(JSON.stringify(toDestruction(readerOf(ctx), row), null, 2))
        return { name, type: 'application/json', body }
      }
      const body = await drawDestruction(readerOf(ctx), row, ctx.company!)
      return { name, type: PDF_TYPE, body, inline: query.inline === '1' }
    }),
  ),
  bind(findPersonRoute, (ctx, { body }) =>
    inCompany(ctx, async trx => {
      const found = await findPerson(deskOf(ctx), trx, ctx.services.dataRules.persons, askerOf(ctx), body)
      const finds = found.finds.map(find => ({ ...find, title: ctx.t(find.title), effect: ctx.t(find.effect) }))
      return { subject: found.address, finds, blocked: found.blocked, preview: found.preview }
    }),
  ),
  bind(exportPersonRoute, (ctx, { body }) =>
    inCompany(ctx, async (trx, company_id) => {
      const request = await askForExport(deskOf(ctx), trx, askerOf(ctx), body.person)
      const input = { request_id: request.id, format: body.format, locale: ctx.locale }
      const owner = { company_id, owner_id: ctx.user!.id, title: ctx.t('privacy.person.export_title') }
      return ctx.services.jobs.enqueue(trx, personExportJob, input, owner)
    }),
  ),
  bind(erasePersonRoute, (ctx, { body }) =>
    inCompany(ctx, async trx => {
      const done = await erasePerson(deskOf(ctx), trx, ctx.services.dataRules.persons, askerOf(ctx), body)
      return {
        id: done.id,
        kind: 'erase' as const,
        at: done.at.toISOString(),
        subject: done.subject,
        by: { id: ctx.user!.id, name: ctx.user!.name },
        reason: body.reason,
        lines: done.lines.map(line => ({ ...line, title: titleOf(ctx, line.kind) })),
      }
    }),
  ),
  bind(listDataRequestsRoute, (ctx, { query }) =>
    inCompany(ctx, async (trx, company_id) => {
      const rows = trx
        .withTables<AuthTables>()
        .selectFrom('platform.data_request as r')
        .leftJoin('auth.user as u', 'u.id', 'r.asked_by')
        .select(['r.id', 'r.kind', 'r.at', 'r.asked_by', 'u.name', 'r.subject', 'r.reason', 'r.lines'])
        .where('r.company_id', '=', company_id)
      const sorts = { at: { expression: sql.ref('r.at'), type: 'timestamptz' } } as const
      const page = await paginate({
        trx,
        query: rows,
        sorts,
        sort: query.sort ?? '-at',
        id: sql.ref('r.id'),
        limit: query.limit,
        cursor: query.cursor,
        filter: company_id,
        secret: ctx.services.secrets.key('cursor'),
      })
      const items = page.items.map(({ asked_by, name, at, lines, ...row }) => ({
        ...row,
        at: at.toISOString(),
        by: { id: asked_by, name },
        lines: lines.map(line => ({ ...line, title: titleOf(ctx, line.kind) })),
      }))
      return { ...page, items }
    }),
  ),
]
