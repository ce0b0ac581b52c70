/** Cards whole, their contacts, and imports that wait, are mapped, tried dry and repaired row by row. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '#platform/store'

export const cards = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table mutabakat.counterparty
      add column currency char(3) not null default 'TRY',
      add column country char(2) not null default 'TR',
      add column iban text,
      add column group_code text check (length(group_code) between 1 and 40),
      -- a member of the company; memberships end, so there is no key
      add column responsible_id uuid,
      add column active boolean not null default true,
      add column linked_company_id uuid references platform.company (id) on delete set null,
      -- of the main contact: when mail to it came back, and since when it does not want any
      add column bounced_at timestamptz,
      add column opted_out_at timestamptz`.execute(db)
  await sql`create index counterparty_title on mutabakat.counterparty (company_id, search, id)`.execute(db)
  await sql`create index counterparty_code on mutabakat.counterparty (company_id, code, id)`.execute(db)
  await sql`create index counterparty_changed on mutabakat.counterparty (company_id, updated_at, id)`.execute(db)
  await sql`create index counterparty_group on mutabakat.counterparty (company_id, (coalesce(group_code, '')), id)`.execute(
    db,
  )
  await sql`create index counterparty_responsible on mutabakat.counterparty (company_id, responsible_id)`.execute(db)
  await sql`create index counterparty_tax on mutabakat.counterparty (company_id, tax_number)
    where tax_number is not null`.execute(db)
  await sql`create index counterparty_bounced on mutabakat.counterparty (company_id)
    where bounced_at is not null`.execute(db)
  await sql`create index counterparty_email on mutabakat.counterparty (company_id, email)
    where email is not null`.execute(db)

  await sql`
    create table mutabakat.contact (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      counterparty_id uuid not null references mutabakat.counterparty (id) on delete cascade,
      name text,
      email text,
      mobile text,
      -- letters of these kinds go here instead of to the main contact
      kinds text[] not null default '{}'
        check (kinds <@ array['cari','cari_doviz','cari_vade','ekstre','ba','bs','teyit']),
      bounced_at timestamptz,
      opted_out_at timestamptz,
      created_at timestamptz not null
    )`.execute(db)
  await sql`create index contact_counterparty on mutabakat.contact (company_id, counterparty_id, created_at)`.execute(
    db,
  )
  await sql`create index contact_email on mutabakat.contact (company_id, email) where email is not null`.execute(db)
  await sql`create index contact_mobile on mutabakat.contact (company_id, mobile) where mobile is not null`.execute(db)
  await companyTable(db, 'mutabakat.contact')

  await sql`
    create table mutabakat.import_template (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      kind text not null check (kind in ('balances','cards')),
      name text not null,
      -- sha256 of the folded headings, in any order
      fingerprint text not null,
      -- field → heading
      columns jsonb not null,
      -- defaults, date order, decimal sign, ERP
      reading jsonb not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      unique (company_id, name)
    )`.execute(db)
  await sql`create index import_template_headings on mutabakat.import_template (company_id, kind, fingerprint)`.execute(
    db,
  )
  await companyTable(db, 'mutabakat.import_template')

  await sql`
    alter table mutabakat.import
      -- none while it waits
      alter column task_id drop not null,
      add column kind text not null default 'balances' check (kind in ('balances','cards')),
      add column plan jsonb,
      -- rows with data, counted before the first is applied
      add column expected integer,
      add column skipped integer not null default 0,
      add column dry_run_task_id uuid,
      add column dry_run jsonb`.execute(db)
  await sql`
    alter table mutabakat.import_row
      drop constraint import_row_outcome_check,
      add constraint import_row_outcome_known check (outcome in ('created','updated','unchanged','wrong','skipped')),
      add column counterparty_id uuid,
      -- field → text typed since the upload
      add column repair jsonb`.execute(db)
}
