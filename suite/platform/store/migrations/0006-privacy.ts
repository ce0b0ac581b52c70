/** Legal hold, records of destruction, and requests of persons. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '../company-table.ts'

export const up = async (trx: Kysely<unknown>): Promise<void> => {
  await sql`
    create table platform.legal_hold (
      id uuid primary key,
      company_id uuid not null references platform.company on delete cascade,
      reason text not null,
      set_by text not null,
      set_at timestamptz not null,
      lifted_by text,
      lifted_at timestamptz
    );
    create unique index legal_hold_open on platform.legal_hold (company_id) where lifted_at is null;
    create table platform.destruction (
      id uuid primary key,
      company_id uuid not null references platform.company on delete cascade,
      at timestamptz not null,
      lines jsonb not null
    );
    create index destruction_newest on platform.destruction (company_id, at desc, id desc);
    create table platform.data_request (
      id uuid primary key,
      company_id uuid not null references platform.company on delete cascade,
      kind text not null check (kind in ('export', 'erase')),
      at timestamptz not null,
      asked_by text not null,
      subject text not null,
      reason text,
      lines jsonb not null,
      file_id uuid
    );
    create index data_request_newest on platform.data_request (company_id, at desc, id desc)`.execute(trx)
  for (const table of ['legal_hold', 'destruction', 'data_request']) await companyTable(trx, `platform.${table}`)
}
