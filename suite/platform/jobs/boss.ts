/** pg-boss as this product runs it. Nothing outside this folder knows it is there. */
import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Store, Trx } from '#platform/store'
import { BOSS_SCHEMA } from './migrations/index.ts'

type BossDatabase = ReturnType<typeof fromKysely>

/** One process among those that share the database. `tag`: unique; it stands in the names of its connections. */
export type BossProcess = { tag: string; part: string; works: boolean }

/** What the registry of processes knows the connections of one by. */
export const connectionName = (tag: string): string => `nabiz jobs ${tag}`

/**
 * Started, with a pool of its own: LISTEN needs one that pg-boss owns. Workers come later. A process that does not work
 * queues, and leaves clock, supervision and listening to those that do.
 */
export const startBoss = async (store: Store, log: Logger, { tag, part, works }: BossProcess): Promise<PgBoss> => {
  const boss = new PgBoss({
    ...store.access.app,
    schema: BOSS_SCHEMA,
    application_name: connectionName(tag),
    instanceName: part,
    instanceHeartbeatSeconds: 10,
    max: works ? 6 : 2,
    schedule: works,
    supervise: works,
    // The schema is a migration of ours, and the application's role may not change tables, nor rebuild indexes.
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    useListenNotify: works,
    // What the clock queues is handed on within a second.
    cronWorkerIntervalSeconds: 1,
    // How soon a heartbeat that stopped is noticed; its default is a minute.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  })
  boss.on('error', error => log.error({ err: error }, 'jobs: pg-boss reported an error'))
  boss.on('warning', warning => log.warn({ warning }, 'jobs: pg-boss warned'))
  await boss.start()
  return boss
}

/**
 * The caller's transaction as pg-boss takes it. Our pools read `bigint` columns as bigint; pg-boss counts in the texts
 * that pg gives by default.
 */
export const inTransaction = (trx: Trx): BossDatabase => {
  const inner = fromKysely(trx)
  return {
    async executeSql(text, values) {
      const { rows } = await inner.executeSql(text, values)
      return { rows: rows.map(withTextCounts) }
    },
  }
}

/** How many jobs a command changed. Its type is declared empty; the count is there, and the fences need it. */
export const affectedBy = (response: object): number =>
  'affected' in response ? Number((response as { affected: number }).affected) : 0

const withTextCounts = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? String(value) : value]),
  )
