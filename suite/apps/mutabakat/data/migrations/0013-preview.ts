/** What a dry run found, row by row: however many there are, they are paged and filtered like any list. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '#platform/store'

export const preview = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table mutabakat.import_difference (
      task_id uuid not null,
      row integer not null,
      import_id uuid not null references mutabakat.import (id) on delete cascade,
      company_id uuid not null references platform.company (id) on delete cascade,
      outcome text not null check (outcome in ('created','updated','unchanged','wrong')),
      warned boolean not null,
      code text not null,
      title text not null,
      changes jsonb not null,
      failures jsonb not null,
      warnings jsonb not null,
      primary key (task_id, row)
    )`.execute(db)
  await sql`create index import_difference_import on mutabakat.import_difference (import_id)`.execute(db)
  await companyTable(db, 'mutabakat.import_difference')
  // The first hundred that stood there were all there is of an older run: it is asked for again.
  await sql`update mutabakat.import set dry_run_task_id = null, dry_run = null where dry_run_task_id is not null`.execute(
    db,
  )
}
