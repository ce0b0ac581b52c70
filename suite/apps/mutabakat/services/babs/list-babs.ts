/** A month's form BA or BS: paged and filtered lines, with the totals of the whole month. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { fromMoneyJson, type MoneyJson, type RouteInput, toMoneyJson } from '#platform/contract'
import { paginate, type SortColumn } from '#platform/store'
import type { BabsList, BabsOf, LetterStatus, routes } from '../../contract/index.ts'
import { selectBabs, toBabsRow } from '../../data/babs-lines.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { babsLimitOf, fold, monthEnd } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { readSettings } from '../settings/read-settings.ts'

type Query = RouteInput<typeof routes.listBabs>['query']

const SORTS: Record<string, SortColumn> = { title: { expression: sql.ref('line.search'), type: 'text' } }

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

const limitIn = async (tables: MutabakatTrx, company_id: string, month: string): Promise<MoneyJson | null> => {
  const { babs } = await readSettings(tables, company_id)
  return babsLimitOf(babs.limits, monthEnd(month))
}

/** Counts by status in the database; `archived` was agreed to when it has an answer, and passed in silence otherwise. */
const readTotals = async (
  tables: MutabakatTrx,
  company_id: string,
  of: BabsOf,
  limit: bigint | null,
): Promise<BabsList['totals']> => {
  const groups = await tables
    .selectFrom(selectBabs(tables, company_id, of).as('every'))
    .select(['every.status', sql<boolean>`every.answer_choice is not null`.as('answered')])
    .select([
      sql<number>`count(*)::int`.as('rows'),
      sql<number>`coalesce(sum(every.documents_count), 0)::int`.as('count'),
      sql<bigint>`coalesce(sum(every.minor), 0)::bigint`.as('minor'),
      sql<number>`(count(*) filter (where every.minor < ${limit ?? 0n}))::int`.as('below'),
    ])
    .groupBy(['every.status', 'answered'])
    .execute()
  const rows = (of: (status: LetterStatus, answered: boolean) => boolean): number =>
    groups.filter(({ status, answered }) => of(status, answered)).reduce((sum, group) => sum + group.rows, 0)
  const minor = groups.reduce((sum, group) => sum + group.minor, 0n)
  return {
    rows: rows(() => true),
    count: groups.reduce((sum, group) => sum + group.count, 0),
    amount: toMoneyJson({ minor, currency: 'TRY' }),
    unsent: rows(status => status === 'draft' || status === 'pending_approval' || status === 'ready'),
    waiting: rows(status => status === 'sent' || status === 'viewed'),
    agreed: rows(
      (status, answered) => status === 'approved' || status === 'resolved' || (status === 'archived' && answered),
    ),
    differing: rows(status => status === 'rejected'),
    silent: rows((status, answered) => status === 'expired' || (status === 'archived' && !answered)),
    below_limit: groups.reduce((sum, group) => sum + group.below, 0),
  }
}

export const listBabs = (services: Services, actor: Actor, query: Query): Promise<BabsList> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { company_id } = actor
    const of = { month: query.month, form: query.form }
    const limit = await limitIn(tables, company_id, query.month)
    const limitMinor = limit && fromMoneyJson(limit).minor
    let lines = selectBabs(tables, company_id, of)
    const statuses = query.status?.split(',').filter(Boolean) as LetterStatus[] | undefined
    if (statuses?.length) lines = lines.where('line.status', 'in', statuses)
    const q = query.q?.trim() ?? ''
    if (q !== '') {
      const folded = fold(q)
      lines = lines.where(
        sql<boolean>`((${folded} <> '' and line.search like ${`%${escaped(folded)}%`})
          or lower(line.no) like ${`%${escaped(q.toLowerCase())}%`} or line.tax_number like ${`%${escaped(q)}%`})`,
      )
    }
    const page = await paginate({
      trx,
      query: lines,
      sorts: SORTS,
      sort: 'title',
      id: sql.ref('line.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: JSON.stringify(['babs', of.month, of.form, query.status ?? '', q]),
      secret: services.secrets.key('cursor'),
    })
    const totals = await readTotals(tables, company_id, of, limitMinor)
    return {
      ...page,
      items: page.items.map(line => toBabsRow(line, limitMinor)),
      ...of,
      empty: totals.rows === 0,
      limit,
      totals,
    }
  })
