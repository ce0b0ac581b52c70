/** The list of letters: filtered, sorted, paged. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Page, RouteInput } from '#platform/contract'
import { paginate, type SortColumn } from '#platform/store'
import { type LetterRow, type LetterStatus, letterFilters, type routes } from '../contract/index.ts'
import { selectRows, toLetterRow, withTables } from '../data/letters.ts'
import { fold } from '../domain/index.ts'
import type { Actor } from './actor.ts'

const SORTS: Record<string, SortColumn> = {
  no: { expression: sql.ref('letter.no'), type: 'text' },
  counterparty: { expression: sql.ref('counterparty.search'), type: 'text' },
  balance_date: { expression: sql.ref('letter.balance_date'), type: 'date' },
  balance: { expression: sql.ref('letter.minor'), type: 'bigint' },
  status: { expression: sql.ref('letter.status'), type: 'text' },
  created_at: { expression: sql.ref('letter.created_at'), type: 'timestamptz' },
  answered_at: { expression: sql`coalesce(letter.answered_at, '-infinity')`, type: 'timestamptz' },
}

/** A page of rows; an unknown sort or a foreign cursor is 400. */
export const listLetters = (
  services: Services,
  actor: Actor,
  query: RouteInput<typeof routes.listLetters>['query'],
): Promise<Page<LetterRow>> =>
  services.store.inCompany(actor.company_id, async trx => {
    let rows = selectRows(withTables(trx), actor.company_id)
    const statuses = query['filter[status]']?.split(',').filter(Boolean) as LetterStatus[] | undefined
    if (statuses?.length) rows = rows.where('letter.status', 'in', statuses)
    if (query['filter[balance_date]']) rows = rows.where('letter.balance_date', '=', query['filter[balance_date]'])
    if (query['filter[side]']) rows = rows.where('letter.side', '=', query['filter[side]'])
    if (query['filter[currency]']) rows = rows.where(sql<boolean>`letter.currency = ${query['filter[currency]']}`)
    if (query['filter[undelivered]']) rows = rows.where('letter.delivery_state', 'in', ['bounced', 'failed'])
    if (query.q?.trim()) {
      const folded = fold(query.q.trim())
      const like = `%${folded.replace(/[\\%_]/g, '\\$&')}%`
      rows = rows.where(
        // What folds to nothing (a sign alone) would be found everywhere.
        sql<boolean>`((${folded} <> '' and counterparty.search like ${like}) or lower(letter.no) like ${`%${query.q
          .trim()
          .toLowerCase()
          .replace(/[\\%_]/g, '\\$&')}%`})`,
      )
    }
    const filter = JSON.stringify([
      query.q ?? '',
      ...Object.keys(letterFilters).map(name => query[name as keyof typeof letterFilters] ?? ''),
    ])
    const page = await paginate({
      trx,
      query: rows,
      sorts: SORTS,
      sort: query.sort ?? '-created_at',
      id: sql.ref('letter.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter,
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: page.items.map(toLetterRow) }
  })
