/** People with an account: each made by a link that proved the address, or for the sample. */
import type { Locale } from '#platform/contract'
import type { Trx } from '#platform/store'
import { refuse } from './failures.ts'
import { hashPassword } from './password.ts'
import type { AuthTables } from './tables.ts'
import { refuseWeakPassword } from './weak-password.ts'

export type NewUser = {
  name: string
  email: string
  password: string
  locale?: Locale | null
  /** The company's title, where it is known: not a password either. */
  company?: string
}

/**
 * Adds the user and the password's account. Throws `address_taken`, or `bad_request` on a well-known password.
 * Hashing takes some 50 ms inside the caller's transaction.
 */
export const createUser = async (
  trx: Trx,
  user: NewUser,
  world: { id: () => string; now: () => Date },
): Promise<{ user_id: string }> => {
  const email = user.email.toLowerCase()
  refuseWeakPassword(user.password, [email, user.name, user.company ?? ''])
  const [user_id, now] = [world.id(), world.now()]
  const added = await trx
    .withTables<AuthTables>()
    .insertInto('auth.user')
    // The address is proven by the link that led here.
    .values({ id: user_id, name: user.name, email, emailVerified: true, createdAt: now, updatedAt: now })
    .onConflict(conflict => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw refuse('address_taken', { fields: [{ path: 'email', code: 'address_taken' }] })
  await trx
    .withTables<AuthTables>()
    .insertInto('auth.account')
    .values({
      id: world.id(),
      accountId: user_id,
      providerId: 'credential',
      userId: user_id,
      password: await hashPassword(user.password),
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  if (user.locale) await saveLocale(trx, user_id, user.locale)
  return { user_id }
}

export const saveLocale = async (trx: Trx, user_id: string, locale: Locale | null): Promise<void> => {
  await trx
    .insertInto('platform.user_setting')
    .values({ user_id, locale })
    .onConflict(conflict => conflict.column('user_id').doUpdateSet({ locale, updated_at: new Date() }))
    .execute()
}

export const renameUser = async (trx: Trx, user_id: string, name: string, updatedAt: Date): Promise<void> => {
  await trx
    .withTables<AuthTables>()
    .updateTable('auth.user')
    .set({ name, updatedAt })
    .where('id', '=', user_id)
    .execute()
}

/** Undefined when there is nobody of that id or address. */
export const findUser = (trx: Trx, by: { id: string } | { email: string }) => {
  const query = trx.withTables<AuthTables>().selectFrom('auth.user').select(['id', 'name', 'email'])
  return ('id' in by ? query.where('id', '=', by.id) : query.where('email', '=', by.email)).executeTakeFirst()
}
