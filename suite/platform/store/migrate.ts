/** Brings the schemas up to date: one Migrator for each module, in the order given, under one lock, forward only. */
import { Kysely as Database, type Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type pg from 'pg'
import { openClient, openPool } from './connection.ts'
import { StoreRefusal } from './refusal.ts'
import type { StoreAccess } from './store.ts'

/**
 * A module's migrations, run as the owner of the database in the order of their names. They are written once and never
 * changed; a mistake is mended by the next one. `nabiz.system` is on, so policies do not hide rows from them.
 */
export type MigrationModule = {
  schema: string
  migrations: Record<string, { up(trx: Kysely<unknown>): Promise<void> }>
}

/** Everybody who migrates waits here: two starts at once, or two nodes of a cluster. */
const MIGRATION_LOCK = 7_202_601

/** Throws StoreRefusal `migration_failed`; what the failed module did is rolled back, earlier modules stay. */
export const migrate = async (store: { access: StoreAccess }, modules: readonly MigrationModule[]): Promise<void> => {
  const { owner, appRole, log } = store.access
  const lock = await openClient(owner, 'nabiz migration lock')
  const pool = openPool(owner, { name: 'nabiz migration', size: 2, log, settings: { 'nabiz.system': 'on' } })
  const db = new Database<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    for (const module of modules) await migrateModule(db, module, log)
    if (appRole !== (await currentUser(lock))) for (const module of modules) await grant(db, module.schema, appRole)
  } finally {
    await db.destroy()
    await lock.end()
  }
}

const migrateModule = async (db: Kysely<unknown>, module: MigrationModule, log: StoreAccess['log']): Promise<void> => {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => module.migrations },
    migrationTableSchema: module.schema,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error) {
    const failed = results?.find(result => result.status === 'Error')?.migrationName ?? '(reading what is applied)'
    throw new StoreRefusal('migration_failed', { got: `${module.schema}/${failed}` }, error)
  }
  for (const result of results ?? []) log.info({ schema: module.schema, migration: result.migrationName }, 'migrated')
}

/** The application may use what the owner made, but not change its shape, nor forget which migrations ran. */
const grant = async (db: Kysely<unknown>, schema: string, role: string): Promise<void> => {
  const [at, to] = [sql.id(schema), sql.id(role)]
  await sql`grant usage on schema ${at} to ${to}`.execute(db)
  await sql`grant select, insert, update, delete on all tables in schema ${at} to ${to}`.execute(db)
  await sql`grant usage, select on all sequences in schema ${at} to ${to}`.execute(db)
  await sql`revoke insert, update, delete on ${at}.migration, ${at}.migration_lock from ${to}`.execute(db)
}

const currentUser = async (client: pg.Client): Promise<string> =>
  (await client.query<{ name: string }>('select current_user as name')).rows[0]!.name
