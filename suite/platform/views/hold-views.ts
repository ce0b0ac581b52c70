/** Saved views as what is held of a person: their names are the person's own words. */
import { definePersonData } from '#platform/privacy'
import type { Trx } from '#platform/store'

const SAMPLES = 5

const viewsOf = (trx: Trx, company_id: string, user_id: string | null) =>
  trx
    .selectFrom('platform.saved_view')
    .select(['list', 'name', 'query', 'shared', 'created_at'])
    .where('company_id', '=', company_id)
    .where('user_id', '=', user_id ?? '')
    .orderBy('created_at')
    .execute()

export const heldViews = definePersonData({
  kind: 'platform.saved_view',
  title: 'privacy.person.view',
  effect: 'privacy.person.view_effect',
  async find(trx, company_id, { user_id }) {
    const rows = await viewsOf(trx, company_id, user_id)
    return { count: rows.length, samples: rows.slice(0, SAMPLES).map(row => row.name) }
  },
  export: (trx, company_id, { user_id }) => viewsOf(trx, company_id, user_id),
  async erase(trx, company_id, { user_id }) {
    await trx
      .deleteFrom('platform.default_view')
      .where('company_id', '=', company_id)
      .where('user_id', '=', user_id ?? '')
      .execute()
    const [result] = await trx
      .deleteFrom('platform.saved_view')
      .where('company_id', '=', company_id)
      .where('user_id', '=', user_id ?? '')
      .execute()
    return Number(result!.numDeletedRows)
  },
})
