/** How this product talks to PostgreSQL: pools with our type parsers, and what each session starts with. */
import pg from 'pg'
import type { Logger } from 'pino'

/** Where to connect, and as whom. `connectionString` for your own server, the other members for the embedded one. */
export type ConnectionTarget = {
  host?: string
  port?: number
  user?: string
  password?: string
  database?: string
  connectionString?: string
}

const OID = { int8: 20, date: 1082, numeric: 1700 } as const

/**
 * Calendar days stay `"2026-10-31"` (a Date would move them by the time zone), `bigint` columns are `bigint`,
 * `numeric` stays text. Given to each pool, never set globally: other users of pg keep their own parsers.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === OID.date || oid === OID.numeric) return (value: string) => value
      if (oid === OID.int8) return (value: string) => BigInt(value)
    }
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

/** Options shared by pools and single clients. `settings` become `-c name=value` of the session. */
export const clientOptions = (
  target: ConnectionTarget,
  name: string,
  settings: Record<string, string> = {},
): pg.ClientConfig => {
  // Days and hours in SQL must not depend on how somebody's server is configured.
  const all = { timezone: 'UTC', ...settings }
  const options = Object.entries(all).map(([key, value]) => `-c ${key}=${value}`)
  return { ...target, application_name: name, types, options: options.join(' '), connectionTimeoutMillis: 15_000 }
}

/** A pool. Losing an idle connection is normal (a restart of PostgreSQL): it is logged, the next query opens a new one. */
export const openPool = (
  target: ConnectionTarget,
  options: { name: string; size: number; log: Logger; settings?: Record<string, string> },
): pg.Pool => {
  const pool = new pg.Pool({
    ...clientOptions(target, options.name, options.settings),
    max: options.size,
    idleTimeoutMillis: 30_000,
  })
  const lost = (error: Error) => options.log.warn({ err: error, pool: options.name }, 'a connection was lost')
  pool.on('error', lost)
  // The pool listens only while a connection is idle. One that is lost between two statements of a transaction would
  // otherwise end the process; its next statement fails anyway.
  pool.on('connect', client => client.on('error', lost))
  return pool
}

/** One connected client outside any pool; the caller ends it. */
export const openClient = async (
  target: ConnectionTarget,
  name: string,
  settings?: Record<string, string>,
): Promise<pg.Client> => {
  const client = new pg.Client(clientOptions(target, name, settings))
  await client.connect()
  return client
}
