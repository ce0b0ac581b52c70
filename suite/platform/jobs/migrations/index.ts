/** The schema of pg-boss as a migration of ours, so that the running product never changes tables. */
import { readFileSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import type { MigrationModule } from '#platform/store'

export const BOSS_SCHEMA = 'pgboss'

const install = {
  async up(trx: Kysely<unknown>): Promise<void> {
    const text = readFileSync(new URL('./0001-pg-boss-46.sql', import.meta.url), 'utf8')
    await sql.raw(withoutTransaction(text)).execute(trx)
  },
}

/** pg-boss wraps its plan in a transaction; the Migrator has one already, and a COMMIT inside would end it early. */
export const withoutTransaction = (plan: string): string => plan.replace(/^\s*(BEGIN|COMMIT);\s*$/gm, '')

/**
 * A newer pg-boss brings a higher schema version: add a migration with its `getMigrationPlans('pgboss', 46)`, and keep
 * this one as it is.
 */
export const jobsMigrations: MigrationModule = { schema: BOSS_SCHEMA, migrations: { '0001-pg-boss-46': install } }
