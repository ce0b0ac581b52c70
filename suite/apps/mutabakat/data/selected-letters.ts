/** Which letters a selection means: their ids, by number and version. */
import { sql } from 'kysely'
import { isUuid } from '#platform/contract'
import type { Selection } from '../contract/index.ts'
import { fold } from '../domain/index.ts'
import type { MutabakatTrx } from './letters.ts'

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** At most `limit` of them; with `sent`, of those that went out. */
export const selectedIds = async (
  tables: MutabakatTrx,
  company_id: string,
  selection: Selection,
  limit: number,
  sent = false,
): Promise<string[]> => {
  let letters = tables
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
    .select('letter.id')
    .where('letter.company_id', '=', company_id)
  if (sent) letters = letters.where('letter.sent_at', 'is not', null)
  if (selection.ids) letters = letters.where(sql<boolean>`letter.id = any(${selection.ids.filter(isUuid)}::uuid[])`)
  if (selection.status?.length) letters = letters.where('letter.status', 'in', selection.status)
  if (selection.kind) letters = letters.where('letter.kind', '=', selection.kind)
  if (selection.from) letters = letters.where('letter.balance_date', '>=', selection.from)
  if (selection.to) letters = letters.where('letter.balance_date', '<=', selection.to)
  if (selection.side) letters = letters.where('letter.side', '=', selection.side)
  if (selection.currency) letters = letters.where(sql<boolean>`letter.currency = ${selection.currency}`)
  if (selection.counterparty_id)
    letters = letters.where(sql<boolean>`letter.counterparty_id::text = ${selection.counterparty_id}`)
  const q = selection.q?.trim()
  if (q) {
    const folded = fold(q)
    letters = letters.where(
      // What folds to nothing (a sign alone) would be found everywhere.
      sql<boolean>`((${folded} <> '' and counterparty.search like ${like(folded)})
        or lower(letter.no) like ${like(q.toLowerCase())})`,
    )
  }
  const rows = await letters.orderBy('letter.no').orderBy('letter.version').limit(limit).execute()
  return rows.map(row => row.id)
}
