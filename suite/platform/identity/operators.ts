/** Who runs the installation: they see its queues and processes, and no company's data by that. */
import { emit, type Store, type Trx } from '#platform/store'
import { refuse } from './failures.ts'
import type { By, IdentityOptions } from './identity-options.ts'
import type { AuthTables } from './tables.ts'
import { findUser } from './users.ts'

export type OperatorRow = { user_id: string; name: string; email: string; created_at: Date }

/** Every function needs `asSystem`. */
export type Operators = {
  /** By name. */
  list(trx: Trx): Promise<OperatorRow[]>
  /** Twice is once. Throws `no_account`. */
  add(trx: Trx, email: string, by: By): Promise<OperatorRow>
  /** Throws `no_operator`, `last_operator`. */
  remove(trx: Trx, user_id: string, by: By): Promise<void>
}

/** Whoever sets the installation up. Needs `asSystem`; twice is once, and then false. */
export const addOperator = async (trx: Trx, user_id: string): Promise<boolean> => {
  const added = await trx
    .insertInto('platform.operator')
    .values({ user_id })
    .onConflict(conflict => conflict.column('user_id').doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
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

export const createOperators = ({ audit, t }: Pick<IdentityOptions, 'audit' | 't'>): Operators => {
  const operators = (trx: Trx) =>
    trx
      .withTables<AuthTables>()
      .selectFrom('platform.operator as o')
      .innerJoin('auth.user as u', 'u.id', 'o.user_id')
      .select(['o.user_id', 'u.name', 'u.email', 'o.created_at'])

  /** Their screens ask again what they may see. */
  const tell = async (trx: Trx, user_id: string, sentence: 'operator_added' | 'operator_removed', by: By) => {
    const setting = await trx
      .selectFrom('platform.user_setting')
      .select('locale')
      .where('user_id', '=', user_id)
      .executeTakeFirst()
    const message = t(setting?.locale ?? 'tr', `session.${sentence}`)
    const data = { company_id: null, role: null, message }
    const to = [`user:${user_id}`]
    await emit(trx, { type: 'permissions_changed', company_id: null, user_id: by.actor, data, to })
  }

  const record = (by: By, action: string, user_id: string) => ({
    ...by,
    company_id: null,
    action,
    object: { type: 'user', id: user_id },
  })

  return {
    list: trx => operators(trx).orderBy('u.name').orderBy('u.id').execute(),
    async add(trx, email, by) {
      const user = await findUser(trx, { email })
      if (!user) throw refuse('no_account', { fields: [{ path: 'email', code: 'no_account' }] })
      if (await addOperator(trx, user.id)) {
        await audit(trx, record(by, 'operator.added', user.id))
        await tell(trx, user.id, 'operator_added', by)
      }
      return operators(trx).where('o.user_id', '=', user.id).executeTakeFirstOrThrow()
    },
    async remove(trx, user_id, by) {
      // All of them are locked, so that two who remove each other cannot leave nobody.
      const all = await trx.selectFrom('platform.operator').select('user_id').forUpdate().execute()
      if (!all.some(operator => operator.user_id === user_id)) throw refuse('no_operator')
      if (all.length === 1) throw refuse('last_operator')
      await trx.deleteFrom('platform.operator').where('user_id', '=', user_id).execute()
      await audit(trx, record(by, 'operator.removed', user_id))
      await tell(trx, user_id, 'operator_removed', by)
    },
  }
}
