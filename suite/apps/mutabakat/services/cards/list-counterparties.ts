/** The list of counterparties: searched, filtered, sorted, paged. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, type Page, type RouteInput } from '#platform/contract'
import { paginate, type SortColumn } from '#platform/store'
import { type Counterparty, counterpartyFilters, type routes } from '../../contract/index.ts'
import { selectCards, toCounterparty } from '../../data/counterparties.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { fold, PLACEHOLDERS } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'

const SORTS: Record<string, SortColumn> = {
  title: { expression: sql.ref('card.search'), type: 'text' },
  code: { expression: sql.ref('card.code'), type: 'text' },
  group_code: { expression: sql`coalesce(card.group_code, '')`, type: 'text' },
  updated_at: { expression: sql.ref('card.updated_at'), type: 'timestamptz' },
}

type ListQuery = RouteInput<typeof routes.listCounterparties>['query']

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** A contact of the card that fits `condition`. */
const contactWith = (condition: ReturnType<typeof sql>) =>
  sql<boolean>`exists (select 1 from mutabakat.contact
    where contact.company_id = card.company_id and contact.counterparty_id = card.id and ${condition})`

const filtered = (tables: MutabakatTrx, company_id: string, query: ListQuery) => {
  let rows = selectCards(tables, company_id)
  const q = query.q?.trim()
  if (q) {
    const folded = fold(q)
    rows = rows.where(
      // What folds to nothing (a sign alone) would be found everywhere.
      sql<boolean>`((${folded} <> '' and card.search like ${like(folded)})
        or card.tax_number like ${like(q)} or card.email like ${like(q.toLowerCase())})`,
    )
  }
  const active = query['filter[active]']
  if (active) rows = rows.where('card.active', '=', active === '1')
  const responsible = query['filter[responsible]']
  if (responsible === 'none') rows = rows.where('card.responsible_id', 'is', null)
  else if (responsible)
    rows = rows.where(
      isUuid(responsible) ? sql<boolean>`card.responsible_id = ${responsible}::uuid` : sql<boolean>`false`,
    )
  if (query['filter[group]']) rows = rows.where('card.group_code', '=', query['filter[group]'])
  const kind = query['filter[kind]']
  if (kind) rows = rows.where('card.kind', 'in', kind === 'both' ? ['both'] : [kind, 'both'])
  if (query['filter[no_contact]'])
    rows = rows.where(sql<boolean>`card.email is null and card.mobile is null and not ${contactWith(sql`true`)}`)
  if (query['filter[bounced]'])
    rows = rows.where(
      sql<boolean>`(card.bounced_at is not null or ${contactWith(sql`contact.bounced_at is not null`)})`,
    )
  if (query['filter[same_tax_number]'])
    rows = rows.where(
      sql<boolean>`card.tax_number <> all(${[...PLACEHOLDERS]}) and exists (
        select 1 from mutabakat.counterparty as other
        where other.company_id = card.company_id and other.tax_number = card.tax_number and other.id <> card.id)`,
    )
  return rows
}

/** A page of cards; an unknown sort or a foreign cursor is 400. */
export const listCounterparties = (services: Services, actor: Actor, query: ListQuery): Promise<Page<Counterparty>> =>
  services.store.inCompany(actor.company_id, async trx => {
    const page = await paginate({
      trx,
      query: filtered(withTables(trx), actor.company_id, query),
      sorts: SORTS,
      sort: query.sort ?? 'title',
      id: sql.ref('card.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: JSON.stringify([
        query.q ?? '',
        ...Object.keys(counterpartyFilters).map(name => query[name as keyof typeof counterpartyFilters] ?? ''),
      ]),
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: page.items.map(toCounterparty) }
  })
