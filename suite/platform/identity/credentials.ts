/** The password of an account: looked up, compared, replaced. */
import { randomBytes } from 'node:crypto'
import type { Trx } from '#platform/store'
import { hashPassword, verifyPassword } from './password.ts'
import type { AuthTables } from './tables.ts'

export type Account = { user_id: string; name: string; email: string; hash: string; second_factor: boolean }

/** Undefined when there is nobody of that id or address, or they have no password. */
export const findAccount = async (
  trx: Trx,
  by: { user_id: string } | { email: string },
): Promise<Account | undefined> => {
  const query = trx
    .withTables<AuthTables>()
    .selectFrom('auth.user as u')
    .innerJoin('auth.account as a', 'a.userId', 'u.id')
    .leftJoin('auth.second_factor as f', join =>
      join.onRef('f.user_id', '=', 'u.id').on('f.confirmed_at', 'is not', null),
    )
    .select(['u.id as user_id', 'u.name', 'u.email', 'a.password as hash', 'f.user_id as factor_of'])
    .where('a.providerId', '=', 'credential')
    .where('a.password', 'is not', null)
  const found = await ('email' in by
    ? query.where('u.email', '=', by.email)
    : query.where('u.id', '=', by.user_id)
  ).executeTakeFirst()
  if (!found) return undefined
  const { factor_of, hash, ...account } = found
  return { ...account, hash: hash!, second_factor: factor_of !== null }
}

export type CheckPassword = (account: Account | undefined, password: string) => Promise<boolean>

/** Compares with nobody's hash where there is no account: the answer takes as long, and is no. */
export const createCheckPassword = async (): Promise<CheckPassword> => {
  const nobodys = await hashPassword(randomBytes(16).toString('hex'))
  return async (account, password) => {
    const fits = await verifyPassword({ hash: account?.hash ?? nobodys, password })
    return account !== undefined && fits
  }
}

/** `hash` is made before the transaction: it takes 50 ms. Whoever was half-way in with the old one begins again. */
export const replacePassword = async (trx: Trx, user_id: string, hash: string, updatedAt: Date): Promise<void> => {
  await trx
    .withTables<AuthTables>()
    .updateTable('auth.account')
    .set({ password: hash, updatedAt })
    .where('userId', '=', user_id)
    .where('providerId', '=', 'credential')
    .execute()
  await trx.withTables<AuthTables>().deleteFrom('auth.half_sign_in').where('user_id', '=', user_id).execute()
}

/** Ends the sessions of a person; narrow it with further conditions. A trigger tells every node. */
export const endSessions = (trx: Trx, user_id: string) =>
  trx.withTables<AuthTables>().deleteFrom('auth.session').where('userId', '=', user_id)
