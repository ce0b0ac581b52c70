/** What a process needs first, apart from the rest of the suite: its log, and its database. */
import { mkdirSync } from 'node:fs'
import { type Logger, pino } from 'pino'
import { openStore, type Store } from '#platform/store'
import type { Config } from './config.ts'

export const createLog = (config: Config): Logger =>
  pino({ level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] })

/** Not migrated yet. Throws StoreRefusal with a sentence for the operator. */
export const openDatabase = async ({ dataDir, databaseUrl }: Config, log: Logger): Promise<Store> => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return openStore({ dataDir, log, ...(databaseUrl && { databaseUrl }) })
}
