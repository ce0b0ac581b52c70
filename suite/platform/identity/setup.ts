/** The first start: a link printed by the server makes the first owner and their company, once, within half an hour. */
import { sql } from 'kysely'
import type { Store, Trx } from '#platform/store'
import type { Companies, CompanyInput } from './companies.ts'
import { refuse } from './failures.ts'
import type { IdentityOptions } from './identity-options.ts'
import { addOperator } from './operators.ts'
import { hashLinkToken, newLinkToken } from './secret-link.ts'
import type { AuthTables } from './tables.ts'
import { createUser, type NewUser } from './users.ts'

const MINUTES_VALID = 30
const MINUTE_MS = 60_000
/** Two people with the same link wait for each other here. */
const SETUP_LOCK = 7_202_610

export type Setup = {
  /** True while nobody has an account. */
  open(): Promise<boolean>
  /**
   * `{publicUrl}/set-up#…`, good for 30 minutes and one use; it takes the place of earlier links. Print it where
   * only the operator looks. Null when somebody has an account already.
   */
  createLink(): Promise<string | null>
  /** Throws `link_over` on a used, expired or unknown link, and when somebody has an account. */
  run(
    token: string,
    input: { user: NewUser; company: Omit<CompanyInput, 'owner_id'> },
    from: { ip: string; agent: string },
  ): Promise<{ user_id: string; company_id: string }>
}

export const createSetup = (
  options: Pick<IdentityOptions, 'id' | 'now' | 'audit' | 'publicUrl'> & { store: Store; companies: Companies },
): Setup => {
  const { store, companies, id, now } = options

  const nobody = async (trx: Trx): Promise<boolean> =>
    (await trx.withTables<AuthTables>().selectFrom('auth.user').select('id').limit(1).executeTakeFirst()) === undefined

  return {
    open: () => store.asSystem('is there an owner yet', nobody),
    createLink: () =>
      store.asSystem('a link for the first owner', async trx => {
        if (!(await nobody(trx))) return null
        await trx.deleteFrom('platform.setup_link').where('used_at', 'is', null).execute()
        const token = newLinkToken()
        const expires_at = new Date(now().getTime() + MINUTES_VALID * MINUTE_MS)
        await trx
          .insertInto('platform.setup_link')
          .values({ id: id(), token_hash: hashLinkToken(token), expires_at, created_at: now() })
          .execute()
        return `${options.publicUrl}/set-up#${token}`
      }),
    run: (token, { user, company }, from) =>
      store.asSystem('the first owner', async trx => {
        await sql`select pg_advisory_xact_lock(${SETUP_LOCK})`.execute(trx)
        const used = await trx
          .updateTable('platform.setup_link')
          .set({ used_at: now() })
          .where('token_hash', '=', hashLinkToken(token))
          .where('used_at', 'is', null)
          .where('expires_at', '>', now())
          .returning('id')
          .executeTakeFirst()
        if (!used || !(await nobody(trx))) throw refuse('link_over')
        const { user_id } = await createUser(trx, { ...user, company: company.title }, options)
        await addOperator(trx, user_id)
        const by = { actor: user_id, ...from }
        const object = { type: 'user', id: user_id }
        await options.audit(trx, { ...by, company_id: null, action: 'installation.set_up', object })
        const created = await companies.create(trx, { ...company, owner_id: user_id }, by)
        return { user_id, company_id: created.id }
      }),
  }
}
