/** How each person is told, their devices, and the log of mails with its budgets. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '../company-table.ts'

/** Of a person, not of a company: as `user_setting`, they are read by `user_id` alone. */
const people = sql`
  create table platform.notification_setting (
    user_id text not null,
    kind text not null,
    in_app boolean not null,
    push boolean not null,
    mail boolean not null,
    updated_at timestamptz not null default now(),
    primary key (user_id, kind)
  );
  create table platform.push_device (
    id uuid primary key,
    user_id text not null,
    session_id text not null,
    endpoint text not null unique,
    p256dh text not null,
    auth text not null,
    agent text not null default '',
    created_at timestamptz not null default now()
  );
  create index push_device_user on platform.push_device (user_id, created_at);
  create index push_device_session on platform.push_device (session_id)`

/** No body: mails carry links that open things, and the log is kept for two years. */
const mails = sql`
  create table platform.mail (
    id uuid primary key,
    company_id uuid references platform.company on delete cascade,
    kind text not null,
    recipient text not null,
    subject text not null,
    state text not null default 'queued' check (state in ('queued', 'sent', 'bounced', 'failed')),
    attempts integer not null default 0,
    message_id text,
    answer text,
    created_at timestamptz not null default now(),
    settled_at timestamptz
  );
  create index mail_company on platform.mail (company_id, created_at desc, id desc);
  create index mail_recipient on platform.mail (company_id, recipient, created_at);
  create table platform.mail_budget (
    company_id uuid references platform.company on delete cascade,
    day date not null,
    used integer not null,
    unique nulls not distinct (company_id)
  );
  create table platform.mail_sender (
    company_id uuid primary key references platform.company on delete cascade,
    from_name text,
    reply_to text,
    logo_file_id uuid references platform.file on delete set null,
    rev integer not null default 1
  )`

export const up = async (trx: Kysely<unknown>): Promise<void> => {
  for (const part of [people, mails]) await part.execute(trx)
  for (const name of ['mail', 'mail_budget', 'mail_sender']) await companyTable(trx, `platform.${name}`)
}
