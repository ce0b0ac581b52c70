/** The list of counterparties: searched, sorted, paged. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Page, RouteInput } from '#platform/contract'
import { paginate, type SortColumn } from '#platform/store'
import type { Counterparty, routes } from '../contract/index.ts'
import { toCounterparty } from '../data/letter-details.ts'
import { withTables } from '../data/letters.ts'
import { fold } from '../domain/index.ts'
import type { Actor } from './actor.ts'

const SORTS: Record<string, SortColumn> = {
  title: { expression: sql.ref('search'), type: 'text' },
  code: { expression: sql.ref('code'), type: 'text' },
}

export const listCounterparties = (
  services: Services,
  actor: Actor,
  query: RouteInput<typeof routes.listCounterparties>['query'],
): Promise<Page<Counterparty>> =>
  services.store.inCompany(actor.company_id, async trx => {
    let rows = withTables(trx)
      .selectFrom('mutabakat.counterparty')
      .selectAll()
      .where('company_id', '=', actor.company_id)
    if (query.q?.trim()) {
      const folded = fold(query.q)
      rows = rows.where('search', 'like', `%${folded.replace(/[\\%_]/g, '\\$&')}%`)
      // What folds to nothing (a sign alone) would be found everywhere.
      if (folded === '') rows = rows.where(sql<boolean>`false`)
    }
    const page = await paginate({
      trx,
      query: rows,
      sorts: SORTS,
      sort: query.sort ?? 'title',
      id: sql.ref('id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: query.q ?? '',
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: page.items.map(toCounterparty) }
  })
