/** Opens the store: the embedded PostgreSQL of the data folder, or your own. */
import type { Logger } from 'pino'
import { openClient } from './connection.ts'
import { startEmbedded } from './embedded/server.ts'
import { StoreRefusal } from './refusal.ts'
import { APP_ROLE, checkAppRole } from './roles.ts'
import { createStore, type Store } from './store.ts'

/**
 * - `dataDir`: where the embedded PostgreSQL keeps its data.
 * - `databaseUrl`: your own PostgreSQL 15 or newer instead, as a role that is neither superuser nor BYPASSRLS.
 * - `ownerUrl`: another role for migrations there; without it the role of `databaseUrl` owns the tables, which row
 *   level security holds as well, because it is forced.
 * - `poolSize`: connections for transactions (10); migrations, notifications and jobs open their own.
 * - `fsync`: false only in tests (true).
 */
export type StoreOptions = {
  dataDir: string
  databaseUrl?: string
  ownerUrl?: string
  log: Logger
  poolSize?: number
  fsync?: boolean
}

/** Not migrated yet: call `migrate` next. Throws StoreRefusal with a sentence for the operator. */
export const openStore = async (options: StoreOptions): Promise<Store> => {
  const { log, poolSize } = options
  if (options.databaseUrl) {
    const app = { connectionString: options.databaseUrl }
    const client = await openClient(app, 'nabiz start').catch((error: NodeJS.ErrnoException) => {
      // Of several addresses of one name the error says nothing but its code.
      throw new StoreRefusal('no_answer', { got: error.message || String(error.code) }, error)
    })
    const appRole = await checkAppRole(client).finally(() => client.end())
    const owner = { connectionString: options.ownerUrl ?? options.databaseUrl }
    return createStore({ app, owner, appRole, log }, { poolSize })
  }
  const server = await startEmbedded({ dataDir: options.dataDir, fsync: options.fsync ?? true, log })
  return createStore(
    { app: server.app, owner: server.owner, appRole: APP_ROLE, log },
    { poolSize, onClose: server.stop },
  )
}
