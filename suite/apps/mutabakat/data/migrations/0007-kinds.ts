/** Letters of BA and BS, by due date and for an auditor; files of them; and how many documents an answer named. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '#platform/store'

export const kinds = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table mutabakat.letter
      -- of ba and bs: what the month's form counts
      add column documents_count integer check (documents_count >= 0),
      add column documents_scope text check (documents_scope in ('paper','all')),
      -- of teyit: who asked for the confirmation, and their own reference
      add column auditor_firm text,
      add column auditor_name text,
      add column auditor_email text,
      add column auditor_reference text,
      -- documents in the other side's books
      add column answer_count integer check (answer_count >= 0),
      add constraint letter_documents_fit check ((kind in ('ba','bs')) = (documents_count is not null)
        and (documents_count is null) = (documents_scope is null)
        and (answer_count is null or documents_count is not null)),
      add constraint letter_auditor_fits check ((kind = 'teyit') = (auditor_firm is not null)
        and (auditor_firm is null) = (auditor_name is null) and (auditor_firm is null) = (auditor_email is null))`.execute(
    db,
  )

  await sql`
    create table mutabakat.due_line (
      company_id uuid not null references platform.company (id) on delete cascade,
      letter_id uuid not null references mutabakat.letter (id) on delete cascade,
      -- from 1, by day
      position integer not null check (position between 1 and 60),
      due date not null,
      -- of the letter's currency; signed: positive is owed to us
      minor bigint not null,
      primary key (letter_id, position)
    )`.execute(db)
  await companyTable(db, 'mutabakat.due_line')

  for (const table of ['import', 'import_template'])
    await sql`
      alter table ${sql.table(`mutabakat.${table}`)}
        drop constraint ${sql.raw(`${table}_kind_check`)},
        add constraint ${sql.raw(`${table}_kind_known`)} check (kind in ('balances','cards','babs','dues'))`.execute(db)

  // Words and the auditor's copy of an answer.
  await sql`
    alter table mutabakat.delivery
      drop constraint delivery_purpose_check,
      add constraint delivery_purpose_known check (purpose in ('letter','reminder','auditor'))`.execute(db)
  await sql`
    alter table mutabakat.template
      drop constraint template_kind_check,
      add constraint template_kind_known check (kind ~ '^((babs|teyit)_)?(letter|mail|reminder|sms|sms_reminder)$')`.execute(
    db,
  )
}
