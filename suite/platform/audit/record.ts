/** Writing a record: who did what, to what, from where. It is part of the transaction of the change it tells of. */
import type { Trx } from '#platform/store'

export type AuditRecord = {
  /** Null for what belongs to no company, such as a refused sign-in. */
  company_id: string | null
  /** A user's id, `guest:{link_id}`, `system`, or `anonymous`. */
  actor: string
  /** `noun.verb` in past tense: `company.created`, `mutabakat.approved`. */
  action: string
  object?: { type: string; id: string } | undefined
  /** What changed, before and after. Never passwords, tokens or whole documents. */
  old?: unknown
  new?: unknown
  ip?: string | null
  agent?: string | null
}

/** Many at once are written in the order they are given in. */
export type Audit = (trx: Trx, record: AuditRecord | readonly AuditRecord[]) => Promise<void>

/** Rows in one statement, which takes at most 65,535 parameters. */
const PART = 1_000

/** Longer browser names say nothing more. */
const AGENT_MAX_CHARS = 300

/** Money is `bigint` inside; in the log it is text, as on every wire. */
const toJson = (value: unknown): string | null =>
  value === undefined || value === null
    ? null
    : JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? member.toString() : member))

/**
 * Needs no right to read: the table takes records from any transaction, for its own company or for none. The database
 * ties the record to its chain when the transaction commits.
 */
export const createAudit =
  (options: { id: () => string; now: () => Date }): Audit =>
  async (trx, records) => {
    const rows = [records].flat().map((record: AuditRecord) => ({
      id: options.id(),
      at: options.now(),
      company_id: record.company_id,
      actor: record.actor,
      action: record.action,
      object_type: record.object?.type ?? null,
      object_id: record.object?.id ?? null,
      old: toJson(record.old),
      new: toJson(record.new),
      ip: record.ip ?? null,
      agent: record.agent?.slice(0, AGENT_MAX_CHARS) ?? null,
    }))
    for (let at = 0; at < rows.length; at += PART)
      await trx
        .insertInto('platform.audit')
        .values(rows.slice(at, at + PART))
        .execute()
  }
