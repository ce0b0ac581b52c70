/** What identity needs from outside. The two doors upwards (the audit log, people's words) are declared here. */
import type { Logger } from 'pino'
import type { Locale } from '#platform/contract'
import type { Store, Trx } from '#platform/store'

/** Appends to the audit log in the transaction of the change. */
export type WriteAudit = (
  trx: Trx,
  record: {
    company_id: string | null
    actor: string
    action: string
    object?: { type: string; id: string }
    old?: unknown
    new?: unknown
    ip?: string | null
    agent?: string | null
  },
) => Promise<void>

/** A sentence of the catalogue: `session.left_company`, `role.admin`. */
export type Say = (locale: Locale, key: string, params?: Record<string, string | number>) => string

/**
 * - `secret`: 32 bytes; signs cookies, encrypts token keys, hides addresses in the table of tries.
 * - `publicUrl`: with `https:` cookies are Secure and named `__Host-…`.
 */
export type IdentityOptions = {
  store: Store
  secret: Buffer
  publicUrl: string
  now: () => Date
  id: () => string
  log: Logger
  audit: WriteAudit
  t: Say
}

/** Who does something, for the audit log. */
export type By = { actor: string; ip?: string | null; agent?: string | null }
