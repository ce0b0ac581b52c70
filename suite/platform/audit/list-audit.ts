/** Reads the audit log of a company: filtered, in pages, and as a walk over all of it. */
import { type SqlBool, sql } from 'kysely'
import type { AuditEntry, AuditFilters, Page } from '#platform/contract'
import type { AuthTables } from '#platform/identity'
import { paginate, type Trx } from '#platform/store'

export type AuditCompany = { id: string; time_zone: string }

const select = (trx: Trx, company_id: string) =>
  trx
    .withTables<AuthTables>()
    .selectFrom('platform.audit as a')
    .innerJoin('platform.audit_link as l', 'l.seq', 'a.seq')
    .leftJoin('auth.user as u', 'u.id', 'a.actor')
    .where('a.company_id', '=', company_id)
    .select([
      'a.seq',
      'a.id',
      'a.at',
      'a.actor',
      'u.name as actor_name',
      'a.action',
      'a.object_type',
      'a.object_id',
      'a.old',
      'a.new',
      'a.ip',
      'a.agent',
      'l.position',
      'l.hash',
    ])

type Query = ReturnType<typeof select>
type Row = Awaited<ReturnType<Query['executeTakeFirstOrThrow']>>

/** Days begin at midnight of the company's clock. */
const dayStart = (day: string, time_zone: string, days = 0) =>
  sql<Date>`((${day}::date + ${days}::int)::timestamp at time zone ${time_zone})`

const filtered = (trx: Trx, company: AuditCompany, filters: AuditFilters): Query => {
  const action = filters['filter[action]']
  const [actor, type, object] = [filters['filter[actor]'], filters['filter[object_type]'], filters['filter[object_id]']]
  const [from, to] = [filters['filter[from]'], filters['filter[to]']]
  return select(trx, company.id)
    .$if(actor !== undefined, query => query.where('a.actor', '=', actor!))
    .$if(action !== undefined, query =>
      action!.endsWith('.')
        ? query.where(sql<SqlBool>`starts_with(a.action, ${action!})`)
        : query.where('a.action', '=', action!),
    )
    .$if(type !== undefined, query => query.where('a.object_type', '=', type!))
    .$if(object !== undefined, query => query.where('a.object_id', '=', object!))
    .$if(from !== undefined, query => query.where('a.at', '>=', dayStart(from!, company.time_zone)))
    .$if(to !== undefined, query => query.where('a.at', '<', dayStart(to!, company.time_zone, 1)))
}

export const toAuditEntry = (row: Row): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { id: row.actor, name: row.actor_name },
  action: row.action,
  object: row.object_type && row.object_id ? { type: row.object_type, id: row.object_id } : null,
  old: row.old,
  new: row.new,
  ip: row.ip,
  agent: row.agent,
  position: Number(row.position),
  hash: row.hash,
})

/** One page; `sort` is `-at` or `at`. Throws `bad_request` for another sort or a cursor of other filters. */
export const listAudit = async (
  trx: Trx,
  company: AuditCompany,
  query: AuditFilters & { sort?: string | undefined; limit: number; cursor?: string | undefined },
  secret: Buffer,
): Promise<Page<AuditEntry>> => {
  const { sort = '-at', limit, cursor, ...filters } = query
  const page = await paginate({
    trx,
    query: filtered(trx, company, filters),
    // Numbers are given out in the order of writing, so they sort as time does and are never equal.
    sorts: { at: { expression: sql`a.seq`, type: 'bigint' } },
    sort,
    id: sql`a.id`,
    limit,
    cursor,
    filter: JSON.stringify([company.id, Object.entries(filters).filter(([, value]) => value !== undefined)]),
    secret,
  })
  return { ...page, items: page.items.map(toAuditEntry) }
}

/** The next records after `seq`, oldest first. */
export const readAudit = (
  trx: Trx,
  company: AuditCompany,
  filters: AuditFilters,
  seq: bigint,
  limit: number,
): Promise<Row[]> => filtered(trx, company, filters).where('a.seq', '>', seq).orderBy('a.seq').limit(limit).execute()
