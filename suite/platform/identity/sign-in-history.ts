/** A person's own history of sign-ins: what worked, what did not, and from where. Written with what it tells of. */
import { sql } from 'kysely'
import type { Page, SignInOutcome } from '#platform/contract'
import { paginate, type Trx } from '#platform/store'
import type { IdentityOptions } from './identity-options.ts'
import type { AuthTables } from './tables.ts'

export type SignInRow = { id: string; at: Date; ip: string | null; agent: string | null; outcome: SignInOutcome }

export type SignInHistory = {
  /** By address: one statement whether there is such an account or not, so an unknown one answers no quicker. */
  record(trx: Trx, about: { email: string; outcome: SignInOutcome; from: { ip: string; agent: string } }): Promise<void>
  /** Newest first. `secret` signs the cursors. */
  list(
    trx: Trx,
    user_id: string,
    page: { limit: number; cursor: string | undefined; secret: Buffer },
  ): Promise<Page<SignInRow>>
}

export const createSignInHistory = ({ id, now }: Pick<IdentityOptions, 'id' | 'now'>): SignInHistory => ({
  async record(trx, { email, outcome, from }) {
    await trx
      .withTables<AuthTables>()
      .insertInto('auth.sign_in_record')
      .columns(['id', 'user_id', 'at', 'ip', 'agent', 'outcome'])
      .expression(({ selectFrom }) =>
        selectFrom('auth.user')
          .select(eb => [
            eb.val(id()).$castTo<string>().as('id'),
            'auth.user.id as user_id',
            sql<Date>`${now()}::timestamptz`.as('at'),
            sql<string | null>`${from.ip}::text`.as('ip'),
            sql<string | null>`${from.agent}::text`.as('agent'),
            sql<SignInOutcome>`${outcome}::text`.as('outcome'),
          ])
          .where('email', '=', email),
      )
      .execute()
  },
  list: (trx, user_id, { limit, cursor, secret }) =>
    paginate({
      trx,
      query: trx
        .withTables<AuthTables>()
        .selectFrom('auth.sign_in_record')
        .select(['id', 'at', 'ip', 'agent', 'outcome'])
        .where('user_id', '=', user_id),
      sorts: { at: { expression: sql`at`, type: 'timestamptz' } },
      sort: '-at',
      id: sql`id`,
      limit,
      cursor,
      filter: user_id,
      secret,
    }),
})
