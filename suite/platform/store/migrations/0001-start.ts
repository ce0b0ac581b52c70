/** The first tables of schema `platform`. */
import { type Kysely, sql } from 'kysely'
import { companyTable, letterboxTable, systemTable } from '../company-table.ts'

const companies = sql`
  create table platform.company (
    id uuid primary key,
    slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    title text not null,
    vkn text,
    tax_office text,
    address text,
    time_zone text not null default 'Europe/Istanbul',
    settings jsonb not null default '{}',
    created_at timestamptz not null default now()
  );
  create table platform.membership (
    company_id uuid not null references platform.company on delete cascade,
    user_id text not null,
    role text not null check (role in ('owner', 'admin', 'manager', 'member', 'viewer')),
    created_at timestamptz not null default now(),
    primary key (company_id, user_id)
  );
  create index membership_user on platform.membership (user_id);
  create table platform.invitation (
    id uuid primary key,
    company_id uuid not null references platform.company on delete cascade,
    email text not null,
    role text not null check (role in ('owner', 'admin', 'manager', 'member', 'viewer')),
    token_hash text not null unique,
    invited_by text not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    accepted_by text,
    revoked_at timestamptz,
    created_at timestamptz not null default now()
  );
  create index invitation_company on platform.invitation (company_id, created_at desc);
  create table platform.setup_link (
    id uuid primary key,
    token_hash text not null unique,
    expires_at timestamptz not null,
    used_at timestamptz,
    created_at timestamptz not null default now()
  );
  create table platform.user_setting (
    user_id text primary key,
    locale text check (locale in ('tr', 'en', 'az')),
    theme text not null default 'system' check (theme in ('light', 'dark', 'system')),
    settings jsonb not null default '{}',
    updated_at timestamptz not null default now()
  )`

/** The outbox has no "published" mark: what was moved is deleted, so its order index stays small. */
const events = sql`
  create table platform.outbox (
    seq bigserial primary key,
    id uuid not null unique,
    type text not null,
    company_id uuid,
    user_id text,
    data jsonb not null,
    rooms text[],
    failure text,
    created_at timestamptz not null default clock_timestamp()
  );
  create index outbox_waiting on platform.outbox (seq) where failure is null;
  create function platform.wake_relay() returns trigger language plpgsql as $$
    begin perform pg_notify('nabiz_outbox', ''); return null; end $$;
  create trigger wake_relay after insert on platform.outbox
    for each statement execute function platform.wake_relay();
  create table platform.room_log (
    room text primary key,
    epoch text not null,
    top bigint not null default 0
  );
  create table platform.event_log (
    room text not null references platform.room_log,
    epoch text not null,
    "offset" bigint not null,
    id uuid not null unique,
    type text not null,
    data jsonb not null,
    user_id text,
    happened_at timestamptz not null,
    created_at timestamptz not null default clock_timestamp(),
    primary key (room, epoch, "offset")
  );
  create index event_log_age on platform.event_log (created_at)`

const work = sql`
  create table platform.task (
    id uuid primary key,
    company_id uuid references platform.company on delete cascade,
    owner_id text,
    kind text not null,
    title text not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    done integer not null default 0,
    total integer,
    step text,
    rate double precision,
    eta_s double precision,
    errors integer not null default 0,
    result jsonb,
    error jsonb,
    attempt integer not null default 0,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz
  );
  create index task_owner on platform.task (company_id, owner_id, created_at desc);
  create index task_open on platform.task (created_at) where state in ('queued', 'running');
  create table platform.notification (
    id uuid primary key,
    company_id uuid not null references platform.company on delete cascade,
    user_id text not null,
    level text not null check (level in ('info', 'success', 'warning', 'error')),
    kind text not null,
    params jsonb not null default '{}',
    title text not null,
    message text not null,
    link text,
    read_at timestamptz,
    created_at timestamptz not null default now()
  );
  create index notification_user on platform.notification (user_id, created_at desc);
  create index notification_unread on platform.notification (user_id) where read_at is null;
  create table platform.file (
    id uuid primary key,
    company_id uuid not null references platform.company on delete cascade,
    owner_id text,
    kind text not null,
    name text not null,
    type text not null,
    size bigint not null check (size >= 0),
    sha256 text not null,
    storage_key text not null unique,
    created_at timestamptz not null default now()
  );
  create index file_company on platform.file (company_id, created_at desc);
  create table platform.idempotency_key (
    scope text not null,
    key text not null,
    company_id uuid,
    request_hash text not null,
    status integer not null,
    body jsonb,
    created_at timestamptz not null default now(),
    primary key (scope, key)
  );
  create index idempotency_key_age on platform.idempotency_key (created_at)`

/** No key to company: what happened stays written when a company goes. */
const audit = sql`
  create table platform.audit (
    seq bigserial primary key,
    id uuid not null unique,
    at timestamptz not null default clock_timestamp(),
    company_id uuid,
    actor text not null,
    action text not null,
    object_type text,
    object_id text,
    old jsonb,
    new jsonb,
    ip text,
    agent text
  );
  create index audit_company on platform.audit (company_id, seq desc);
  create index audit_object on platform.audit (company_id, object_type, object_id, seq desc);
  create function platform.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% of %.% is refused: the table is append-only', tg_op, tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
    end $$;
  create trigger append_only before update or delete on platform.audit
    for each row execute function platform.refuse_change();
  create trigger never_truncated before truncate on platform.audit
    for each statement execute function platform.refuse_change()`

export const up = async (trx: Kysely<unknown>): Promise<void> => {
  for (const part of [companies, events, work, audit]) await part.execute(trx)
  await companyTable(trx, 'platform.company', 'id')
  for (const name of ['membership', 'invitation', 'task', 'notification', 'file', 'idempotency_key'])
    await companyTable(trx, `platform.${name}`)
  await systemTable(trx, 'platform.room_log')
  await systemTable(trx, 'platform.event_log')
  await letterboxTable(trx, 'platform.outbox')
  // Also a letterbox: a refused sign-in has no company, and must be written all the same.
  await letterboxTable(trx, 'platform.audit')
  await sql`create policy company on platform.audit for select
    using (company_id = (select nullif(current_setting('nabiz.company', true), '')::uuid))`.execute(trx)
}
