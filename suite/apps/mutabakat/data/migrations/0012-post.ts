/** Where a counterparty gets its post, and the calls of one letter found without reading those of all. */
import { type Kysely, sql } from 'kysely'

export const post = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table mutabakat.counterparty add column address text check (length(address) <= 300)`.execute(db)
  await sql`create index call_letter on mutabakat.call (company_id, letter_id, reason, created_at)`.execute(db)
}
