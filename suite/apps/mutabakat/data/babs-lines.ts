/** The lines of a month's form BA or BS: the newest living letter about each counterparty, numbered as the declaration is. */
import { sql } from 'kysely'
import { toMoneyJson } from '#platform/contract'
import type { BabsOf, BabsRow } from '../contract/index.ts'
import { monthEnd } from '../domain/index.ts'
import type { MutabakatTrx } from './letters.ts'

/** `place` numbers the whole month from 1, whatever is narrowed afterwards; `line.search` begins with the folded title. */
export const selectBabs = (tables: MutabakatTrx, company_id: string, { month, form }: BabsOf) => {
  const newest = tables
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.counterparty as card', 'card.id', 'letter.counterparty_id')
    .distinctOn('letter.counterparty_id')
    .select([
      'letter.id',
      'letter.no',
      'letter.status',
      'letter.minor',
      'letter.documents_count',
      'letter.documents_scope',
    ])
    .select(['letter.answer_choice', 'letter.answer_count', 'letter.answer_minor', 'letter.difference_minor'])
    .select(['letter.counterparty_id', 'card.code', 'card.title', 'card.country', 'card.tax_number', 'card.search'])
    .where('letter.company_id', '=', company_id)
    .where('letter.kind', '=', form)
    .where('letter.balance_date', '=', monthEnd(month))
    .where('letter.status', 'not in', ['cancelled', 'revised'])
    .orderBy('letter.counterparty_id')
    .orderBy('letter.created_at', 'desc')
    .orderBy('letter.id', 'desc')
  const numbered = tables
    .selectFrom(newest.as('one'))
    .selectAll()
    .select(sql<number>`(row_number() over (order by one.search, one.id))::int`.as('place'))
  return tables.selectFrom(numbered.as('line')).selectAll('line')
}

export type BabsLine = Awaited<ReturnType<ReturnType<typeof selectBabs>['executeTakeFirstOrThrow']>>

const lira = (minor: bigint | null) => (minor === null ? null : toMoneyJson({ minor, currency: 'TRY' }))

/** `limit`: in hundredths; null: none was in force. */
export const toBabsRow = (line: BabsLine, limit: bigint | null): BabsRow => {
  const count = line.documents_count ?? 0
  return {
    no: line.place,
    letter_id: line.id,
    letter_no: line.no,
    counterparty: { id: line.counterparty_id, code: line.code },
    title: line.title,
    country: line.country,
    tax_number: line.tax_number,
    count,
    scope: line.documents_scope ?? 'paper',
    amount: toMoneyJson({ minor: line.minor, currency: 'TRY' }),
    status: line.status,
    answer_count: line.answer_count,
    answer_amount: lira(line.answer_minor),
    count_difference: line.answer_count === null ? null : count - line.answer_count,
    difference: lira(line.difference_minor),
    below_limit: limit !== null && line.minor < limit,
  }
}
