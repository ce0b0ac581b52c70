/** Puts a letter or its reminder on its way to everybody at the counterparty who receives such letters. */
import { type Selectable, sql } from 'kysely'
import type { Services } from '#platform/app'
import { Failure, isSmsNumber } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type DeliveryPurpose, fail, type SentChannel } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import { addDays, type Day, dayInZone, isOpen } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { type Addressee, contactsOfCards } from '../cards/contacts-for.ts'
import { announceLetters } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { readSettings } from '../settings/read-settings.ts'
import { type Recipient, reachContacts } from './reach-contact.ts'
import { type ReachFacts, readManyReachFacts } from './reach-facts.ts'

/** `channel` absent: mail where there is an address, else SMS. `priority` below 0 lets letters that somebody waits for go first. */
export type DeliveryOrder = { purpose: DeliveryPurpose; channel?: SentChannel; priority?: number }

const addressOn = (person: Addressee, channel: SentChannel): Recipient | null => {
  const mobile = person.mobile !== null && isSmsNumber(person.mobile) ? person.mobile : null
  const address = channel === 'email' ? person.email : mobile
  return address === null ? null : { contact_id: person.contact_id, name: person.name, channel, address }
}

/**
 * One message a person, each address once. Who does not want letters gets none; who bounced is not reminded by mail.
 * `contact_missing` or `contact_opted_out` when nobody is left.
 */
const chooseRecipients = (people: readonly Addressee[], order: DeliveryOrder, title: string): Recipient[] | Failure => {
  const willing = people.filter(person => !person.opted_out)
  const chosen = willing.flatMap(person => {
    const mail = order.purpose === 'reminder' && person.bounced_at ? null : addressOn(person, 'email')
    const found = order.channel === 'sms' ? addressOn(person, 'sms') : mail
    return found ?? (order.channel === undefined ? addressOn(person, 'sms') : null) ?? []
  })
  const once = [...new Map(chosen.map(to => [to.address, to])).values()]
  if (once.length > 0) return once
  return fail(people.length > 0 && willing.length === 0 ? 'contact_opted_out' : 'contact_missing', {
    params: { counterparty: title },
  })
}

/** Why a letter cannot be put on its way now; the caller has judged what a draft needs before. */
const refusalOf = (letter: Selectable<LetterTable>, first: boolean): Failure | null => {
  if (first) return isDraft(letter) && letter.delivery_state !== 'queued' ? null : fail('letter_not_sendable')
  return isOpen(letter.status) ? null : fail('letter_not_waiting')
}

const isDraft = ({ status }: Selectable<LetterTable>): boolean => status === 'draft' || status === 'ready'

/**
 * In the transaction of whoever sends; the letter is locked. A letter goes out once it may (a draft without four eyes, or
 * approved inside: the caller has judged that); a reminder while an answer is waited for.
 */
export const queueDelivery = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter_id: string,
  order: DeliveryOrder,
): Promise<void> => {
  const letter = await lockLetter(withTables(trx), actor.company_id, letter_id)
  const refused = await queueDeliveries(services, trx, actor, [letter], order)
  const failure = refused.get(letter_id)
  if (failure) throw failure
}

/** The same for many locked letters, in a few statements. Resolves to why some were left where they are, by id. */
export const queueDeliveries = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letters: readonly Selectable<LetterTable>[],
  order: DeliveryOrder,
): Promise<Map<string, Failure>> => {
  const tables = withTables(trx)
  const { company_id } = actor
  const first = order.purpose === 'letter'
  const refused = new Map<string, Failure>()
  if (letters.length === 0) return refused
  const ids = letters.map(({ id }) => id)
  const facts = await readManyReachFacts(tables, company_id, ids)
  const cards = letters.map(({ counterparty_id }) => counterparty_id)
  const contactsFor = await contactsOfCards(tables, company_id, cards)
  const chosen = letters.flatMap(letter => {
    const about = facts.get(letter.id)!
    const people = contactsFor(letter.counterparty_id, letter.kind)
    const recipients = refusalOf(letter, first) ?? chooseRecipients(people, order, about.counterparty_title)
    if (!(recipients instanceof Failure)) return [{ letter, about, recipients }]
    refused.set(letter.id, recipients)
    return []
  })
  if (chosen.length === 0) return refused
  const reply_due = first ? await beginDeliveries(services, trx, actor, chosen) : null
  const people = chosen.flatMap(({ letter, about, recipients }) =>
    recipients.map(to => ({ facts: { ...about, reply_due: reply_due ?? letter.reply_due! }, to })),
  )
  const { purpose, priority = 0 } = order
  await reachContacts(services, trx, actor, people, { purpose, priority })
  if (first) {
    const leaving = chosen.map(({ letter }) => letter.id)
    await announceLetters(services, trx, actor, leaving, 'mutabakat_updated')
  }
  return refused
}

/** What an earlier try left is ended, and the day of the answer is counted from now. */
const beginDeliveries = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  chosen: readonly { about: ReachFacts }[],
): Promise<Day> => {
  const tables = withTables(trx)
  const { company_id } = actor
  const now = services.now()
  const ids = chosen.map(({ about }) => about.id)
  await endLinks(tables, company_id, ids, now)
  await dropDrawn(services, trx, company_id, ids)
  const { reply_days } = await readSettings(tables, company_id)
  const reply_due = addDays(dayInZone(now, chosen[0]!.about.time_zone), reply_days)
  await tables
    .updateTable('mutabakat.letter')
    .set({
      delivery_state: 'queued',
      delivery_error: null,
      reply_due,
      sender_id: userIdOf(actor),
      sender_name: actor.name,
      rev: sql`rev + 1`,
    })
    .where('company_id', '=', company_id)
    .where('id', 'in', ids)
    .execute()
  return reply_due
}

/** Nothing opens these letters any more. */
export const endLinks = async (
  tables: MutabakatTrx,
  company_id: string,
  letter_ids: readonly string[],
  at: Date,
): Promise<void> => {
  await tables
    .updateTable('mutabakat.link')
    .set({ revoked_at: at })
    .where('company_id', '=', company_id)
    .where('letter_id', 'in', letter_ids)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Nobody has the document of a delivery that failed, and the draft may have changed since: it is drawn anew. */
export const dropDrawn = async (
  services: Services,
  trx: Trx,
  company_id: string,
  letter_ids: readonly string[],
): Promise<void> => {
  const drawn = await withTables(trx)
    .deleteFrom('mutabakat.document')
    .where('company_id', '=', company_id)
    .where('letter_id', 'in', letter_ids)
    .where('kind', '=', 'letter')
    .returning('file_id')
    .execute()
  for (const { file_id } of drawn) await services.files.remove(trx, company_id, file_id)
}
