/** Several papers of one letter, and several certificates of one company of which one is active. */
import { type Kysely, sql } from 'kysely'

export const proof = async (db: Kysely<unknown>): Promise<void> => {
  // A package is of no single letter. What is uploaded has a verdict, what the nightly check found changed a time.
  await sql`
    alter table mutabakat.document
      drop constraint document_letter_id_key,
      alter column letter_id drop not null,
      add column kind text not null default 'letter'
        check (kind in ('letter','answer','statement','recorded','package')),
      add column version integer not null default 1 check (version >= 1),
      add column level text not null default 'L2' check (level in ('L0','L2','L3')),
      add column certificate_id uuid,
      add column verdict jsonb,
      add column broken_at timestamptz,
      add check (letter_id is not null or kind = 'package')`.execute(db)
  await sql`create unique index document_version on mutabakat.document (letter_id, kind, version)`.execute(db)
  await sql`create index document_newest on mutabakat.document (company_id, created_at desc, id desc)`.execute(db)
  await sql`
    alter table mutabakat.certificate
      add column id uuid not null default gen_random_uuid(),
      add column source text not null default 'own' check (source in ('own','uploaded')),
      -- issuers above it, DER, nearest first
      add column chain bytea[] not null default '{}',
      -- sealed to its company as well; what was stored so far is not
      add column key_bound boolean not null default false,
      add column retired_at timestamptz,
      -- when its end was told
      add column alarmed_at timestamptz,
      drop constraint certificate_pkey,
      add primary key (id)`.execute(db)
  await sql`alter table mutabakat.certificate alter column id drop default`.execute(db)
  await sql`create unique index certificate_active on mutabakat.certificate (company_id) where retired_at is null`.execute(
    db,
  )
  // Everything kept so far was sealed with the one certificate of its company.
  await sql`update mutabakat.document d set certificate_id = c.id
    from mutabakat.certificate c where c.company_id = d.company_id`.execute(db)
}
