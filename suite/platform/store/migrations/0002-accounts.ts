/** A company may ask its members for a second factor. */
import { type Kysely, sql } from 'kysely'

export const up = async (trx: Kysely<unknown>): Promise<void> => {
  await sql`alter table platform.company add column require_second_factor boolean not null default false`.execute(trx)
}
