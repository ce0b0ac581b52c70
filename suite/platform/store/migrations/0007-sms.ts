/** The log of SMS and their budget. No text: it carries links and codes. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '../company-table.ts'

export const up = async (trx: Kysely<unknown>): Promise<void> => {
  await sql`
    create table platform.sms (
      id uuid primary key,
      company_id uuid not null references platform.company on delete cascade,
      kind text not null,
      recipient text not null,
      -- what the provider charges for
      parts integer not null,
      state text not null default 'queued' check (state in ('queued', 'sent', 'delivered', 'failed')),
      attempts integer not null default 0,
      provider_id text,
      answer text,
      created_at timestamptz not null default now(),
      settled_at timestamptz,
      reported_at timestamptz
    );
    create index sms_recipient on platform.sms (company_id, recipient, created_at);
    create index sms_reported on platform.sms (provider_id) where state = 'sent';
    create table platform.sms_budget (
      company_id uuid primary key references platform.company on delete cascade,
      day date not null,
      used integer not null
    )`.execute(trx)
  for (const name of ['sms', 'sms_budget']) await companyTable(trx, `platform.${name}`)
}
