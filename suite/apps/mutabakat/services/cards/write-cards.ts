/** Brings the cards that a chunk of rows tells of into the tables: new ones added, known ones completed, all locked. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { MutabakatTrx } from '../../data/letters.ts'
import { type CardNews, type CardState, mergeCard } from '../../domain/index.ts'
import { searchText } from './check-card.ts'

const STATE = [
  'title',
  'tax_kind',
  'tax_number',
  'tax_office',
  'contact_name',
  'email',
  'mobile',
  'kind',
  'locale',
  'country',
  'currency',
  'iban',
  'responsible_id',
  'group_code',
  'active',
  'address',
] as const satisfies readonly (keyof CardState)[]

export type FoundCard = CardState & { id: string; code: string; responsible_name: string | null }

/** The cards of these codes as they are now; `lock` in the order of their codes, so that two writers wait in turn. */
export const readCards = async (
  tables: MutabakatTrx,
  company_id: string,
  codes: readonly string[],
  lock: boolean,
): Promise<Map<string, FoundCard>> => {
  const query = tables
    .selectFrom('mutabakat.counterparty as card')
    .select(['card.id', 'card.code', ...STATE.map(name => `card.${name}` as const)])
    .select(
      sql<string | null>`(select name from auth."user" where id = card.responsible_id::text)`.as('responsible_name'),
    )
    .where('card.company_id', '=', company_id)
    .where('card.code', 'in', [...codes])
    .orderBy('card.code')
  const found = await (lock ? query.forUpdate() : query).execute()
  return new Map(found.map(card => [card.code, card]))
}

export type WrittenCard = { id: string; outcome: 'created' | 'updated' | 'unchanged'; card: FoundCard }

/** All that is said of one card: of two rows the later wins where it says something. */
const joinNews = (news: readonly CardNews[]): Map<string, CardNews> => {
  const byCode = new Map<string, CardNews>()
  for (const row of news) {
    const said = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined))
    byCode.set(row.code, { ...(byCode.get(row.code) ?? row), ...said })
  }
  return byCode
}

/**
 * By code. A new card without a title is left out. `only`: see `mergeCard`.
 */
export const writeCards = async (
  services: Services,
  tables: MutabakatTrx,
  company_id: string,
  news: readonly CardNews[],
  only?: readonly (keyof CardNews)[],
): Promise<Map<string, WrittenCard>> => {
  const byCode = joinNews(news)
  if (byCode.size === 0) return new Map()
  const known = await readCards(tables, company_id, [...byCode.keys()], false)
  const now = services.now()
  const fresh = [...byCode.values()]
    .filter(row => !known.has(row.code))
    // One order for all writers: two imports at once then wait for each other instead of dead-locking.
    .sort((left, right) => (left.code < right.code ? -1 : 1))
    .flatMap(row => {
      const merged = mergeCard(null, row)
      return merged ? [{ ...merged.card, code: row.code }] : []
    })
  const added = new Set<string>()
  if (fresh.length > 0) {
    const rows = await tables
      .insertInto('mutabakat.counterparty')
      .values(
        fresh.map(card => ({
          ...card,
          id: services.id(),
          company_id,
          linked_company_id: null,
          contract_notice: false,
          search: searchText(card.title, card.code),
          created_at: now,
          updated_at: now,
        })),
      )
      .onConflict(conflict => conflict.columns(['company_id', 'code']).doNothing())
      .returning('code')
      .execute()
    for (const { code } of rows) added.add(code)
  }
  const current = await readCards(tables, company_id, [...byCode.keys()], true)
  const written = new Map<string, WrittenCard>()
  const changed: { id: string; card: CardState; code: string }[] = []
  for (const [code, card] of current) {
    const merged = added.has(code) ? null : mergeCard(card, byCode.get(code)!, only)
    if (merged && merged.changes.length > 0) changed.push({ id: card.id, card: merged.card, code })
    const outcome = added.has(code) ? 'created' : merged && merged.changes.length > 0 ? 'updated' : 'unchanged'
    written.set(code, { id: card.id, outcome, card: merged ? { ...card, ...merged.card } : card })
  }
  await changeCards(tables, company_id, changed, now)
  return written
}

/** The same file again leaves a card as it is: its rev must not make what somebody edits stale. */
const changeCards = async (
  tables: MutabakatTrx,
  company_id: string,
  changed: readonly { id: string; card: CardState; code: string }[],
  now: Date,
): Promise<void> => {
  if (changed.length === 0) return
  const rows = changed.map(({ id, card, code }) => ({ id, ...card, search: searchText(card.title, code) }))
  await sql`
    update mutabakat.counterparty as card set
      title = given.title, search = given.search, tax_kind = given.tax_kind, tax_number = given.tax_number,
      tax_office = given.tax_office, contact_name = given.contact_name, mobile = given.mobile, kind = given.kind,
      locale = given.locale, country = given.country, currency = given.currency, iban = given.iban,
      responsible_id = given.responsible_id, group_code = given.group_code, active = given.active,
      address = given.address,
      -- what came back was mail to the old address
      bounced_at = case when card.email is distinct from given.email then null else card.bounced_at end,
      email = given.email, rev = card.rev + 1, updated_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
      id uuid, title text, search text, tax_kind text, tax_number text, tax_office text, contact_name text, email text,
      mobile text, kind text, locale text, country text, currency text, iban text, responsible_id uuid, group_code text,
      active boolean, address text)
    where card.company_id = ${company_id} and card.id = given.id`.execute(tables)
}
