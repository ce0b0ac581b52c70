/** Writes what happened to a letter: its history line and its event, in the transaction of the change. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import { emitAll, type Trx } from '#platform/store'
import type { LetterRow, MutabakatEventType } from '../../contract/index.ts'
import { findRows, withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { queueMirror } from '../mirror/queue-mirror.ts'
import { localeOfCompany, localeOfUser } from '../reader-locale.ts'

type Line = { action: string; detail?: Record<string, unknown> }

/** One line of a letter's history; `action` names a sentence of the catalogue (`history.{action}`). */
export const recordHistory = (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter_id: string,
  action: string,
  detail: Record<string, unknown> = {},
): Promise<void> => recordHistories(services, trx, actor, [letter_id], { action, detail })

/** The same line for many letters. */
const recordHistories = async (
  services: Services,
  trx: Trx,
  { company_id, name: actor }: Actor,
  letter_ids: readonly string[],
  { action, detail = {} }: Line,
): Promise<void> => {
  const line = { company_id, at: services.now(), action, actor, detail: JSON.stringify(detail) }
  await withTables(trx)
    .insertInto('mutabakat.history')
    .values(letter_ids.map(letter_id => ({ ...line, id: services.id(), letter_id })))
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

/** The same for many letters, in a few statements. */
export const announceLetters = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter_ids: readonly string[],
  type: MutabakatEventType,
): Promise<LetterRow[]> => {
  if (letter_ids.length === 0) return []
  await recordHistories(services, trx, actor, letter_ids, { action: type })
  return tellLetters(services, trx, actor, letter_ids, type)
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
  const [row] = await tellLetters(services, trx, actor, [letter_id], type, extra, action)
  return row!
}

const tellLetters = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter_ids: readonly string[],
  type: MutabakatEventType,
  extra: Record<string, unknown> = {},
  action: string = type,
): Promise<LetterRow[]> => {
  const { company_id, user_id } = actor
  const rows = await findRows(withTables(trx), company_id, letter_ids)
  if (rows.length < letter_ids.length) throw new Error('a letter vanished inside its own transaction')
  const ours = await localeOfCompany(trx, company_id)
  const senders = new Set(rows.flatMap(({ sender }) => sender?.id ?? []))
  const theirs = new Map<string, Locale>()
  for (const id of senders) theirs.set(id, await localeOfUser(trx, company_id, id))
  const events = rows.map(row => {
    const { row: _row, ...plain } = eventData(row)
    const say = (locale: Locale) =>
      services.t(locale, `mutabakat.events.${action}`, {
        no: row.no,
        counterparty: row.counterparty.title,
        ...textParams(extra),
      })
    const sender_message = row.sender ? say(theirs.get(row.sender.id)!) : null
    return { type, company_id, user_id, data: { ...plain, row, ...extra, message: say(ours), sender_message } }
  })
  await emitAll(trx, events)
  for (const row of rows) await queueMirror(services, trx, company_id, row)
  return rows
}

const textParams = (extra: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(extra).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )
