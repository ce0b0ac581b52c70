/** The lines of a letter by due date, read and written here alone. */
import type { Selectable } from 'kysely'
import { type Currency, toMoneyJson } from '#platform/contract'
import type { Due } from '../contract/index.ts'
import { type SignedDue, sideOf } from '../domain/index.ts'
import type { MutabakatTrx } from './letters.ts'
import type { LetterTable } from './tables.ts'

/** The lines of a letter by due date, as amount and side; null for a letter of another kind. */
export const readDues = async (
  tables: MutabakatTrx,
  letter: Pick<Selectable<LetterTable>, 'id' | 'company_id' | 'kind' | 'currency'>,
): Promise<Due[] | null> => {
  if (letter.kind !== 'cari_vade') return null
  const lines = await tables
    .selectFrom('mutabakat.due_line')
    .select(['due', 'minor'])
    .where('company_id', '=', letter.company_id)
    .where('letter_id', '=', letter.id)
    .orderBy('position')
    .execute()
  return lines.map(({ due, minor }) => toDue({ due, minor }, letter.currency))
}

const toDue = ({ due, minor: signed }: SignedDue, currency: Currency): Due => {
  const { minor, side } = sideOf(signed)
  return { due, balance: toMoneyJson({ minor, currency }), side }
}

/** Replaces the lines of a letter; null leaves a letter of another kind alone. */
export const writeDues = async (
  tables: MutabakatTrx,
  company_id: string,
  letter_id: string,
  dues: readonly SignedDue[] | null,
): Promise<void> => {
  if (dues === null) return
  await tables
    .deleteFrom('mutabakat.due_line')
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter_id)
    .execute()
  await tables
    .insertInto('mutabakat.due_line')
    .values(dues.map((line, index) => ({ company_id, letter_id, position: index + 1, ...line })))
    .execute()
}
