/** Which companies a person belongs to, and as what: asked on every request and every room, so kept for a moment. */
import type { Role } from '#platform/contract'
import type { Store } from '#platform/store'
import type { ChangeNotice } from './change-notices.ts'
import { createFreshMap } from './fresh-map.ts'
import type { AuthTables } from './tables.ts'

/** `second_factor_missing`: the company asks for one and the person has none; until then nothing of it is open to them. */
export type Membership = {
  id: string
  slug: string
  title: string
  role: Role
  time_zone: string
  second_factor_missing: boolean
}

export type Memberships = {
  /** By title. */
  of(user_id: string): Promise<Membership[]>
  /** `company` is an id or a slug; null when there is no such company for this person. */
  find(user_id: string, company: string): Promise<Membership | null>
  notice(notice: ChangeNotice): void
}

const BACKSTOP_MS = 5_000
const MOST = 20_000

export const createMemberships = (options: { store: Store; now: () => Date }): Memberships => {
  const known = createFreshMap<{ user_id: string; list: Membership[] }>({
    ttl_ms: BACKSTOP_MS,
    most: MOST,
    now: options.now,
    load: async user_id => ({
      user_id,
      list: await options.store.asSystem('the companies of a person', trx =>
        trx
          .withTables<AuthTables>()
          .selectFrom('platform.membership as m')
          .innerJoin('platform.company as c', 'c.id', 'm.company_id')
          .leftJoin('auth.second_factor as f', join =>
            join.onRef('f.user_id', '=', 'm.user_id').on('f.confirmed_at', 'is not', null),
          )
          .select(['c.id', 'c.slug', 'c.title', 'c.time_zone', 'm.role'])
          .select(({ and, eb }) =>
            and([eb('c.require_second_factor', '=', true), eb('f.user_id', 'is', null)])
              .$castTo<boolean>()
              .as('second_factor_missing'),
          )
          .where('m.user_id', '=', user_id)
          .orderBy('c.title')
          .orderBy('c.id')
          .execute(),
      ),
    }),
  })
  const of = async (user_id: string) => (await known.get(user_id)).value.list
  return {
    of,
    async find(user_id, company) {
      const pick = (list: Membership[]) =>
        list.find(({ id, slug }) => slug === company || id === company.toLowerCase()) ?? null
      const { value, loaded } = await known.get(user_id)
      const found = pick(value.list)
      if (found || loaded) return found
      // A company somebody joined a moment ago must not look foreign to them: only a "yes" is believed unasked.
      known.forget((_value, key) => key === user_id)
      return pick(await of(user_id))
    },
    notice(notice) {
      if (notice.kind === 'lost') known.forget()
      if (notice.kind === 'membership') known.forget((_value, key) => key === notice.user_id)
    },
  }
}
