/** Statements of both sides, their lines, what belongs together, and what both sides agreed to. */
import { type Kysely, sql } from 'kysely'
import { companyTable } from '#platform/store'

export const statements = async (db: Kysely<unknown>): Promise<void> => {
  // One row for each letter that was compared: what both sides look at, and the lock of its changes.
  await sql`
    create table mutabakat.comparison (
      letter_id uuid primary key references mutabakat.letter (id) on delete cascade,
      company_id uuid not null references platform.company (id) on delete cascade,
      -- the run that may write; an older one finds another number here and ends
      run integer not null default 0,
      run_state text check (run_state in ('queued','running','done','failed')),
      -- [{rule, pairs}]
      steps jsonb not null default '[]',
      cut integer not null default 0,
      started_at timestamptz,
      finished_at timestamptz,
      -- {by, at, correction} of each side
      consent_ours jsonb,
      consent_theirs jsonb,
      rev integer not null default 1
    )`.execute(db)
  await sql`
    create table mutabakat.statement (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      letter_id uuid not null references mutabakat.letter (id) on delete cascade,
      side text not null check (side in ('ours','theirs')),
      file_id uuid not null,
      file_name text not null,
      state text not null check (state in ('reading','ready','failed')),
      error_code text,
      error_params jsonb,
      lines integer not null default 0,
      wrong integer not null default 0,
      skipped integer not null default 0,
      -- the first fifty: [{row, column, code, params}]
      problems jsonb not null default '[]',
      debit_minor bigint not null default 0,
      credit_minor bigint not null default 0,
      from_day date,
      to_day date,
      uploaded_by text not null,
      created_at timestamptz not null,
      -- a newer one of its side took its place
      replaced_at timestamptz
    )`.execute(db)
  await sql`create unique index statement_current on mutabakat.statement (letter_id, side) where replaced_at is null`.execute(
    db,
  )
  await sql`
    create table mutabakat.pair (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      letter_id uuid not null references mutabakat.letter (id) on delete cascade,
      rule text not null check (rule in ('opening','number_amount','amount_date','number','sum','suspect','manual')),
      confidence integer not null check (confidence between 0 and 100),
      days integer not null,
      difference_minor bigint not null,
      suspicion text check (suspicion in ('far_apart','wrong_side','small_difference')),
      state text not null check (state in ('proposed','confirmed','refused')),
      decided_by text,
      decided_side text check (decided_side in ('ours','theirs')),
      decided_at timestamptz,
      -- the earliest day of its lines, for reading in order
      day date not null,
      -- of a refused one: which lines it was about, so that a run does not propose them again
      refused_lines uuid[]
    )`.execute(db)
  await sql`create index pair_letter on mutabakat.pair (letter_id, state, day, id)`.execute(db)
  await sql`
    create table mutabakat.statement_line (
      id uuid primary key,
      company_id uuid not null references platform.company (id) on delete cascade,
      letter_id uuid not null references mutabakat.letter (id) on delete cascade,
      statement_id uuid not null references mutabakat.statement (id) on delete cascade,
      side text not null check (side in ('ours','theirs')),
      position integer not null,
      day date not null,
      due date,
      document_type text not null,
      number text not null,
      description text not null,
      debit_minor bigint not null check (debit_minor >= 0),
      credit_minor bigint not null check (credit_minor >= 0),
      pair_id uuid references mutabakat.pair (id) on delete set null,
      reason text,
      note text,
      explained_by text,
      unique (statement_id, position)
    )`.execute(db)
  await sql`create index statement_line_lone on mutabakat.statement_line (letter_id, side, day, id) where pair_id is null`.execute(
    db,
  )
  await sql`create index statement_line_pair on mutabakat.statement_line (pair_id) where pair_id is not null`.execute(
    db,
  )
  for (const table of ['comparison', 'statement', 'pair', 'statement_line'])
    await companyTable(db, `mutabakat.${table}`)
}
