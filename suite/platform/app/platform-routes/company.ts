/** Handlers of a company's routes: its own data, its members, and parting from the sample. */

import { sql } from 'kysely'
import {
  type Company,
  changeCompanyRoute,
  changeMemberRoute,
  createCompanyRoute,
  fail,
  failures,
  leaveCompanyRoute,
  listMembersRoute,
  readCompanyRoute,
  removeMemberRoute,
  removeSampleRoute,
} from '#platform/contract'
import { type AuthTables, IDENTITY_FAILURES } from '#platform/identity'
import type { Trx } from '#platform/store'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'
import type { PlatformWorld } from './world.ts'

const refuse = failures(IDENTITY_FAILURES)

const readCompany = async (trx: Trx, ctx: Context): Promise<Company> => {
  const row = await trx.selectFrom('platform.company').selectAll().where('id', '=', ctx.company!.id).executeTakeFirst()
  if (!row) throw fail('not_found')
  const { settings, created_at, ...company } = row
  return { ...company, sample: settings.sample === true, role: ctx.company!.role, created_at: created_at.toISOString() }
}

const members = (trx: Trx, company_id: string) =>
  trx
    .withTables<AuthTables>()
    .selectFrom('platform.membership as m')
    .innerJoin('auth.user as u', 'u.id', 'm.user_id')
    .leftJoin('auth.second_factor as f', join =>
      join.onRef('f.user_id', '=', 'm.user_id').on('f.confirmed_at', 'is not', null),
    )
    .select(['m.user_id', 'u.name', 'u.email', 'm.role', 'm.created_at'])
    .select(eb => eb('f.user_id', 'is not', null).$castTo<boolean>().as('second_factor'))
    .where('m.company_id', '=', company_id)

/** Owners are made and unmade by owners alone. */
const refuseForAdmins = async (trx: Trx, ctx: Context, user_id: string, wanted: string | null) => {
  if (ctx.company!.role === 'owner') return
  const target = await members(trx, ctx.company!.id).where('m.user_id', '=', user_id).executeTakeFirst()
  if (target?.role === 'owner' || wanted === 'owner') throw fail('forbidden')
}

export const byOf = (ctx: Context) => ({ actor: ctx.user!.id, ip: ctx.ip, agent: ctx.agent })

export const companyRoutes = ({ identity }: PlatformWorld): BoundRoute[] => [
  bind(readCompanyRoute, ctx => ctx.services.store.inCompany(ctx.company!.id, trx => readCompany(trx, ctx))),
  bind(changeCompanyRoute, async (ctx, { body }) => {
    // Whoever asks it of others would otherwise lock themselves out with the same click.
    if (body.require_second_factor && !(await identity.secondFactor.read(ctx.user!.id)).on)
      throw refuse('second_factor_required')
    const company = await ctx.services.store.inCompany(ctx.company!.id, async trx => {
      const before = await readCompany(trx, ctx)
      const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
      if (Object.keys(change).length === 0) return before
      await trx.updateTable('platform.company').set(change).where('id', '=', before.id).execute()
      const old = Object.fromEntries(Object.keys(change).map(name => [name, before[name as keyof Company]]))
      await ctx.audit(trx, { action: 'company.changed', object: { type: 'company', id: before.id }, old, new: change })
      await identity.announceCompany(trx, before.id)
      return readCompany(trx, ctx)
    })
    identity.forget(ctx.user!.id)
    return company
  }),
  bind(createCompanyRoute, async (ctx, { body }) => {
    const owned = (await identity.listCompanies(ctx.user!.id)).some(({ role }) => role === 'owner')
    if (!owned) throw fail('forbidden')
    return ctx.services.store.asSystem('an owner opens another company', async trx => {
      const company = await identity.createCompany(trx, { ...body, owner_id: ctx.user!.id }, byOf(ctx))
      const answer = { ...company, title: body.title, role: 'owner' as const, second_factor_missing: false }
      await ctx.idempotency(trx, answer)
      return answer
    })
  }),
  bind(leaveCompanyRoute, async ctx => {
    const [company_id, user_id] = [ctx.company!.id, ctx.user!.id]
    await ctx.services.store.inCompany(company_id, trx =>
      identity.removeMember(trx, { company_id, user_id }, byOf(ctx)),
    )
    identity.forget(user_id)
  }),
  bind(removeSampleRoute, async ctx => {
    const { id } = ctx.company!
    await ctx.services.store.asSystem('the sample company is removed', async trx => {
      const company = await readCompany(trx, ctx)
      if (!company.sample) throw fail('not_found')
      const others = await trx
        .selectFrom('platform.membership')
        .select('company_id')
        .where('user_id', '=', ctx.user!.id)
        .where('role', '=', 'owner')
        .where('company_id', '!=', id)
        .executeTakeFirst()
      // Without this its owner would be signed in to nothing, with no way to open a company.
      if (!others) throw refuse('only_company')
      await ctx.audit(trx, {
        action: 'company.removed',
        object: { type: 'company', id },
        old: { title: company.title },
      })
      // With the company it is linked with: one without the other shows nothing.
      const sample = await trx
        .selectFrom('platform.company')
        .select('id')
        .where(sql<boolean>`settings ->> 'sample' = 'true'`)
        .execute()
      for (const one of sample) await identity.announceCompany(trx, one.id)
      await trx
        .deleteFrom('platform.company')
        .where(
          'id',
          'in',
          sample.map(one => one.id),
        )
        .execute()
    })
    identity.forget(ctx.user!.id)
  }),
  bind(listMembersRoute, ctx =>
    ctx.services.store.inCompany(ctx.company!.id, async trx => {
      const rows = await members(trx, ctx.company!.id).orderBy('u.name').orderBy('u.id').limit(5_000).execute()
      const administers = ['owner', 'admin'].includes(ctx.company!.role)
      const items = rows.map(({ second_factor, created_at, ...row }) => ({
        ...row,
        second_factor: administers ? second_factor : null,
        created_at: created_at.toISOString(),
      }))
      return { items }
    }),
  ),
  bind(changeMemberRoute, async (ctx, { params, body }) => {
    const company_id = ctx.company!.id
    const member = await ctx.services.store.inCompany(company_id, async trx => {
      await refuseForAdmins(trx, ctx, params.user_id, body.role)
      await identity.changeRole(trx, { company_id, user_id: params.user_id, role: body.role }, byOf(ctx))
      return members(trx, company_id).where('m.user_id', '=', params.user_id).executeTakeFirstOrThrow()
    })
    identity.forget(params.user_id)
    return { ...member, created_at: member.created_at.toISOString() }
  }),
  bind(removeMemberRoute, async (ctx, { params }) => {
    const company_id = ctx.company!.id
    await ctx.services.store.inCompany(company_id, async trx => {
      await refuseForAdmins(trx, ctx, params.user_id, null)
      await identity.removeMember(trx, { company_id, user_id: params.user_id }, byOf(ctx))
    })
    identity.forget(params.user_id)
  }),
]
