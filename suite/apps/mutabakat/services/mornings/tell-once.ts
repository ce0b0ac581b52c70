/** A message of a day that a person gets once, however often its clock runs. */
import type { Trx } from '#platform/store'
import { withTables } from '../../data/letters.ts'
import type { Day } from '../../domain/index.ts'

/** False: the person had it already. In the transaction that tells them. */
export const tellOnce = async (
  trx: Trx,
  line: { company_id: string; user_id: string; kind: 'digest' | 'babs'; day: Day },
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await withTables(trx)
    .insertInto('mutabakat.daily_message')
    .values(line)
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
