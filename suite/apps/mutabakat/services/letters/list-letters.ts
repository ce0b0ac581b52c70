/** The list of letters: filtered, sorted, paged. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Page, type RouteInput, textToMinor } from '#platform/contract'
import { paginate, type SortColumn } from '#platform/store'
import { type LetterRow, type LetterStatus, letterFilters, type routes } from '../../contract/index.ts'
import { type MutabakatTrx, selectRows, toLetterRow, withTables } from '../../data/letters.ts'
import { fold } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { findPeriod } from '../periods/read-periods.ts'

export const LETTER_ORDERS: Record<string, SortColumn> = {
  no: { expression: sql.ref('letter.no'), type: 'text' },
  counterparty: { expression: sql.ref('counterparty.search'), type: 'text' },
  balance_date: { expression: sql.ref('letter.balance_date'), type: 'date' },
  balance: { expression: sql.ref('letter.minor'), type: 'bigint' },
  status: { expression: sql.ref('letter.status'), type: 'text' },
  created_at: { expression: sql.ref('letter.created_at'), type: 'timestamptz' },
  answered_at: { expression: sql`coalesce(letter.answered_at, '-infinity')`, type: 'timestamptz' },
  reply_due: { expression: sql`coalesce(letter.reply_due, '-infinity')`, type: 'date' },
  sent_at: { expression: sql`coalesce(letter.sent_at, '-infinity')`, type: 'timestamptz' },
}

type ListQuery = RouteInput<typeof routes.listLetters>['query']
/** All of the list's query that says which letters, and in which order. */
type Query = Omit<ListQuery, 'limit' | 'cursor'>
type Rows = ReturnType<typeof selectRows>

/** What is no id names nothing, and so finds nothing. */
const byId = (
  rows: Rows,
  column: 'letter.responsible_id' | 'letter.batch_id' | 'letter.counterparty_id',
  id: string,
) => (isUuid(id) ? rows.where(column, '=', id) : rows.where(sql.lit(false)))

const narrow = (all: Rows, query: Query, actor: Actor): Rows => {
  let rows = all
  const responsible = query['filter[responsible]']
  if (query['filter[kind]']) rows = rows.where('letter.kind', '=', query['filter[kind]'])
  if (responsible === 'none') rows = rows.where('letter.responsible_id', 'is', null)
  else if (responsible) rows = byId(rows, 'letter.responsible_id', responsible)
  if (query['filter[party]']) rows = rows.where('counterparty.kind', '=', query['filter[party]'])
  if (query['filter[min]']) rows = rows.where('letter.minor', '>=', textToMinor(query['filter[min]']))
  if (query['filter[max]']) rows = rows.where('letter.minor', '<=', textToMinor(query['filter[max]']))
  if (query['filter[batch]']) rows = byId(rows, 'letter.batch_id', query['filter[batch]'])
  if (query['filter[counterparty]']) rows = byId(rows, 'letter.counterparty_id', query['filter[counterparty]'])
  if (query['filter[mine]'])
    rows = rows.where(eb =>
      eb.or([
        eb('letter.responsible_id', '=', actor.user_id),
        eb('letter.author_id', '=', actor.user_id),
        eb('letter.sender_id', '=', actor.user_id),
      ]),
    )
  return rows
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/**
 * `MUT-2026-0001` finds numbers that begin so; digits, numbers and account codes that hold them; anything else, titles and
 * codes. What folds to nothing (a sign alone) finds nothing. Each is asked of one table: an "or" over both would join and
 * read every letter of the company.
 */
const search = (rows: Rows, company_id: string, text: string): Rows => {
  if (/^mut-[\d-]*$/i.test(text)) {
    const from = text.toUpperCase()
    // What stands behind it sorts before the colon. Not `like`: row security lets no index answer that.
    return rows.where(sql<boolean>`(letter.no ~>=~ ${from} and letter.no ~<~ ${`${from}:`})`)
  }
  const folded = fold(text)
  if (folded === '') return rows.where(sql.lit(false))
  const cards = sql`select id from mutabakat.counterparty
    where company_id = ${company_id} and search like ${`%${escaped(folded)}%`}`
  if (!/^[\d-]+$/.test(text)) return rows.where(sql<boolean>`letter.counterparty_id in (${cards})`)
  return rows.where(sql<boolean>`letter.id in (
    select id from mutabakat.letter where company_id = ${company_id} and no like ${`%${escaped(text)}%`}
    union all
    select id from mutabakat.letter where company_id = ${company_id} and counterparty_id in (${cards}))`)
}

/** The rows that the list's filters and its search leave; throws `period_not_found`. */
export const filteredRows = async (tables: MutabakatTrx, actor: Actor, query: Query): Promise<Rows> => {
  let rows = selectRows(tables, actor.company_id)
  const statuses = query['filter[status]']?.split(',').filter(Boolean) as LetterStatus[] | undefined
  if (statuses?.length) rows = rows.where('letter.status', 'in', statuses)
  if (query['filter[balance_date]']) rows = rows.where('letter.balance_date', '=', query['filter[balance_date]'])
  if (query['filter[side]']) rows = rows.where('letter.side', '=', query['filter[side]'])
  if (query['filter[currency]']) rows = rows.where(sql<boolean>`letter.currency = ${query['filter[currency]']}`)
  if (query['filter[undelivered]']) rows = rows.where('letter.delivery_state', 'in', ['bounced', 'failed'])
  rows = narrow(rows, query, actor)
  if (query['filter[period]']) {
    const period = await findPeriod(tables, actor.company_id, query['filter[period]'])
    rows = rows.where('letter.kind', '=', period.kind).where('letter.balance_date', '=', period.date)
  }
  return query.q?.trim() ? search(rows, actor.company_id, query.q.trim()) : rows
}

/** A page of rows; an unknown sort or a foreign cursor is 400. */
export const listLetters = (services: Services, actor: Actor, query: ListQuery): Promise<Page<LetterRow>> =>
  services.store.inCompany(actor.company_id, async trx => {
    const rows = await filteredRows(withTables(trx), actor, query)
    const filter = JSON.stringify([
      query.q ?? '',
      ...Object.keys(letterFilters).map(name => query[name as keyof typeof letterFilters] ?? ''),
    ])
    const page = await paginate({
      trx,
      query: rows,
      sorts: LETTER_ORDERS,
      sort: query.sort ?? '-created_at',
      id: sql.ref('letter.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter,
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: page.items.map(toLetterRow) }
  })
