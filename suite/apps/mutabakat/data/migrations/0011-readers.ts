/** Who of us read, answered, asked and decided, by id: a person is found by their account, since two may share a name. */
import { type Kysely, sql } from 'kysely'

/** Rows from before have a name alone. */
export const readers = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table mutabakat.incoming add column read_by_id uuid, add column answered_by_id uuid`.execute(db)
  await sql`alter table mutabakat.link_request add column asked_by_id uuid`.execute(db)
  await sql`alter table mutabakat.link_invitation add column decided_by_id uuid`.execute(db)
}
