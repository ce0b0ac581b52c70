/** Reading one letter whole: counterparty, answer, deliveries, history, document. */
import type { Selectable } from 'kysely'
import { type Money, toMoneyJson } from '#platform/contract'
import type { Answer, Letter } from '../contract/index.ts'
import { selectCards, toCounterparty } from './counterparties.ts'
import { findDeliveries } from './deliveries.ts'
import { readDues } from './due-lines.ts'
import { toAuditor } from './letter-columns.ts'
import { findLife, toLife } from './letter-life.ts'
import { findRow, type MutabakatTrx } from './letters.ts'
import type { LetterTable } from './tables.ts'

const money = (minor: bigint | null, currency: Money['currency']) =>
  minor === null ? null : toMoneyJson({ minor, currency })

/** The answer in a letter's row, or null while there is none. */
export const toAnswer = (
  letter: Pick<
    Selectable<LetterTable>,
    | 'answer_choice'
    | 'answer_name'
    | 'answer_title'
    | 'answer_reason'
    | 'answer_note'
    | 'answer_minor'
    | 'answer_side'
    | 'answer_count'
    | 'documents_count'
    | 'difference_minor'
    | 'currency'
    | 'answered_at'
    | 'answer_via'
    | 'answer_channel'
    | 'answer_received_on'
    | 'answer_document_id'
    | 'answer_recorded_by'
  >,
): Answer | null =>
  letter.answer_choice === null || letter.answered_at === null
    ? null
    : {
        choice: letter.answer_choice,
        name: letter.answer_name ?? '',
        title: letter.answer_title,
        reason_code: letter.answer_reason,
        note: letter.answer_note,
        own_balance: money(letter.answer_minor, letter.currency),
        own_side: letter.answer_side,
        difference: money(letter.difference_minor, letter.currency),
        own_count: letter.answer_count,
        count_difference:
          letter.answer_count === null || letter.documents_count === null
            ? null
            : letter.documents_count - letter.answer_count,
        answered_at: letter.answered_at.toISOString(),
        via: letter.answer_via ?? 'portal',
        level: letter.answer_via === 'recorded' ? 'L0' : 'L1',
        recorded:
          letter.answer_channel && letter.answer_received_on && letter.answer_document_id
            ? {
                channel: letter.answer_channel,
                received_on: letter.answer_received_on,
                by: letter.answer_recorded_by ?? '',
                document_id: letter.answer_document_id,
              }
            : null,
      }

/** A letter as it is; what its reader may do with it is for services to say. */
export type LetterFile = Omit<Letter, 'can'>

/** The whole letter of this company, or undefined. */
export const findLetter = async (
  trx: MutabakatTrx,
  company_id: string,
  id: string,
): Promise<LetterFile | undefined> => {
  const row = await findRow(trx, company_id, id)
  if (!row) return undefined
  const letter = await trx
    .selectFrom('mutabakat.letter')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const counterparty = await selectCards(trx, company_id)
    .where('card.id', '=', letter.counterparty_id)
    .executeTakeFirstOrThrow()
  const deliveries = await findDeliveries(trx, company_id, letter)
  const history = await trx
    .selectFrom('mutabakat.history')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('letter_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  const document = await trx
    .selectFrom('mutabakat.document')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('letter_id', '=', id)
    .where('kind', '=', 'letter')
    .where('version', '=', 1)
    .executeTakeFirst()
  const link = await trx
    .selectFrom('mutabakat.link')
    .select('expires_at')
    .where('company_id', '=', company_id)
    .where('letter_id', '=', id)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  const { versions, reminders } = await findLife(trx, company_id, letter)
  return {
    ...row,
    ...toLife(letter),
    dues: await readDues(trx, letter),
    auditor: toAuditor(letter),
    versions,
    reminders,
    note: letter.note,
    counterparty: toCounterparty(counterparty),
    answer: toAnswer(letter),
    deliveries,
    asked_until: letter.asked_until === null ? null : { day: letter.asked_until, by: letter.asked_until_by ?? '' },
    history: history.map(line => ({
      at: line.at.toISOString(),
      action: line.action,
      actor: line.actor,
      detail: line.detail,
    })),
    document: document
      ? {
          file_id: document.file_id,
          sha256: document.sha256,
          verify_code: document.verify_code,
          size: document.size,
        }
      : null,
    link_expires_at: link?.expires_at.toISOString() ?? null,
  }
}
