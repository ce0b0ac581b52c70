/** A migrated database of its own for a test, copied from a template in some 40 ms. */
import { createHash, randomUUID } from 'node:crypto'
import { type Logger, pino } from 'pino'
import { type ConnectionTarget, openClient } from '../connection.ts'
import { type MigrationModule, migrate } from '../migrate.ts'
import { platformMigrations } from '../migrations/index.ts'
import { APP_ROLE, ensureDatabase } from '../roles.ts'
import { createStore, type Store, type StoreAccess } from '../store.ts'
import { startTestServer, TEST_SERVER_VARIABLE, type TestServer } from './server.ts'

/** A Store on a database of its own; `close` drops it. */
export type TestStore = Store & {
  readonly database: string
  /** The database as URLs, for a second store or process: the application's role, and the owner. */
  readonly urls: { app: string; owner: string }
  /** A second Store on the same database, as another process would have; close it before the first. */
  again(): Store
}

/** One template is built at a time, whoever asks: workers share the server. */
const TEMPLATE_LOCK = 7_202_699

let starting: Promise<TestServer> | null = null

/** The server of the global set-up when there is one, else one for this process. */
export const testServer = (): Promise<TestServer> => {
  const shared = process.env[TEST_SERVER_VARIABLE]
  starting ??= shared ? Promise.resolve(JSON.parse(shared) as TestServer) : startTestServer()
  return starting
}

/**
 * A new database with the platform's tables and those of `modules`.
 *
 * @example
 * const store = await createTestStore()
 * const company_id = await addCompany(store)
 * await store.inCompany(company_id, trx => trx.selectFrom('platform.file').selectAll().execute())
 * await store.close()
 */
export const createTestStore = async (
  modules: readonly MigrationModule[] = [],
  options: { log?: Logger; poolSize?: number } = {},
): Promise<TestStore> => {
  const server = await testServer()
  const log = options.log ?? pino({ level: 'silent' })
  const template = await ensureTemplate(server, [platformMigrations, ...modules], log)
  const database = `test_${randomUUID().replaceAll('-', '')}`
  const superuser = await openClient(server.superuser, 'nabiz test')
  await ensureDatabase(superuser, database, template).finally(() => superuser.end())

  const access = accessTo(server, database, log)
  const open = (onClose?: () => Promise<void>) => createStore(access, { poolSize: options.poolSize ?? 6, onClose })
  const store = open(() => dropDatabase(server, database))
  return Object.assign(store, {
    database,
    urls: { app: toUrl(access.app), owner: toUrl(access.owner) },
    again: () => open(),
  })
}

/** A company row, for tests that only need one to exist. Returns its id. */
export const addCompany = async (store: Store, title = 'Deneme Ticaret A.Ş.'): Promise<string> => {
  const id = randomUUID()
  await store.asSystem('a test adds a company', trx =>
    trx
      .insertInto('platform.company')
      .values({ id, slug: `deneme-${id}`, title })
      .execute(),
  )
  return id
}

const accessTo = (server: TestServer, database: string, log: Logger): StoreAccess => ({
  app: { ...server.app, database },
  owner: { ...server.owner, database },
  appRole: APP_ROLE,
  log,
})

/** Named after what it holds, so each set of modules is migrated once for each server. */
const ensureTemplate = async (server: TestServer, modules: MigrationModule[], log: Logger): Promise<string> => {
  const content = modules.map(({ schema, migrations }) => [
    schema,
    Object.entries(migrations).map(([id, migration]) => [id, String(migration.up)]),
  ])
  const name = `template_${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)}`
  const superuser = await openClient(server.superuser, 'nabiz test template')
  try {
    await superuser.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rows } = await superuser.query('select 1 from pg_database where datname = $1', [name])
    if (rows.length > 0) return name
    const draft = `${name}_draft`
    await superuser.query(`drop database if exists ${draft} with (force)`)
    await ensureDatabase(superuser, draft)
    await migrate({ access: accessTo(server, draft, log) }, modules)
    await superuser.query(`alter database ${draft} rename to ${name}`)
    return name
  } finally {
    await superuser.end()
  }
}

const dropDatabase = async (server: TestServer, database: string): Promise<void> => {
  const superuser = await openClient(server.superuser, 'nabiz test')
  await superuser.query(`drop database if exists ${database} with (force)`).finally(() => superuser.end())
}

const toUrl = (target: ConnectionTarget): string =>
  `postgresql://${target.user}:${target.password}@/${target.database}?host=${encodeURIComponent(target.host!)}&port=${target.port}`
