/** Which letters a printed file is of: those of the list, in its order, each in its newest version. */
import { sql } from 'kysely'
import { isUuid, fail as refuse } from '#platform/contract'
import { fail, MAX_PRINTED, type PrintInput } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { filteredRows, LETTER_ORDERS } from '../letters/list-letters.ts'

/** Throws `export_empty` and `export_too_large`. What was withdrawn must not go into an envelope, so it is left out. */
export const printedLetters = async (
  tables: MutabakatTrx,
  actor: Actor,
  { ids, list }: PrintInput,
): Promise<string[]> => {
  const sort = list.sort ?? '-created_at'
  const order = LETTER_ORDERS[sort.replace(/^-/, '')]
  if (!order) throw refuse('bad_request', { fields: [{ path: 'list.sort', code: 'sort_unknown' }] })
  const direction = sort.startsWith('-') ? sql`desc` : sql`asc`
  let rows = await filteredRows(tables, actor, list)
  if (ids) rows = rows.where(sql<boolean>`letter.id = any(${ids.filter(isUuid)}::uuid[])`)
  const listed = rows
    .clearSelect()
    .select([
      sql<string | null>`(select case when newest.status <> 'cancelled' then newest.id end from mutabakat.letter newest
        where newest.company_id = letter.company_id and newest.no = letter.no
        order by newest.version desc limit 1)`.as('id'),
      sql<number>`row_number() over (order by ${order.expression} ${direction}, letter.id ${direction})`.as('place'),
    ])
    .as('listed')
  const found = await tables
    .selectFrom(listed)
    .select('listed.id')
    .where('listed.id', 'is not', null)
    .groupBy('listed.id')
    .orderBy(sql`min(listed.place)`)
    .limit(MAX_PRINTED + 1)
    .execute()
  const printed = found.flatMap(({ id }) => id ?? [])
  if (printed.length === 0) throw fail('export_empty')
  if (printed.length > MAX_PRINTED) throw fail('export_too_large', { params: { most: MAX_PRINTED } })
  return printed
}
