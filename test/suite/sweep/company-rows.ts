/** Everything the database holds of one company, whatever the tables are called: for ids to try, and to see that nothing moved. */
import { sql } from 'kysely'
import type { Store } from '../../../suite/platform/store/index.ts'

export type TableRows = { table: string; rows: Record<string, unknown>[] }

/** Every table with a `company_id`, and the rows of `company_id` in it, in a fixed order. */
export const rowsOfCompany = (store: Store, company_id: string): Promise<TableRows[]> =>
  store.inCompany(company_id, async trx => {
    const tables = await sql<{ schema: string; name: string }>`
      select table_schema as schema, table_name as name from information_schema.columns
      where column_name = 'company_id' order by 1, 2`.execute(trx)
    const all: TableRows[] = []
    for (const { schema, name } of tables.rows) {
      const { rows } = await sql<{ row: Record<string, unknown> }>`
        select to_jsonb(t) as row from ${sql.table(`${schema}.${name}`)} t
        where company_id = ${company_id} order by to_jsonb(t)::text`.execute(trx)
      all.push({ table: `${schema}.${name}`, rows: rows.map(({ row }) => row) })
    }
    return all
  })

/** One id of each table that has rows with one: `{ 'mutabakat.letter': '0190…' }`. */
export const idsByTable = (tables: readonly TableRows[]): Map<string, string> =>
  new Map(
    tables.flatMap(({ table, rows }) => {
      const id = rows[0]?.id
      return typeof id === 'string' ? [[table, id] as const] : []
    }),
  )

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Every id that stands anywhere in these rows. */
export const allIds = (tables: readonly TableRows[]): Set<string> => new Set(JSON.stringify(tables).match(UUID) ?? [])
