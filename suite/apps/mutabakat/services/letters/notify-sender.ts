/** Puts a line in the bell of who sent a letter, and of those who lead the company. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { LetterRow } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { leadersOf, type Told, tellOfLetter } from '../tell-people.ts'

/** `onlySender`: those who lead are left alone. */
export const notifySender = async (
  services: Services,
  trx: Trx,
  row: LetterRow,
  { onlySender, ...told }: Told & { onlySender?: boolean },
): Promise<void> => {
  const { company_id } = await withTables(trx)
    .selectFrom('mutabakat.letter')
    .select('company_id')
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  const leaders = onlySender ? [] : await leadersOf(trx, company_id)
  const users = [...(row.sender ? [row.sender.id] : []), ...leaders]
  await tellOfLetter(services, trx, company_id, users, row, told)
}
