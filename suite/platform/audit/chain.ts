/** The chain as the verifier sees it: the content of a record, its fingerprint, and reading records in their order. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Trx } from '#platform/store'

/** The chain of what belongs to no company. */
export const NO_COMPANY = '00000000-0000-0000-0000-000000000000'
/** What the first record is tied to. */
export const START = '0'.repeat(64)

/** A record as text, exactly as the database wrote it into the fingerprint; all null when the record is gone. */
export type StoredRecord = {
  seq: string | null
  id: string | null
  at: string | null
  company_id: string | null
  actor: string | null
  action: string | null
  object_type: string | null
  object_id: string | null
  old: string | null
  new: string | null
  ip: string | null
  agent: string | null
}
export type Link = StoredRecord & { position: bigint; prev_hash: string; hash: string }

const field = (value: string | null): string => (value === null ? '-' : `${Buffer.byteLength(value)}:${value}`)

/**
 * Written a second time here, and not asked of the database: whoever changed a record could have changed its function
 * as well. `platform.audit_content` is the other hand; every verification compares the two.
 */
const contentOf = (record: StoredRecord): string =>
  [
    record.seq,
    record.id,
    record.at,
    record.company_id,
    record.actor,
    record.action,
    record.object_type,
    record.object_id,
    record.old,
    record.new,
    record.ip,
    record.agent,
  ]
    .map(field)
    .join('')

/** Ties a record to the fingerprint of the one before it. */
export const fingerprint = (previous: string, record: StoredRecord): string =>
  createHash('sha256').update(previous).update(contentOf(record)).digest('hex')

/** The next links after a position, with what their records say now. Needs `asSystem`. */
export const readLinks = async (
  trx: Trx,
  chain: string,
  after: bigint,
  upto: bigint,
  limit: number,
): Promise<Link[]> => {
  const { rows } = await sql<Link>`
    select l.position, l.prev_hash, l.hash, a.seq::text as seq, a.id::text as id,
      to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, a.company_id::text as company_id,
      a.actor, a.action, a.object_type, a.object_id, a.old::text as old, a.new::text as new, a.ip, a.agent
    from platform.audit_link l left join platform.audit a on a.seq = l.seq
    where l.company_id = ${chain} and l.position > ${after} and l.position <= ${upto}
    order by l.position limit ${limit}`.execute(trx)
  return rows
}
