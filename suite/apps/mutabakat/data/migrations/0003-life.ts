/** Kinds, versions and all states of a letter, its periods, batches and reminders, and what a company decides about them. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '#platform/store'

export const life = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table mutabakat.letter
      add column kind text not null default 'cari'
        check (kind in ('cari','cari_doviz','cari_vade','ekstre','ba','bs','teyit')),
      add column style text not null default 'positive' check (style in ('positive','negative','blank')),
      add column version integer not null default 1 check (version >= 1),
      add column previous_id uuid references mutabakat.letter (id) on delete set null,
      -- lira for one unit of the balance's currency, and the balance in lira at it
      add column rate numeric(18,6) check (rate > 0),
      add column try_minor bigint check (try_minor >= 0),
      -- who wrote the figures last: never the one who approves them
      add column author_id uuid,
      add column author_name text,
      add column responsible_id uuid,
      add column responsible_name text,
      add column batch_id uuid,
      add column submitted_by uuid,
      add column submitted_name text,
      add column submitted_at timestamptz,
      add column decided_by uuid,
      add column decided_name text,
      add column decided_at timestamptz,
      add column decision_note text,
      add column cancel_reason text,
      add column answer_via text check (answer_via in ('portal','recorded','mirror')),
      -- of a recorded answer: how and when it came, and its paper
      add column answer_channel text check (answer_channel in ('post','kep','email','hand')),
      add column answer_received_on date,
      add column answer_document_id uuid,
      add column answer_recorded_by text,
      -- as the settings were when it was sent: [{after_days, channel}]
      add column reminder_plan jsonb not null default '[]',
      add column archived_at timestamptz`.execute(db)
  await sql`update mutabakat.letter set
      kind = case when currency = 'TRY' then 'cari' else 'cari_doviz' end,
      try_minor = case when currency = 'TRY' then minor end,
      author_id = sender_id, author_name = sender_name,
      responsible_id = sender_id, responsible_name = sender_name,
      answer_via = case when answer_choice is not null then 'portal' end,
      archived_at = case when status = 'archived' then now() end`.execute(db)
  await sql`alter table mutabakat.letter alter column kind drop default`.execute(db)

  // The first migration let PostgreSQL name its checks.
  await sql`
    do $$
    declare name text;
    begin
      for name in select conname from pg_constraint
        where conrelid = 'mutabakat.letter'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%status%'
          and pg_get_constraintdef(oid) not like '%delivery_state%'
      loop execute format('alter table mutabakat.letter drop constraint %I', name); end loop;
    end $$`.execute(db)
  await sql`
    alter table mutabakat.letter
      add constraint letter_status_known check (status in ('draft','pending_approval','ready','sent','viewed','approved',
        'rejected','expired','revised','resolved','cancelled','archived')),
      add constraint letter_answer_fits check (case
        when status in ('approved','rejected','resolved') then answer_choice is not null
        when status in ('revised','archived') then true
        else answer_choice is null end),
      add constraint letter_answer_has_way check ((answer_choice is null) = (answer_via is null)),
      drop constraint letter_company_id_no_key,
      add constraint letter_no_version unique (company_id, no, version)`.execute(db)
  await sql`drop index mutabakat.letter_open`.execute(db)
  // One open letter of a counterparty, kind, day and currency: the guard of draft (2.4), held by the database.
  await sql`create unique index letter_open on mutabakat.letter (company_id, counterparty_id, kind, balance_date, currency)
    where status in ('draft','pending_approval','ready','sent','viewed')`.execute(db)
  // One living version of a number: two revisions at once make one.
  await sql`create unique index letter_previous on mutabakat.letter (previous_id) where previous_id is not null`.execute(
    db,
  )
  await sql`create index letter_period on mutabakat.letter (company_id, kind, balance_date, created_at desc, id desc)`.execute(
    db,
  )
  // One for each order of the list: without it a page of fifty sorts all letters of the company (docs/mutabakat/speed.md).
  await sql`create index letter_day on mutabakat.letter (company_id, balance_date, id)`.execute(db)
  await sql`create index letter_minor on mutabakat.letter (company_id, minor, id)`.execute(db)
  await sql`create index letter_state on mutabakat.letter (company_id, status, id)`.execute(db)
  await sql`create index letter_answered on mutabakat.letter
    (company_id, coalesce(answered_at, '-infinity'), id)`.execute(db)
  await sql`create index letter_due on mutabakat.letter (company_id, coalesce(reply_due, '-infinity'), id)`.execute(db)
  await sql`create index letter_sent on mutabakat.letter (company_id, coalesce(sent_at, '-infinity'), id)`.execute(db)
  await sql`create index letter_title on mutabakat.counterparty (company_id, search, id)`.execute(db)
  await sql`create index letter_number on mutabakat.letter (company_id, no text_pattern_ops)`.execute(db)
  await sql`create index letter_responsible on mutabakat.letter (company_id, responsible_id, created_at desc, id desc)`.execute(
    db,
  )
  await sql`create index letter_batch on mutabakat.letter (company_id, batch_id) where batch_id is not null`.execute(db)
  await sql`create index letter_waiting on mutabakat.letter (company_id, reply_due)
    where status in ('sent','viewed')`.execute(db)
  await sql`create index letter_undelivered on mutabakat.letter (company_id, created_at desc, id desc)
    where delivery_state in ('bounced','failed')`.execute(db)

  await sql`
    create table mutabakat.period (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      kind text not null check (kind in ('cari','cari_doviz','cari_vade','ekstre','ba','bs','teyit')),
      date date not null,
      state text not null check (state in ('open','closing','closed')),
      closed_at timestamptz,
      closed_by text,
      close_reason text,
      rev integer not null default 1,
      created_at timestamptz not null,
      unique (company_id, kind, date)
    )`.execute(db)
  await sql`insert into mutabakat.period (id, company_id, kind, date, state, created_at)
    select gen_random_uuid(), company_id, kind, balance_date, 'open', min(created_at)
    from mutabakat.letter group by company_id, kind, balance_date`.execute(db)

  await sql`
    create table mutabakat.batch (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      title text not null,
      owner_id uuid not null,
      owner_name text not null,
      -- where its letters came from, as asked for
      source jsonb not null,
      plan jsonb not null,
      -- what a started one came to is its task's to say
      state text not null check (state in ('gathered','scheduled','started','cancelled')),
      -- when it goes or went out; null without a plan
      send_at timestamptz,
      task_id uuid,
      total integer not null,
      rev integer not null default 1,
      created_at timestamptz not null
    )`.execute(db)
  await sql`create index batch_newest on mutabakat.batch (company_id, created_at desc, id desc)`.execute(db)

  await sql`
    create table mutabakat.reminder (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      letter_id uuid not null references mutabakat.letter (id) on delete cascade,
      -- index in the letter's plan; null when somebody asked for it
      step integer,
      -- in the company's zone
      day date not null,
      channel text not null check (channel in ('email','sms')),
      outcome text not null check (outcome in ('queued','skipped','no_contact')),
      asked_by text,
      at timestamptz not null
    )`.execute(db)
  await sql`create unique index reminder_step on mutabakat.reminder (letter_id, step) where step is not null`.execute(
    db,
  )
  await sql`create unique index reminder_day on mutabakat.reminder (letter_id, day) where outcome = 'queued'`.execute(
    db,
  )
  await sql`create index reminder_company on mutabakat.reminder (company_id, at)`.execute(db)

  await sql`
    create table mutabakat.settings (
      company_id uuid primary key references platform.company (id) on delete cascade,
      value jsonb not null,
      rev integer not null
    )`.execute(db)
  for (const table of ['period', 'batch', 'reminder', 'settings']) await companyTable(db, `mutabakat.${table}`)
}
