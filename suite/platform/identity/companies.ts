/** Companies and their members: each change is one transaction of row, audit and event. */
import type { Role } from '#platform/contract'
import { fail } from '#platform/contract'
import { emit, type Trx } from '#platform/store'
import { announce } from './change-notices.ts'
import { refuse } from './failures.ts'
import type { By, IdentityOptions } from './identity-options.ts'
import { slugOf } from './slug.ts'

export type CompanyInput = {
  title: string
  vkn?: string | null
  tax_office?: string | null
  address?: string | null
  time_zone?: string
  /** Wanted slug; made from the title without it, and made unique either way. */
  slug?: string
  /** The sample of a demonstration: its owner may remove it as a whole. */
  sample?: boolean
  owner_id: string
}

export type Companies = {
  /** Works in `asSystem`, and in `inCompany` with the id given as `id`. */
  create(trx: Trx, company: CompanyInput & { id?: string }, by: By): Promise<{ id: string; slug: string }>
  /** Throws `already_member`. */
  addMember(trx: Trx, member: { company_id: string; user_id: string; role: Role }, by: By): Promise<void>
  /** Throws `not_found`, `last_owner`. */
  changeRole(trx: Trx, member: { company_id: string; user_id: string; role: Role }, by: By): Promise<void>
  /** Throws `not_found`, `last_owner`. */
  removeMember(trx: Trx, member: { company_id: string; user_id: string }, by: By): Promise<void>
}

export const createCompanies = ({
  id,
  now,
  audit,
  t,
}: Pick<IdentityOptions, 'id' | 'now' | 'audit' | 't'>): Companies => {
  const addCompany = async (trx: Trx, input: CompanyInput & { id?: string }): Promise<{ id: string; slug: string }> => {
    const company_id = input.id ?? id()
    const wanted = input.slug ?? slugOf(input.title)
    for (let attempt = 1; ; attempt += 1) {
      // After a few neighbours of the same name the id's last signs make it unique for certain.
      const slug = attempt === 1 ? wanted : `${wanted}-${attempt < 6 ? attempt : company_id.slice(-8)}`
      const added = await trx
        .insertInto('platform.company')
        .values({
          id: company_id,
          slug,
          title: input.title,
          vkn: input.vkn ?? null,
          tax_office: input.tax_office ?? null,
          address: input.address ?? null,
          ...(input.time_zone ? { time_zone: input.time_zone } : {}),
          settings: JSON.stringify(input.sample ? { sample: true } : {}),
          created_at: now(),
        })
        .onConflict(conflict => conflict.column('slug').doNothing())
        .executeTakeFirst()
      if (added.numInsertedOrUpdatedRows) return { id: company_id, slug }
      if (attempt > 6) throw fail('conflict')
    }
  }

  /** Tells the person's screens, the company's, and every node. `role` null: they left. */
  const tell = async (trx: Trx, company_id: string, user_id: string, role: Role | null, by: By) => {
    const company = await trx
      .selectFrom('platform.company')
      .select('title')
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow()
    const setting = await trx
      .selectFrom('platform.user_setting')
      .select('locale')
      .where('user_id', '=', user_id)
      .executeTakeFirst()
    const locale = setting?.locale ?? 'tr'
    const message = role
      ? t(locale, 'session.permissions_changed', { company: company.title, role: t(locale, `role.${role}`) })
      : t(locale, 'session.left_company', { company: company.title })
    const data = { company_id, role, message }
    await emit(trx, { type: 'permissions_changed', company_id, user_id: by.actor, data, to: [`user:${user_id}`] })
    const change = { user_id, role }
    await emit(trx, {
      type: 'members_changed',
      company_id,
      user_id: by.actor,
      data: change,
      to: [`company:${company_id}`],
    })
    await announce(trx, { kind: 'membership', user_id })
  }

  /** Locks the company, so that two owners leaving at once cannot leave it without one. */
  const lockMember = async (trx: Trx, company_id: string, user_id: string): Promise<Role> => {
    await trx.selectFrom('platform.company').select('id').where('id', '=', company_id).forUpdate().execute()
    const member = await trx
      .selectFrom('platform.membership')
      .select('role')
      .where('company_id', '=', company_id)
      .where('user_id', '=', user_id)
      .executeTakeFirst()
    if (!member) throw fail('not_found')
    return member.role
  }

  const refuseLastOwner = async (trx: Trx, company_id: string) => {
    const owners = await trx
      .selectFrom('platform.membership')
      .select(({ fn }) => fn.countAll<bigint>().as('count'))
      .where('company_id', '=', company_id)
      .where('role', '=', 'owner')
      .executeTakeFirstOrThrow()
    if (Number(owners.count) < 2) throw refuse('last_owner')
  }

  const record = (by: By, action: string, company_id: string, object: { type: string; id: string }) => ({
    ...by,
    action,
    company_id,
    object,
  })

  const addMember: Companies['addMember'] = async (trx, { company_id, user_id, role }, by) => {
    const added = await trx
      .insertInto('platform.membership')
      .values({ company_id, user_id, role, created_at: now() })
      .onConflict(conflict => conflict.columns(['company_id', 'user_id']).doNothing())
      .executeTakeFirst()
    if (!added.numInsertedOrUpdatedRows) throw refuse('already_member')
    await audit(trx, { ...record(by, 'member.added', company_id, { type: 'user', id: user_id }), new: { role } })
    await tell(trx, company_id, user_id, role, by)
  }

  return {
    async create(trx, input, by) {
      const company = await addCompany(trx, input)
      const about = record(by, 'company.created', company.id, { type: 'company', id: company.id })
      await audit(trx, { ...about, new: { slug: company.slug, title: input.title } })
      await addMember(trx, { company_id: company.id, user_id: input.owner_id, role: 'owner' }, by)
      return company
    },
    addMember,
    async changeRole(trx, { company_id, user_id, role }, by) {
      const before = await lockMember(trx, company_id, user_id)
      if (before === role) return
      if (before === 'owner') await refuseLastOwner(trx, company_id)
      await trx
        .updateTable('platform.membership')
        .set({ role })
        .where('company_id', '=', company_id)
        .where('user_id', '=', user_id)
        .execute()
      const about = record(by, 'member.role_changed', company_id, { type: 'user', id: user_id })
      await audit(trx, { ...about, old: { role: before }, new: { role } })
      await tell(trx, company_id, user_id, role, by)
    },
    async removeMember(trx, { company_id, user_id }, by) {
      const before = await lockMember(trx, company_id, user_id)
      if (before === 'owner') await refuseLastOwner(trx, company_id)
      await trx
        .deleteFrom('platform.membership')
        .where('company_id', '=', company_id)
        .where('user_id', '=', user_id)
        .execute()
      const about = record(by, 'member.removed', company_id, { type: 'user', id: user_id })
      await audit(trx, { ...about, old: { role: before } })
      await tell(trx, company_id, user_id, null, by)
    },
  }
}
