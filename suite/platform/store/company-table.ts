/** Row level security of a table that belongs to companies: the second wall behind `where company_id = …`. */
import { type Kysely, sql } from 'kysely'

/** The setting that `inCompany` makes, and the one that `asSystem` makes; both end with their transaction. */
export const COMPANY_SETTING = 'nabiz.company'
export const SYSTEM_SETTING = 'nabiz.system'

/** True where the transaction may act for the platform as a whole. */
const isSystem = sql.raw(`(select current_setting('${SYSTEM_SETTING}', true)) = 'on'`)
/** The company of the transaction; null outside `inCompany`, so that no row is equal to it. */
const currentCompany = sql.raw(`(select nullif(current_setting('${COMPANY_SETTING}', true), '')::uuid)`)

/**
 * Enables and forces row level security with the company's policy. `table` is qualified: `mutabakat.letter`.
 * `column` holds the company: rows where it is null are seen by `asSystem` alone.
 */
export const companyTable = async <DB>(trx: Kysely<DB>, table: string, column = 'company_id'): Promise<void> => {
  const name = sql.table(table)
  const mine = sql`(${isSystem} or ${sql.ref(column)} = ${currentCompany})`
  await protect(trx, table)
  await sql`create policy company on ${name} using ${mine} with check ${mine}`.execute(trx)
}

/** A table that only the platform itself reads and writes, such as the event log. */
export const systemTable = async <DB>(trx: Kysely<DB>, table: string): Promise<void> => {
  await protect(trx, table)
  await sql`create policy system on ${sql.table(table)} using (${isSystem}) with check (${isSystem})`.execute(trx)
}

/** A table that every transaction may add to, for its own company or none, and only the platform reads: the outbox. */
export const letterboxTable = async <DB>(trx: Kysely<DB>, table: string): Promise<void> => {
  const name = sql.table(table)
  await systemTable(trx, table)
  await sql`create policy letterbox on ${name} for insert
    with check (company_id is null or company_id = ${currentCompany})`.execute(trx)
}

const protect = async <DB>(trx: Kysely<DB>, table: string): Promise<void> => {
  await sql`alter table ${sql.table(table)} enable row level security`.execute(trx)
  // Without FORCE the owner of the table walks round every policy; with one role for everything that is all of us.
  await sql`alter table ${sql.table(table)} force row level security`.execute(trx)
}
