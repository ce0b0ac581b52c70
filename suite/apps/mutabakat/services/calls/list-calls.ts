/** The list of calls: open ones unless asked otherwise, the first due first. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Page, RouteInput } from '#platform/contract'
import { paginate, type SortColumn } from '#platform/store'
import type { Call, routes } from '../../contract/index.ts'
import { selectCalls, toCalls } from '../../data/calls.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'

const SORTS: Record<string, SortColumn> = {
  reply_due: { expression: sql`coalesce(letter.reply_due, 'infinity')`, type: 'date' },
  created_at: { expression: sql.ref('call.created_at'), type: 'timestamptz' },
}

/** `q` is not looked at: the list is short, and what is searched for are letters. */
export const listCalls = (
  services: Services,
  actor: Actor,
  query: RouteInput<typeof routes.listCalls>['query'],
): Promise<Page<Call>> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { company_id } = actor
    const state = query['filter[state]'] ?? 'open'
    let rows = selectCalls(tables, company_id).where('call.state', '=', state)
    if (query['filter[mine]'])
      rows = rows.where(sql<boolean>`coalesce(letter.responsible_id, letter.sender_id) = ${actor.user_id}::uuid`)
    const page = await paginate({
      trx,
      query: rows,
      sorts: SORTS,
      sort: query.sort ?? 'reply_due',
      id: sql.ref('call.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: JSON.stringify(['calls', state, query['filter[mine]'] ?? '']),
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: await toCalls(tables, company_id, page.items, services.now()) }
  })
