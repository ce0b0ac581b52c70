/** The private PostgreSQL of a data folder: started or adopted, with its roles and its database, for one process. */
import pg from 'pg'
import type { Logger } from 'pino'
import { type ConnectionTarget, clientOptions } from '../connection.ts'
import { StoreRefusal } from '../refusal.ts'
import { APP_ROLE, ensureDatabase, ensureRoles, OWNER_ROLE } from '../roles.ts'
import { postgresAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { openCluster, rolePassword, SUPERUSER } from './cluster.ts'
import { PORT, startPostmaster, stopPostmaster } from './postmaster.ts'

export type EmbeddedServer = {
  app: ConnectionTarget
  owner: ConnectionTarget
  superuser: ConnectionTarget
  pid: number
  /** The folder of the cluster. */
  home: string
  adopted: boolean
  stop(): Promise<void>
}

export const DATABASE = 'nabiz'

/** Held by the one process that uses the cluster, on a connection that ends with it: no stale lock is possible. */
const INSTANCE_LOCK = 7_202_600

/** Throws StoreRefusal: `no_binaries`, `unreachable`, `foreign_cluster`, `no_key`, `start_failed`, `in_use`. */
export const startEmbedded = async (options: {
  dataDir: string
  fsync: boolean
  log: Logger
}): Promise<EmbeddedServer> => {
  const account = postgresAccount()
  const binaries = await findBinaries(account)
  const cluster = await openCluster(options.dataDir, binaries, account)
  const postmaster = await startPostmaster(cluster, binaries, account, { fsync: options.fsync })
  const target = (user: string, database: string): ConnectionTarget => ({
    host: postmaster.socketFolder,
    port: PORT,
    user,
    password: rolePassword(cluster.key, user),
    database,
  })
  const superuser = target(SUPERUSER, 'postgres')
  const instance = await lockInstance(superuser, options)
  await ensureRoles(instance, {
    owner: rolePassword(cluster.key, OWNER_ROLE),
    app: rolePassword(cluster.key, APP_ROLE),
  })
  await ensureDatabase(instance, DATABASE)
  // The lock ends with the process; it must not be what keeps the process from ending.
  const lock = instance as unknown as { ref(): void; unref(): void }
  lock.unref()
  options.log.info(
    { home: cluster.home, pid: postmaster.pid, adopted: postmaster.adopted, version: binaries.version },
    postmaster.adopted ? 'took over the embedded PostgreSQL of an earlier run' : 'started the embedded PostgreSQL',
  )
  return {
    app: target(APP_ROLE, DATABASE),
    owner: target(OWNER_ROLE, DATABASE),
    superuser,
    pid: postmaster.pid,
    home: cluster.home,
    adopted: postmaster.adopted,
    stop: async () => {
      // It may be all that is left: a process with nothing to wait for ends here and leaves PostgreSQL behind.
      lock.ref()
      await instance.end().catch(() => {})
      await stopPostmaster(postmaster)
    },
  }
}

/** A process that was just killed may need a moment to lose its connection, hence the short wait before refusing. */
const lockInstance = async (superuser: ConnectionTarget, options: { dataDir: string; log: Logger }) => {
  const client = new pg.Client(clientOptions(superuser, `nabiz instance ${process.pid}`, { lock_timeout: '2s' }))
  client.on('error', error => options.log.error({ err: error }, 'the embedded PostgreSQL went away'))
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [INSTANCE_LOCK])
    return client
  } catch (cause) {
    await client.end()
    throw new StoreRefusal('in_use', { got: options.dataDir }, cause)
  }
}
