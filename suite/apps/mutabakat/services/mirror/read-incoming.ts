/** Letters of linked companies: the list, how many wait, and one of them beside our own figure. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Page, type RouteInput, toMoneyJson } from '#platform/contract'
import { paginate, type SortColumn } from '#platform/store'
import { fail, type Incoming, type IncomingRow, incomingFilters, type routes } from '../../contract/index.ts'
import { findIncoming, resultIs, type SelectedIncoming, selectIncoming, toIncomingRow } from '../../data/incoming.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { findExplainingLine } from './explaining-line.ts'

const SORTS: Record<string, SortColumn> = {
  received_at: { expression: sql.ref('incoming.received_at'), type: 'timestamptz' },
  balance_date: { expression: sql.ref('incoming.balance_date'), type: 'date' },
  reply_due: { expression: sql`coalesce(incoming.reply_due, 'infinity')`, type: 'date' },
}

type ListQuery = RouteInput<typeof routes.listIncoming>['query']

const filtered = (tables: MutabakatTrx, company_id: string, query: ListQuery) => {
  let rows = selectIncoming(tables, company_id)
  const q = query.q?.trim()
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    rows = rows.where(eb => eb.or([eb('incoming.no', 'ilike', like), eb('incoming.from_title', 'ilike', like)]))
  }
  const waits = query['filter[waits]']
  if (waits) rows = rows.where('incoming.status', waits === '1' ? 'in' : 'not in', ['sent', 'viewed'])
  const result = query['filter[result]']
  if (result) rows = rows.where(resultIs[result])
  const kind = query['filter[kind]']
  if (kind) rows = rows.where('incoming.kind', '=', kind)
  const card = query['filter[counterparty]']
  if (card) rows = rows.where(isUuid(card) ? sql<boolean>`incoming.counterparty_id = ${card}` : sql<boolean>`false`)
  return rows
}

export const listIncoming = (services: Services, actor: Actor, query: ListQuery): Promise<Page<IncomingRow>> =>
  services.store.inCompany(actor.company_id, async trx => {
    const page = await paginate({
      trx,
      query: filtered(withTables(trx), actor.company_id, query),
      sorts: SORTS,
      sort: query.sort ?? '-received_at',
      id: sql.ref('incoming.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: JSON.stringify([
        query.q ?? '',
        ...Object.keys(incomingFilters).map(name => query[name as keyof typeof incomingFilters] ?? ''),
      ]),
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: page.items.map(toIncomingRow) }
  })

export const countIncoming = (services: Services, actor: Actor): Promise<{ unread: number; waiting: number }> =>
  services.store.inCompany(actor.company_id, async trx => {
    const { rows } = await sql<{ unread: number; waiting: number }>`
      select count(*) filter (where read_at is null)::int as unread,
        count(*) filter (where status in ('sent','viewed'))::int as waiting
      from mutabakat.incoming
      where company_id = ${actor.company_id} and (read_at is null or status in ('sent','viewed'))`.execute(trx)
    return rows[0]!
  })

/** Throws `incoming_not_found`. */
export const requireIncoming = async (
  tables: MutabakatTrx,
  company_id: string,
  id: string,
): Promise<SelectedIncoming> => {
  const found = isUuid(id) ? await findIncoming(tables, company_id, id) : undefined
  if (!found) throw fail('incoming_not_found')
  return found
}

/** Why this reader may not answer it now; null when they may. */
export const answerRefusal = (row: SelectedIncoming, actor: Actor) => {
  if (actor.role === 'viewer') return 'role_too_low' as const
  if (!isOpen(row.status)) return 'incoming_closed' as const
  return row.linked_company_id === null || row.linked_company_id !== row.from_company_id
    ? ('link_ended' as const)
    : null
}

export const toIncoming = (row: SelectedIncoming, actor: Actor, because: Incoming['because']): Incoming => {
  const code = answerRefusal(row, actor)
  return {
    ...toIncomingRow(row),
    letter: row.letter,
    answer: row.letter.answer,
    answered_by: row.answered_by,
    because,
    can: { answer: { ok: code === null, code } },
  }
}

/** Where both statements were compared, the line that is the difference is named. */
export const readIncoming = async (services: Services, actor: Actor, id: string): Promise<Incoming> => {
  const row = await services.store.inCompany(actor.company_id, trx =>
    requireIncoming(withTables(trx), actor.company_id, id),
  )
  const linked = row.from_company_id !== null && row.linked_company_id === row.from_company_id
  const { difference } = toIncomingRow(row)
  const line =
    linked && difference ? await findExplainingLine(services, row.from_company_id!, row.letter_id, difference) : null
  return toIncoming(row, actor, line && { ...line, amount: toMoneyJson({ minor: line.minor, currency: row.currency }) })
}
