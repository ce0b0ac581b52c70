/** Letter numbers: one series a company and year, taken in blocks, without a gap where the transaction commits. */
import { sql } from 'kysely'
import type { MutabakatTrx } from '../../data/letters.ts'
import { formatLetterNumber } from '../../domain/index.ts'

/** The next `count` numbers, in order. The series' row stays locked until the transaction ends. */
export const takeNumbers = async (
  trx: MutabakatTrx,
  company_id: string,
  year: number,
  count: number,
): Promise<string[]> => {
  const { next } = await trx
    .insertInto('mutabakat.number_series')
    .values({ company_id, year, next: count + 1 })
    .onConflict(conflict =>
      conflict.columns(['company_id', 'year']).doUpdateSet({ next: sql`number_series.next + ${count}` }),
    )
    .returning('next')
    .executeTakeFirstOrThrow()
  return Array.from({ length: count }, (_, index) => formatLetterNumber(year, next - count + index))
}
