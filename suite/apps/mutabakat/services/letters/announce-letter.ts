/** Writes what happened to a letter: its history line and its event, in the transaction of the change. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import { emit, type Trx } from '#platform/store'
import type { LetterRow, MutabakatEventType } from '../../contract/index.ts'
import { findRow, withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { queueMirror } from '../mirror/queue-mirror.ts'
import { localeOfCompany, localeOfUser } from '../reader-locale.ts'

/** One line of a letter's history; `action` names a sentence of the catalogue (`history.{action}`). */
export const recordHistory = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter_id: string,
  action: string,
  detail: Record<string, unknown> = {},
): Promise<void> => {
  await withTables(trx)
    .insertInto('mutabakat.history')
    .values({
      id: services.id(),
      company_id: actor.company_id,
      letter_id,
      at: services.now(),
      action,
      actor: actor.name,
      detail: JSON.stringify(detail),
    })
    .execute()
}

/** The members every letter event shares, from the row as it now is. */
const eventData = (row: LetterRow) => ({
  mutabakat_id: row.id,
  no: row.no,
  kind: row.kind,
  version: row.version,
  period: row.balance_date,
  counterparty: { id: row.counterparty.id, title: row.counterparty.title },
  amount: row.balance.amount,
  currency: row.balance.currency,
  side: row.side,
  status: row.status,
  rev: row.rev,
  row,
})

/**
 * History line, then event. Call it after the letter's row was changed (and so locked): events of one letter keep
 * their order because the lock does. `data.message` is in the company's language, in the sender's own room in theirs.
 */
export const announceLetter = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter_id: string,
  type: MutabakatEventType,
  extra: Record<string, unknown> = {},
  action: string = type,
): Promise<LetterRow> => {
  await recordHistory(services, trx, actor, letter_id, action, extra)
  return tellLetter(services, trx, actor, letter_id, type, extra, action)
}

/** The event alone, for who has written the history line already. */
export const tellLetter = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter_id: string,
  type: MutabakatEventType,
  extra: Record<string, unknown> = {},
  action: string = type,
): Promise<LetterRow> => {
  const row = await findRow(withTables(trx), actor.company_id, letter_id)
  if (!row) throw new Error(`letter ${letter_id} vanished inside its own transaction`)
  const { row: _row, ...plain } = eventData(row)
  const say = (locale: Locale) =>
    services.t(locale, `mutabakat.events.${action}`, {
      no: row.no,
      counterparty: row.counterparty.title,
      ...textParams(extra),
    })
  const sender_message = row.sender ? say(await localeOfUser(trx, actor.company_id, row.sender.id)) : null
  await emit(trx, {
    type,
    company_id: actor.company_id,
    user_id: actor.user_id,
    data: { ...plain, row, ...extra, message: say(await localeOfCompany(trx, actor.company_id)), sender_message },
  })
  await queueMirror(services, trx, actor.company_id, row)
  return row
}

const textParams = (extra: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(extra).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )
