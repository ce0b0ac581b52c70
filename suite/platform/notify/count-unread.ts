/** How many notifications a person has not read, over all their companies, from within any transaction. */
import { sql } from 'kysely'
import { SYSTEM_SETTING, type Trx } from '#platform/store'

/**
 * Inside `inCompany` row level security hides the rows of the person's other companies, yet the badge counts them all.
 * A second connection for this one number could starve the pool (each transaction would hold one and wait for another),
 * so the platform's own view is taken for exactly one statement that returns nothing but a number, and put back. Should
 * that statement fail, the transaction is over and the setting with it.
 */
export const countUnread = async (trx: Trx, user_id: string): Promise<number> => {
  const { rows } = await sql<{
    before: string | null
  }>`select current_setting(${SYSTEM_SETTING}, true) as before`.execute(trx)
  const before = rows[0]?.before ?? ''
  if (before !== 'on') await setSystem(trx, 'on')
  const row = await trx
    .selectFrom('platform.notification')
    .select(({ fn }) => fn.countAll().as('unread'))
    .where('user_id', '=', user_id)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (before !== 'on') await setSystem(trx, before)
  return Number(row.unread)
}

const setSystem = (trx: Trx, value: string) => sql`select set_config(${SYSTEM_SETTING}, ${value}, true)`.execute(trx)
