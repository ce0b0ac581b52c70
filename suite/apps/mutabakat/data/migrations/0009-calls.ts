/** Calls, a guest who reads, letters the reach engine leaves alone, and which messages of a day went to whom already. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '#platform/store'

export const calls = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table mutabakat.letter
      -- the guest has the page before them; over at this instant unless it is said again
      add column reading_until timestamptz,
      add column reading_link_id uuid,
      add column reach_stopped_by text,
      add column reach_stopped_at timestamptz`.execute(db)
  await sql`
    create table mutabakat.call (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      letter_id uuid not null references mutabakat.letter (id) on delete cascade,
      reason text not null check (reason in ('bounced','unseen','no_answer','differs','asked')),
      -- whom to ask for; null: the card's main contact. Names and numbers stay on the card, so that they are corrected and
      -- erased there
      contact_id uuid,
      state text not null default 'open' check (state in ('open','done','dropped')),
      outcome text check (outcome in ('reached','not_reached','promised','wrong_number')),
      promised_until date,
      note text,
      -- who put it on the list by hand
      asked_by text,
      closed_by text,
      closed_at timestamptz,
      created_at timestamptz not null,
      rev integer not null default 1,
      check ((state = 'done') = (outcome is not null)),
      check ((outcome = 'promised') = (promised_until is not null) or outcome is null)
    )`.execute(db)
  await sql`create unique index call_open on mutabakat.call (letter_id) where state = 'open'`.execute(db)
  await sql`create index call_list on mutabakat.call (company_id, state, created_at, id)`.execute(db)
  // Whether a person got a message today, of any letter.
  await sql`create index delivery_address on mutabakat.delivery (company_id, address, created_at)`.execute(db)
  await sql`
    create table mutabakat.daily_message (
      company_id uuid not null references platform.company (id) on delete cascade,
      user_id text not null,
      kind text not null check (kind in ('digest','babs')),
      day date not null,
      primary key (company_id, user_id, kind, day)
    )`.execute(db)
  for (const table of ['call', 'daily_message']) await companyTable(db, `mutabakat.${table}`)
  // Companies that are there already did not ask for an engine that writes to their counterparties by itself.
  await sql`
    insert into mutabakat.settings (company_id, value, rev)
    select id, '{"reach":{"enabled":false}}', 0 from platform.company
    on conflict (company_id) do update
      set value = settings.value || '{"reach":{"enabled":false}}'`.execute(db)
}
