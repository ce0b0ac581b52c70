/** The unfinished counterparties of one person in a period, page by page. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Page, type RouteInput } from '#platform/contract'
import { paginate, type SortColumn } from '#platform/store'
import type { LaneRow, routes } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { selectLane } from '../../data/period-letters.ts'
import type { Actor } from '../actor.ts'
import { findKey } from './find-key.ts'

const SORTS: Record<string, SortColumn> = {
  title: { expression: sql.ref('counterparty.search'), type: 'text' },
}

/** An id that names nobody has an empty lane. Throws `period_not_found`. */
export const listLane = (
  services: Services,
  actor: Actor,
  id: string,
  { responsible, limit, cursor }: RouteInput<typeof routes.listLane>['query'],
): Promise<Page<LaneRow>> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const period = await findKey(tables, actor.company_id, id)
    const person = responsible === 'none' ? null : responsible
    if (person !== null && !isUuid(person))
      return { items: [], next_cursor: null, prev_cursor: null, total: 0, total_is_exact: true }
    return paginate({
      trx,
      query: selectLane(tables, actor.company_id, period, person),
      sorts: SORTS,
      sort: 'title',
      id: sql.ref('counterparty.id'),
      limit,
      cursor,
      filter: JSON.stringify(['lane', id, responsible]),
      secret: services.secrets.key('cursor'),
    })
  })
