/** Operators of the installation, tasks that went on after a crash, and lists of tasks in pages. */
import { type Kysely, sql } from 'kysely'
import { systemTable } from '../company-table.ts'

export const up = async (trx: Kysely<unknown>): Promise<void> => {
  await sql`
    create table platform.operator (
      user_id text primary key,
      created_at timestamptz not null default now()
    )`.execute(trx)
  await systemTable(trx, 'platform.operator')
  // Whoever set an installation up before there were operators.
  await sql`
    insert into platform.operator (user_id)
    select distinct actor from platform.audit where action = 'installation.set_up'`.execute(trx)
  await sql`alter table platform.task add column resumed_at timestamptz`.execute(trx)
  await sql`create index task_of_person on platform.task (owner_id, created_at desc, id desc)`.execute(trx)
  await sql`create index task_of_company on platform.task (company_id, created_at desc, id desc)`.execute(trx)
}
