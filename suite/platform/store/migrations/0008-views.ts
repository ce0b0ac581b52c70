/** Saved views of lists, and which one a list opens with for a person. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '../company-table.ts'

export const up = async (trx: Kysely<unknown>): Promise<void> => {
  await sql`
    create table platform.saved_view (
      id uuid primary key,
      company_id uuid not null references platform.company on delete cascade,
      user_id text not null,
      list text not null,
      name text not null,
      query jsonb not null,
      shared boolean not null default false,
      rev integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint saved_view_name unique (company_id, user_id, list, name)
    );
    create index saved_view_shared on platform.saved_view (company_id, list) where shared;
    -- Apart from the view: a shared one is the default of whoever chose it, and of nobody else.
    create table platform.default_view (
      company_id uuid not null references platform.company on delete cascade,
      user_id text not null,
      list text not null,
      view_id uuid not null references platform.saved_view on delete cascade,
      primary key (company_id, user_id, list)
    );
    create index default_view_of on platform.default_view (view_id)`.execute(trx)
  for (const table of ['saved_view', 'default_view']) await companyTable(trx, `platform.${table}`)
}
