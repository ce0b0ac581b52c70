/** Cards that are companies here, who asked to be linked with whom, and the letters that come in from them. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '#platform/store'

export const mirror = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table mutabakat.counterparty
      -- which card of the linked company is ours; a row of another company, so there is no key
      add column linked_counterparty_id uuid,
      add column linked_title text,
      add column linked_at timestamptz`.execute(db)
  await sql`create index counterparty_linked on mutabakat.counterparty (company_id, linked_company_id)
    where linked_company_id is not null`.execute(db)

  // What one company asked. Whether there is somebody to ask is known to asked_company_ids alone, which no route tells.
  await sql`
    create table mutabakat.link_request (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      counterparty_id uuid not null references mutabakat.counterparty (id) on delete cascade,
      tax_number text not null,
      asked_by text not null,
      asked_at timestamptz not null,
      expires_at timestamptz not null,
      state text not null check (state in ('open','accepted','withdrawn')),
      asked_company_ids uuid[] not null default '{}'
    )`.execute(db)
  await sql`create index link_request_card on mutabakat.link_request (company_id, counterparty_id, asked_at desc)`.execute(
    db,
  )
  await sql`create index link_request_open on mutabakat.link_request (company_id, expires_at) where state = 'open'`.execute(
    db,
  )

  // The same question in the books of who is asked.
  await sql`
    create table mutabakat.link_invitation (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      request_id uuid not null,
      from_company_id uuid not null references platform.company (id) on delete cascade,
      from_title text not null,
      from_tax_number text not null,
      from_tax_office text,
      asked_at timestamptz not null,
      expires_at timestamptz not null,
      state text not null check (state in ('open','accepted','refused','withdrawn')),
      decided_by text,
      decided_at timestamptz,
      unique (company_id, request_id)
    )`.execute(db)

  await sql`
    create table mutabakat.incoming (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      -- our card of the sender
      counterparty_id uuid references mutabakat.counterparty (id) on delete set null,
      from_company_id uuid references platform.company (id) on delete set null,
      from_title text not null,
      -- of the sender's books, and gone when they remove it
      letter_id uuid not null,
      no text not null,
      version integer not null,
      kind text not null check (kind in ('cari','cari_doviz','cari_vade','ekstre','ba','bs','teyit')),
      style text not null check (style in ('positive','negative','blank')),
      status text not null,
      balance_date date not null,
      currency char(3) not null,
      -- what a guest may see: null while a blank letter has no answer, and once it is withdrawn
      minor bigint,
      side text check (side in ('B','A')),
      doc_count integer,
      reply_due date,
      -- the page of a guest, as it now is
      letter jsonb not null,
      received_at timestamptz not null,
      read_at timestamptz,
      read_by text,
      answered_at timestamptz,
      answered_by text,
      rev integer not null default 1,
      unique (company_id, letter_id)
    )`.execute(db)
  await sql`create index incoming_newest on mutabakat.incoming (company_id, received_at desc, id desc)`.execute(db)
  await sql`create index incoming_unread on mutabakat.incoming (company_id) where read_at is null`.execute(db)
  await sql`create index incoming_waiting on mutabakat.incoming (company_id, reply_due) where status in ('sent','viewed')`.execute(
    db,
  )
  for (const table of ['link_request', 'link_invitation', 'incoming']) await companyTable(db, `mutabakat.${table}`)
}
