/** What a handler gets: who is calling, for which company, in which language, and the services of the platform. */
import type { X509Certificate } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { Logger } from 'pino'
import type { Audit, AuditRecord, AuditTrail } from '#platform/audit'
import type { Cache } from '#platform/cache'
import type { Locale, Role } from '#platform/contract'
import type { DrawingThreads } from '#platform/documents'
import type { Files } from '#platform/files'
import type { Jobs } from '#platform/jobs'
import type { Inbox, Mail, Outgoing, Push, Sms } from '#platform/notify'
import type { Store, Trx } from '#platform/store'
import type { DataRules } from './data-rules.ts'
import type { Secrets } from './secrets.ts'
import type { Translate } from './translate.ts'

/** Made once in main.ts. Everything that reaches outside a function comes from here, so tests replace it. */
export type Services = {
  store: Store
  jobs: Jobs
  cache: Cache
  files: Files
  mail: Mail
  outgoing: Outgoing
  sms: Sms
  push: Push
  inbox: Inbox
  audit: Audit
  trail: AuditTrail
  dataRules: DataRules
  now: () => Date
  /** uuid v7 */
  id: () => string
  /** `https://nabiz.example`, without a slash at the end. */
  publicUrl: string
  log: Logger
  secrets: Secrets
  /** Draws and signs papers beside the main thread. */
  drawing: DrawingThreads
  /** Certificates of authorities whose qualified signatures are believed; empty: chains are not checked. */
  authorities: readonly X509Certificate[]
  t: Translate
}

export type ContextUser = { id: string; name: string; email: string }
export type ContextCompany = { id: string; slug: string; title: string; role: Role; time_zone: string }

/** One uploaded file. Read `stream` to its end; past the contract's limit it fails with 413. */
export type Upload = { name: string; type: string; stream: Readable }

/** What a route with `produces` returns. `inline` shows it in the browser where that is safe (PDF and images). */
export type FileAnswer = { name: string; type: string; body: Buffer | Readable; inline?: boolean; size?: number }

export type Context = {
  request_id: string
  /** Null on a public route that nobody signed in to. */
  user: ContextUser | null
  /** Null unless the route's access names roles. */
  company: ContextCompany | null
  session_id: string | null
  /** The companies that are open to the caller now, by title: for what looks over several at once. None for a guest. */
  companies(): Promise<ContextCompany[]>
  locale: Locale
  /** The caller's address, seen through the configured proxies. */
  ip: string
  agent: string
  headers: IncomingHttpHeaders
  services: Services
  /** A sentence in the reader's language. */
  t(key: string, params?: Record<string, string | number>): string
  /** A header of the answer; an array becomes several headers of that name. */
  setHeader(name: string, value: string | string[]): void
  /** The file of a multipart request, once. Throws `bad_request` when there is none. */
  upload(): Promise<Upload>
  /** The body of a route with `raw`, as it came. */
  rawBody(): Buffer
  /** Appends to the audit log as the caller, for the company of the request. */
  audit(
    trx: Trx,
    record: Pick<AuditRecord, 'action' | 'object' | 'old' | 'new'> & { company_id?: string | null },
  ): Promise<void>
  /**
   * Keeps the answer under the request's `Idempotency-Key`, in the transaction of the effect; nothing without a key.
   * Call it last in that transaction, on routes whose contract says `idempotent`, with exactly what the handler returns.
   */
  idempotency(trx: Trx, answer: unknown): Promise<void>
  /** Sends `version` as the ETag: the row's `rev`. */
  etag(version: string | number | bigint): void
  /** Throws `stale` (412, with `current`) when the caller's If-Match names another version. Without If-Match: nothing. */
  ifMatch(version: string | number | bigint, current: unknown): void
}
