/** Takes a letter's row for changing: whoever comes second waits, and then sees what the first did. */
import type { Selectable } from 'kysely'
import { isUuid } from '#platform/contract'
import { fail } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'

export const lockLetter = async (
  trx: MutabakatTrx,
  company_id: string,
  id: string,
): Promise<Selectable<LetterTable>> => {
  const letter = isUuid(id)
    ? await trx
        .selectFrom('mutabakat.letter')
        .selectAll()
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!letter) throw fail('letter_not_found')
  return letter
}

/** The letters of many ids that are the company's, in one order for everybody, so that two lists at once never block. */
export const lockLetters = async (
  trx: MutabakatTrx,
  company_id: string,
  ids: readonly string[],
): Promise<Selectable<LetterTable>[]> => {
  const possible = ids.filter(isUuid)
  if (possible.length === 0) return []
  return trx
    .selectFrom('mutabakat.letter')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('id', 'in', possible)
    .orderBy('id')
    .forUpdate()
    .execute()
}
