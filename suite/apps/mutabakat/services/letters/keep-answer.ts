/** Writes an answer into a letter, whichever way it came; the caller holds the row and tells of it. */
import { type Selectable, sql } from 'kysely'
import { Failure, fromMoneyJson, type MoneyJson, PLATFORM_FAILURES } from '#platform/contract'
import { fail, type ReasonCode } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import { differenceOf, isBabs } from '../../domain/index.ts'

export type GivenAnswer = {
  choice: 'agree' | 'disagree'
  name: string
  title: string | null
  reason_code: ReasonCode | null
  note: string | null
  own_balance: MoneyJson | null
  own_side: 'B' | 'A' | null
  own_count: number | null
}

/** How it came; a recorded one says more. */
export type AnswerWay = Pick<
  Selectable<LetterTable>,
  'answer_via' | 'answer_channel' | 'answer_received_on' | 'answer_document_id' | 'answer_recorded_by'
>

/**
 * Returns what is between the two books, see `differenceOf`; null where nobody said. The amounts of a form BA or BS have
 * the side of the form, whatever was said. Throws `count_not_asked` for another kind's number of documents.
 */
export const keepAnswer = async (
  tables: MutabakatTrx,
  letter: Selectable<LetterTable>,
  answer: GivenAnswer,
  way: AnswerWay,
  now: Date,
): Promise<bigint | null> => {
  const agreed = answer.choice === 'agree'
  const own = answer.own_balance && answer.own_side ? fromMoneyJson(answer.own_balance) : null
  if (answer.own_count !== null && !isBabs(letter.kind))
    throw fail('count_not_asked', { fields: [{ path: 'own_count', code: 'count_not_asked' }] })
  // Kept in the letter's currency: another one would turn dollars into lira.
  if (own && own.currency !== letter.currency)
    throw new Failure('bad_request', PLATFORM_FAILURES.bad_request, {
      fields: [{ path: 'own_balance.currency', code: 'invalid' }],
    })
  const own_side = isBabs(letter.kind) ? letter.side : answer.own_side!
  const difference = agreed || own === null ? null : differenceOf(letter, { minor: own.minor, side: own_side })
  await tables
    .updateTable('mutabakat.letter')
    .set({
      status: agreed ? 'approved' : 'rejected',
      answered_at: now,
      answer_choice: answer.choice,
      answer_name: answer.name,
      answer_title: answer.title,
      answer_reason: agreed ? null : answer.reason_code,
      answer_note: answer.note,
      answer_minor: agreed ? null : (own?.minor ?? null),
      answer_side: agreed || !own ? null : own_side,
      answer_count: agreed ? null : answer.own_count,
      difference_minor: difference,
      ...way,
      rev: sql`rev + 1`,
    })
    .where('company_id', '=', letter.company_id)
    .where('id', '=', letter.id)
    .execute()
  return difference
}
