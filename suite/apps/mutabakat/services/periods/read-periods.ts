/** Periods with how their letters stand. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Page, type RouteInput } from '#platform/contract'
import { paginate, type SortColumn } from '#platform/store'
import { fail, LETTER_STATUSES, type LetterStatus, type Period, type routes } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { isOpen, isUnsent } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'

const SORTS: Record<string, SortColumn> = {
  date: { expression: sql.ref('period.date'), type: 'date' },
  created_at: { expression: sql.ref('period.created_at'), type: 'timestamptz' },
}

const selectRows = (tables: MutabakatTrx, company_id: string) =>
  tables
    .selectFrom('mutabakat.period as period')
    .where('period.company_id', '=', company_id)
    .select(['period.id', 'period.kind', 'period.date', 'period.state', 'period.rev'])
    .select(['period.closed_at', 'period.closed_by', 'period.close_reason'])

const selectPeriods = (tables: MutabakatTrx, company_id: string) =>
  selectRows(tables, company_id).select(
    sql<Partial<Record<LetterStatus, number>>>`coalesce((
        select jsonb_object_agg(status, count) from (
          select status, count(*) from mutabakat.letter
          where company_id = period.company_id and kind = period.kind and balance_date = period.date
          group by status) as counted), '{}')`.as('counts'),
  )

type Row = Awaited<ReturnType<ReturnType<typeof selectPeriods>['executeTakeFirstOrThrow']>>

const toPeriod = ({ counts: found, closed_at, ...row }: Row): Period => {
  const counts = Object.fromEntries(LETTER_STATUSES.map(status => [status, found[status] ?? 0])) as Period['counts']
  const sum = (of: (status: LetterStatus) => boolean) =>
    LETTER_STATUSES.filter(of).reduce((total, status) => total + counts[status], 0)
  return {
    ...row,
    counts,
    total: sum(() => true),
    closed_at: closed_at?.toISOString() ?? null,
    unfinished: { drafts: sum(isUnsent), waiting: sum(isOpen) },
  }
}

/** Throws `period_not_found`. */
export const findPeriod = async (tables: MutabakatTrx, company_id: string, id: string): Promise<Period> => {
  const row = isUuid(id)
    ? await selectPeriods(tables, company_id).where('period.id', '=', id).executeTakeFirst()
    : undefined
  if (!row) throw fail('period_not_found')
  return toPeriod(row)
}

/** For who has counted its letters already. Throws `period_not_found`. */
export const findCountedPeriod = async (
  tables: MutabakatTrx,
  company_id: string,
  id: string,
  counted: readonly { status: LetterStatus; count: number }[],
): Promise<Period> => {
  const row = await selectRows(tables, company_id).where('period.id', '=', id).executeTakeFirst()
  if (!row) throw fail('period_not_found')
  const counts: Partial<Record<LetterStatus, number>> = {}
  for (const { status, count } of counted) counts[status] = (counts[status] ?? 0) + count
  return toPeriod({ ...row, counts })
}

export const getPeriod = (services: Services, actor: Actor, id: string): Promise<Period> =>
  services.store.inCompany(actor.company_id, trx => findPeriod(withTables(trx), actor.company_id, id))

/** `q` is not looked at: a period has no text. */
export const listPeriods = (
  services: Services,
  actor: Actor,
  query: RouteInput<typeof routes.listPeriods>['query'],
): Promise<Page<Period>> =>
  services.store.inCompany(actor.company_id, async trx => {
    let rows = selectPeriods(withTables(trx), actor.company_id)
    if (query['filter[kind]']) rows = rows.where('period.kind', '=', query['filter[kind]'])
    if (query['filter[state]']) rows = rows.where('period.state', '=', query['filter[state]'])
    const page = await paginate({
      trx,
      query: rows,
      sorts: SORTS,
      sort: query.sort ?? '-date',
      id: sql.ref('period.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: JSON.stringify(['periods', query['filter[kind]'] ?? '', query['filter[state]'] ?? '']),
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: page.items.map(toPeriod) }
  })
