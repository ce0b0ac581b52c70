/** Kind and date of a period: what its letters are found by. */
import { isUuid } from '#platform/contract'
import { fail } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import type { PeriodKey } from '../../data/period-letters.ts'

/** Throws `period_not_found`. */
export const findKey = async (tables: MutabakatTrx, company_id: string, id: string): Promise<PeriodKey> => {
  const period = isUuid(id)
    ? await tables
        .selectFrom('mutabakat.period')
        .select(['kind', 'date'])
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!period) throw fail('period_not_found')
  return period
}
