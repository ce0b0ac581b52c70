/** Puts a line in the bell of who sent a letter, and of those who lead the company. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { LetterRow } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { leadersOf, type Told, tellPerson } from '../tell-person.ts'

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
  const users = new Set([...(row.sender ? [row.sender.id] : []), ...leaders])
  for (const user_id of users) await tellPerson(services, trx, { company_id, user_id }, row, told)
}
