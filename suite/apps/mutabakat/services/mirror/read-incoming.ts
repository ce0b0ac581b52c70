/** Letters of linked companies: the list, how many wait, and one of them beside our own figure. */
import { roomName } from '@nabiz/protocol'
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Page, type RouteInput, toMoneyJson } from '#platform/contract'
import { paginate, type SortColumn } from '#platform/store'
import {
  fail,
  type Incoming,
  type IncomingRow,
  incomingFilters,
  letterRoom,
  type MutabakatFailureCode,
  type routes,
} from '../../contract/index.ts'
import { findIncoming, resultIs, type SelectedIncoming, selectIncoming, toIncomingRow } from '../../data/incoming.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { isBabs, isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { findExplainingLine } from './explaining-line.ts'
import { findOwnStatement } from './own-statement.ts'

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

/** The company it came from, while our card is linked with it; null after the end of the link. */
export const linkedSender = (row: SelectedIncoming): string | null =>
  row.linked_company_id === row.from_company_id ? row.from_company_id : null

/** Why this reader may not answer it now; null when they may. */
export const answerRefusal = (row: SelectedIncoming, actor: Actor) => {
  if (actor.role === 'viewer') return 'role_too_low' as const
  if (!isOpen(row.status)) return 'incoming_closed' as const
  return linkedSender(row) === null ? ('link_ended' as const) : null
}

/** Why its statements are not compared; null when they are. A guest gets there after a no, and a form has no lines. */
export const compareRefusal = (row: SelectedIncoming) => {
  if (linkedSender(row) === null) return 'link_ended' as const
  if (row.status === 'cancelled') return 'link_cancelled' as const
  return isBabs(row.kind) || row.letter.answer?.choice !== 'disagree' ? ('comparison_not_rejected' as const) : null
}

const verdict = (code: MutabakatFailureCode | null) => ({ ok: code === null, code })

export const toIncoming = (
  row: SelectedIncoming,
  actor: Actor,
  { because, own_statement }: Pick<Incoming, 'because' | 'own_statement'>,
): Incoming => {
  const isShown = linkedSender(row) !== null && row.status !== 'cancelled'
  return {
    ...toIncomingRow(row),
    letter: row.letter,
    answer: row.letter.answer,
    answered_by: row.answered_by,
    because,
    room: isShown ? roomName(letterRoom.pattern, { id: row.letter_id }) : null,
    own_statement,
    can: { answer: verdict(answerRefusal(row, actor)), compare: verdict(compareRefusal(row)) },
  }
}

/** Where both statements were compared, the line that is the difference is named. */
export const readIncoming = async (services: Services, actor: Actor, id: string): Promise<Incoming> => {
  const { row, own_statement } = await services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const row = await requireIncoming(tables, actor.company_id, id)
    return { row, own_statement: await findOwnStatement(tables, row) }
  })
  const from = linkedSender(row)
  const { difference } = toIncomingRow(row)
  const line = from && difference ? await findExplainingLine(services, from, row.letter_id, difference) : null
  const because = line && { ...line, amount: toMoneyJson({ minor: line.minor, currency: row.currency }) }
  return toIncoming(row, actor, { because, own_statement })
}
