/** Reading one letter whole: counterparty, answer, deliveries, history, document. */
import type { Selectable } from 'kysely'
import { type Money, toMoneyJson } from '#platform/contract'
import type { Answer, Counterparty, Letter } from '../contract/index.ts'
import { findRow, type MutabakatTrx } from './letters.ts'
import type { CounterpartyTable, LetterTable } from './tables.ts'

export const toCounterparty = (row: Selectable<CounterpartyTable>): Counterparty => ({
  id: row.id,
  code: row.code,
  title: row.title,
  kind: row.kind,
  tax_kind: row.tax_kind,
  tax_number: row.tax_number,
  tax_office: row.tax_office,
  contact_name: row.contact_name,
  email: row.email,
  mobile: row.mobile,
  locale: row.locale,
  contract_notice: row.contract_notice,
  rev: row.rev,
})

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
    | 'difference_minor'
    | 'currency'
    | 'answered_at'
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
        answered_at: letter.answered_at.toISOString(),
      }

/** The whole letter of this company, or undefined. */
export const findLetter = async (trx: MutabakatTrx, company_id: string, id: string): Promise<Letter | undefined> => {
  const row = await findRow(trx, company_id, id)
  if (!row) return undefined
  const letter = await trx
    .selectFrom('mutabakat.letter')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const counterparty = await trx
    .selectFrom('mutabakat.counterparty')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('id', '=', letter.counterparty_id)
    .executeTakeFirstOrThrow()
  const deliveries = await trx
    .selectFrom('mutabakat.delivery')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('letter_id', '=', id)
    .orderBy('created_at', 'desc')
    .execute()
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
    .executeTakeFirst()
  const link = await trx
    .selectFrom('mutabakat.link')
    .select('expires_at')
    .where('company_id', '=', company_id)
    .where('letter_id', '=', id)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return {
    ...row,
    note: letter.note,
    counterparty: toCounterparty(counterparty),
    answer: toAnswer(letter),
    deliveries: deliveries.map(delivery => ({
      id: delivery.id,
      channel: delivery.channel,
      address: delivery.address,
      state: delivery.state,
      error: delivery.error,
      created_at: delivery.created_at.toISOString(),
      sent_at: delivery.sent_at?.toISOString() ?? null,
    })),
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
