/** How many notifications a person has not read, over all their companies, from within any transaction. */
import { sql } from 'kysely'
import { SYSTEM_SETTING, type Trx } from '#platform/store'

/** Of one person. */
export const countUnread = async (trx: Trx, user_id: string): Promise<number> =>
  (await countUnreadOf(trx, [user_id])).get(user_id) ?? 0

/**
 * By person; who has none is absent. Inside `inCompany` row level security hides the rows of a person's other companies,
 * yet the badge counts them all. A second connection for this one number could starve the pool (each transaction would
 * hold one and wait for another), so the platform's own view is taken for exactly one statement that returns nothing but
 * numbers, and put back. Should that statement fail, the transaction is over and the setting with it.
 */
export const countUnreadOf = async (trx: Trx, user_ids: readonly string[]): Promise<Map<string, number>> => {
  // Materialized, so that what was set is read before it is set anew.
  const { rows } = await sql<{ before: string | null }>`
    with was as materialized (select current_setting(${SYSTEM_SETTING}, true) as before)
    select before, set_config(${SYSTEM_SETTING}, 'on', true) from was`.execute(trx)
  const counted = await trx
    .selectFrom('platform.notification')
    .select(['user_id', ({ fn }) => fn.countAll().as('unread')])
    .where('user_id', 'in', user_ids)
    .where('read_at', 'is', null)
    .groupBy('user_id')
    .execute()
  const before = rows[0]?.before ?? ''
  if (before !== 'on') await sql`select set_config(${SYSTEM_SETTING}, ${before}, true)`.execute(trx)
  return new Map(counted.map(({ user_id, unread }) => [user_id, Number(unread)]))
}
