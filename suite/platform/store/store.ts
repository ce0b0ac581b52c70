/** The database as the rest of the suite sees it: transactions with a tenant, notifications, and nothing else. */
import { Kysely, PostgresDialect, sql } from 'kysely'
import type pg from 'pg'
import type { Logger } from 'pino'
import { COMPANY_SETTING, SYSTEM_SETTING } from './company-table.ts'
import { type ConnectionTarget, openPool } from './connection.ts'
import { createListener } from './listener.ts'
import type { PlatformTables, Trx } from './tables.ts'

/** How to reach the database, for those who need connections of their own. Holds passwords: never logged. */
export type StoreAccess = { app: ConnectionTarget; owner: ConnectionTarget; appRole: string; log: Logger }

/** `fn` sees `company_id` alone; between two steps the transaction sees no company at all. */
export type EnterCompany = <T>(company_id: string, fn: (trx: Trx) => Promise<T>) => Promise<T>

export type Store = {
  /** A transaction that sees one company. Throws TypeError when `company_id` is no uuid. */
  inCompany<T>(company_id: string, fn: (trx: Trx) => Promise<T>): Promise<T>
  /** A transaction that sees every company. Each caller gives its reason, and a test lists the callers. */
  asSystem<T>(reason: string, fn: (trx: Trx) => Promise<T>): Promise<T>
  /**
   * One transaction through the companies that are named, entered one at a time: what is done in one commits with what is
   * done in the other, and each step sees and writes its own company's rows alone. Throws TypeError when a company is not
   * named, or is entered inside another.
   */
  acrossCompanies<T>(company_ids: readonly string[], fn: (enter: EnterCompany) => Promise<T>): Promise<T>
  /** Calls back for each NOTIFY, with '' after a lost connection came back. Returns how to stop. */
  listen(channel: string, fn: (payload: string) => void): Promise<() => Promise<void>>
  /** Resolves when the database answers; rejects with its error when it does not. */
  ready(): Promise<void>
  /** Connections of the application's role, no tenant set: for pg-boss and better-auth. */
  readonly pool: pg.Pool
  readonly access: StoreAccess
  /** Ends every connection, then stops the embedded PostgreSQL if this store started it. */
  close(): Promise<void>
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The tenant is a setting of the transaction, so it can go from one company to the next without ending it. */
const enterOneOf = (trx: Trx, company_ids: readonly string[]): EnterCompany => {
  const named = new Set(company_ids)
  let inside = false
  const become = (company_id: string) => sql`select set_config(${COMPANY_SETTING}, ${company_id}, true)`.execute(trx)
  return async (company_id, fn) => {
    if (!named.has(company_id) || !UUID.test(company_id))
      throw new TypeError(`not a company of this transaction: ${JSON.stringify(company_id)}`)
    if (inside) throw new TypeError('a company is entered inside another')
    inside = true
    await become(company_id)
    const done = await fn(trx)
    await become('')
    inside = false
    return done
  }
}

/** Over a database that is already there. `onClose` runs after the last connection ended. */
export const createStore = (
  access: StoreAccess,
  options: { poolSize?: number; onClose?: () => Promise<void> } = {},
): Store => {
  const { log } = access
  const pool = openPool(access.app, { name: 'nabiz', size: options.poolSize ?? 10, log })
  const db = new Kysely<PlatformTables>({ dialect: new PostgresDialect({ pool }) })
  const listener = createListener(access.app, log)
  let closed: Promise<void> | null = null

  const begin = <T>(setting: string, value: string, fn: (trx: Trx) => Promise<T>): Promise<T> =>
    db.transaction().execute(async trx => {
      // `true`: the setting ends with the transaction, so a pooled connection never carries it to the next.
      await sql`select set_config(${setting}, ${value}, true)`.execute(trx)
      return fn(trx)
    })

  const close = async () => {
    await listener.close()
    await db.destroy()
    await options.onClose?.()
  }

  return {
    inCompany: async (company_id, fn) => {
      if (!UUID.test(company_id)) throw new TypeError(`not a company id: ${JSON.stringify(company_id)}`)
      return begin(COMPANY_SETTING, company_id, fn)
    },
    asSystem: async (reason, fn) => {
      log.debug({ reason }, 'acting for the platform')
      return begin(SYSTEM_SETTING, 'on', fn)
    },
    acrossCompanies: (company_ids, fn) => db.transaction().execute(trx => fn(enterOneOf(trx, company_ids))),
    listen: listener.listen,
    ready: async () => {
      await pool.query('select 1')
    },
    pool,
    access,
    close: () => {
      closed ??= close()
      return closed
    },
  }
}
