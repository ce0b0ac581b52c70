/** Who runs the installation: they see its queues and processes, and no company's data by that. */
import type { Store, Trx } from '#platform/store'

/** Whoever sets the installation up. Needs `asSystem`; twice is once. */
export const addOperator = async (trx: Trx, user_id: string): Promise<void> => {
  await trx
    .insertInto('platform.operator')
    .values({ user_id })
    .onConflict(conflict => conflict.column('user_id').doNothing())
    .execute()
}

/** Asked anew each time: it is asked seldom, and taking it away must count at once. */
export const isOperator = (store: Store, user_id: string): Promise<boolean> =>
  store.asSystem('may this person run the installation', async trx => {
    const row = await trx
      .selectFrom('platform.operator')
      .select('user_id')
      .where('user_id', '=', user_id)
      .executeTakeFirst()
    return row !== undefined
  })
