/** Which line of two compared statements is the difference by itself: the first that only one side has, of that amount. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { fromMoneyJson, type MoneyJson } from '#platform/contract'
import { withTables } from '../../data/letters.ts'

export type ExplainingLine = {
  /** Seen from the linked company: `ours` are its own books. */
  side: 'ours' | 'theirs'
  date: string
  number: string
  description: string
  minor: bigint
}

/**
 * Both sides look at the same comparison, so its lines are no secret of the sender. A line that only one side has moves the
 * difference by debit minus credit, whichever side wrote it: their debit is our credit.
 */
export const findExplainingLine = (
  services: Services,
  from_company_id: string,
  letter_id: string,
  difference: MoneyJson,
): Promise<ExplainingLine | null> =>
  services.store.inCompany(from_company_id, async trx => {
    const { minor } = fromMoneyJson(difference)
    const line = await withTables(trx)
      .selectFrom('mutabakat.statement_line as line')
      .innerJoin('mutabakat.comparison as comparison', 'comparison.letter_id', 'line.letter_id')
      .select(['line.side', 'line.day', 'line.number', 'line.description'])
      .where('line.company_id', '=', from_company_id)
      .where('line.letter_id', '=', letter_id)
      .where('line.pair_id', 'is', null)
      .where('comparison.run_state', '=', 'done')
      .where(sql<boolean>`line.debit_minor - line.credit_minor = ${minor}`)
      .orderBy('line.day')
      .orderBy('line.id')
      .executeTakeFirst()
    return line
      ? {
          side: line.side === 'ours' ? 'theirs' : 'ours',
          date: line.day,
          number: line.number,
          description: line.description,
          minor: minor < 0n ? -minor : minor,
        }
      : null
  })
