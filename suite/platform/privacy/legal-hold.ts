/** Legal hold: while it stands, nothing of the company is deleted or erased. */
import { sql } from 'kysely'
import { fail, type LegalHold } from '#platform/contract'
import type { AuthTables } from '#platform/identity'
import type { Trx } from '#platform/store'
import { failPrivacy } from './failures.ts'

/**
 * Whoever deletes and whoever sets the hold wait for each other, so that after the answer "it is set" nothing that was
 * under way is deleted any more. Held until the transaction ends.
 */
const lock = (trx: Trx, company_id: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`legal_hold:${company_id}`}, 0))`.execute(trx)

export const findHold = async (trx: Trx, company_id: string): Promise<LegalHold | null> => {
  const row = await trx
    .withTables<AuthTables>()
    .selectFrom('platform.legal_hold as h')
    .leftJoin('auth.user as u', 'u.id', 'h.set_by')
    .select(['h.id', 'h.reason', 'h.set_by', 'u.name', 'h.set_at'])
    .where('h.company_id', '=', company_id)
    .where('h.lifted_at', 'is', null)
    .executeTakeFirst()
  return row
    ? { id: row.id, reason: row.reason, set_by: { id: row.set_by, name: row.name }, set_at: row.set_at.toISOString() }
    : null
}

/** Before anything is deleted, in the same transaction. True: leave it. */
export const isHeld = async (trx: Trx, company_id: string): Promise<boolean> => {
  await lock(trx, company_id)
  return (await findHold(trx, company_id)) !== null
}

/** Throws `hold_set`. */
export const setHold = async (
  trx: Trx,
  hold: { id: string; company_id: string; reason: string; set_by: string; set_at: Date },
): Promise<LegalHold> => {
  await lock(trx, hold.company_id)
  if (await findHold(trx, hold.company_id)) throw failPrivacy('hold_set')
  await trx.insertInto('platform.legal_hold').values(hold).execute()
  return (await findHold(trx, hold.company_id))!
}

/** Throws `not_found`. Returns what was lifted. */
export const liftHold = async (trx: Trx, company_id: string, by: { user_id: string; at: Date }): Promise<LegalHold> => {
  await lock(trx, company_id)
  const hold = await findHold(trx, company_id)
  if (!hold) throw fail('not_found')
  await trx
    .updateTable('platform.legal_hold')
    .set({ lifted_by: by.user_id, lifted_at: by.at })
    .where('company_id', '=', company_id)
    .where('id', '=', hold.id)
    .execute()
  return hold
}
