/** Counterparties, letters, their deliveries, documents and links, and imports. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '#platform/store'

const TABLES = [
  'counterparty',
  'letter',
  'history',
  'delivery',
  'document',
  'link',
  'code',
  'import',
  'import_row',
  'number_series',
  'certificate',
] as const

export const letters = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table mutabakat.counterparty (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      code text not null check (length(code) between 1 and 40),
      title text not null,
      kind text not null check (kind in ('customer','supplier','both')),
      tax_kind text not null check (tax_kind in ('vkn','tckn','voen','foreign','none')),
      tax_number text,
      tax_office text,
      contact_name text,
      email text,
      mobile text,
      locale text not null check (locale in ('tr','en','az')),
      contract_notice boolean not null default false,
      -- code and title folded to plain lower-case letters, for searching
      search text not null,
      rev integer not null default 1,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      unique (company_id, code)
    )`.execute(db)
  await sql`
    create table mutabakat.letter (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      no text not null,
      counterparty_id uuid not null references mutabakat.counterparty (id) on delete cascade,
      balance_date date not null,
      minor bigint not null check (minor >= 0),
      currency char(3) not null,
      side char(1) not null check (side in ('B','A')),
      note text,
      status text not null check (status in ('draft','sent','viewed','approved','rejected','expired','cancelled','archived')),
      reply_due date,
      sender_id uuid,
      sender_name text,
      delivery_state text check (delivery_state in ('queued','sent','bounced','failed')),
      delivery_error text,
      import_id uuid,
      import_row integer,
      answer_choice text check (answer_choice in ('agree','disagree')),
      answer_name text,
      answer_title text,
      answer_reason text,
      answer_note text,
      answer_minor bigint,
      answer_side char(1) check (answer_side in ('B','A')),
      difference_minor bigint,
      rev integer not null default 1,
      created_at timestamptz not null,
      sent_at timestamptz,
      viewed_at timestamptz,
      answered_at timestamptz,
      unique (company_id, no),
      check ((status in ('approved','rejected')) = (answer_choice is not null))
    )`.execute(db)
  // One open letter of a counterparty, day and currency: the guard of draft (2.4), held by the database.
  await sql`create unique index letter_open on mutabakat.letter (company_id, counterparty_id, balance_date, currency)
    where status in ('draft','sent','viewed')`.execute(db)
  await sql`create index letter_newest on mutabakat.letter (company_id, created_at desc, id desc)`.execute(db)
  await sql`create index letter_status on mutabakat.letter (company_id, status, balance_date)`.execute(db)
  await sql`create index letter_counterparty on mutabakat.letter (company_id, counterparty_id)`.execute(db)
  await sql`
    create table mutabakat.history (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      letter_id uuid not null references mutabakat.letter (id) on delete cascade,
      at timestamptz not null,
      action text not null,
      actor text not null,
      detail jsonb not null
    )`.execute(db)
  await sql`create index history_letter on mutabakat.history (company_id, letter_id, at)`.execute(db)
  await sql`create index history_newest on mutabakat.history (company_id, at desc)`.execute(db)
  await sql`
    create table mutabakat.link (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      letter_id uuid not null references mutabakat.letter (id) on delete cascade,
      address text not null,
      expires_at timestamptz not null,
      revoked_at timestamptz,
      locked_until timestamptz,
      created_at timestamptz not null
    )`.execute(db)
  await sql`create index link_letter on mutabakat.link (company_id, letter_id)`.execute(db)
  await sql`
    create table mutabakat.code (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      link_id uuid not null references mutabakat.link (id) on delete cascade,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      tries integer not null default 0,
      used_at timestamptz
    )`.execute(db)
  await sql`create index code_link on mutabakat.code (link_id, created_at desc)`.execute(db)
  await sql`
    create table mutabakat.delivery (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      letter_id uuid not null references mutabakat.letter (id) on delete cascade,
      link_id uuid not null references mutabakat.link (id) on delete cascade,
      channel text not null check (channel in ('email')),
      address text not null,
      state text not null check (state in ('queued','sent','bounced','failed')),
      message_id text,
      error text,
      created_at timestamptz not null,
      sent_at timestamptz
    )`.execute(db)
  await sql`create index delivery_letter on mutabakat.delivery (company_id, letter_id)`.execute(db)
  await sql`
    create table mutabakat.document (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      letter_id uuid not null unique references mutabakat.letter (id) on delete cascade,
      file_id uuid not null,
      sha256 text not null,
      size integer not null,
      verify_code text not null unique,
      created_at timestamptz not null
    )`.execute(db)
  await sql`create index document_sha on mutabakat.document (sha256)`.execute(db)
  await sql`
    create table mutabakat.import (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      task_id uuid not null,
      file_id uuid not null,
      file_name text not null,
      file_size integer not null,
      owner_id uuid not null,
      owner_name text not null,
      total integer,
      created integer not null default 0,
      updated integer not null default 0,
      unchanged integer not null default 0,
      wrong integer not null default 0,
      warnings integer not null default 0,
      unknown_columns jsonb not null default '[]',
      headings jsonb not null default '[]',
      error_code text,
      error_params jsonb,
      created_at timestamptz not null
    )`.execute(db)
  await sql`create index import_newest on mutabakat.import (company_id, created_at desc, id desc)`.execute(db)
  await sql`
    create table mutabakat.import_row (
      import_id uuid not null references mutabakat.import (id) on delete cascade,
      row integer not null,
      company_id uuid not null references platform.company (id) on delete cascade,
      outcome text not null check (outcome in ('created','updated','unchanged','wrong')),
      letter_id uuid,
      failures jsonb not null default '[]',
      warnings jsonb not null default '[]',
      cells jsonb not null default '[]',
      primary key (import_id, row)
    )`.execute(db)
  await sql`create index import_row_wrong on mutabakat.import_row (import_id, row) where outcome = 'wrong'`.execute(db)
  await sql`
    create table mutabakat.number_series (
      company_id uuid not null references platform.company (id) on delete cascade,
      year integer not null,
      next integer not null,
      primary key (company_id, year)
    )`.execute(db)
  await sql`
    create table mutabakat.certificate (
      company_id uuid primary key references platform.company (id) on delete cascade,
      cert bytea not null,
      -- the private key, sealed with a key that lives outside the database
      key_sealed bytea not null,
      created_at timestamptz not null
    )`.execute(db)
  for (const table of TABLES) await companyTable(db, `mutabakat.${table}`)
}
