/** Puts a letter or its reminder on its way to everybody at the counterparty who receives such letters. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isSmsNumber } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type DeliveryPurpose, fail, type SentChannel } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { addDays, type Day, dayInZone, isOpen } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { type Addressee, contactsFor } from '../cards/contacts-for.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { readSettings } from '../settings/read-settings.ts'
import { type Recipient, reachContact } from './reach-contact.ts'
import { type ReachFacts, readReachFacts } from './reach-facts.ts'

/** `channel` absent: mail where there is an address, else SMS. `priority` below 0 lets letters that somebody waits for go first. */
export type DeliveryOrder = { purpose: DeliveryPurpose; channel?: SentChannel; priority?: number }

const addressOn = (person: Addressee, channel: SentChannel): Recipient | null => {
  const mobile = person.mobile !== null && isSmsNumber(person.mobile) ? person.mobile : null
  const address = channel === 'email' ? person.email : mobile
  return address === null ? null : { contact_id: person.contact_id, name: person.name, channel, address }
}

/**
 * One message a person, each address once. Who does not want letters gets none; who bounced is not reminded by mail.
 * Throws `contact_missing` or `contact_opted_out` when nobody is left.
 */
const chooseRecipients = (people: readonly Addressee[], order: DeliveryOrder, title: string): Recipient[] => {
  const willing = people.filter(person => !person.opted_out)
  const chosen = willing.flatMap(person => {
    const mail = order.purpose === 'reminder' && person.bounced_at ? null : addressOn(person, 'email')
    const found = order.channel === 'sms' ? addressOn(person, 'sms') : mail
    return found ?? (order.channel === undefined ? addressOn(person, 'sms') : null) ?? []
  })
  const once = [...new Map(chosen.map(to => [to.address, to])).values()]
  if (once.length > 0) return once
  throw fail(people.length > 0 && willing.length === 0 ? 'contact_opted_out' : 'contact_missing', {
    params: { counterparty: title },
  })
}

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
  const tables = withTables(trx)
  const { company_id } = actor
  const letter = await lockLetter(tables, company_id, letter_id)
  const first = order.purpose === 'letter'
  if (first && (!['draft', 'ready'].includes(letter.status) || letter.delivery_state === 'queued'))
    throw fail('letter_not_sendable')
  if (!first && !isOpen(letter.status)) throw fail('letter_not_waiting')
  const facts = await readReachFacts(tables, company_id, letter_id)
  const people = await contactsFor(tables, company_id, letter.counterparty_id, letter.kind)
  const recipients = chooseRecipients(people, order, facts.counterparty_title)
  const reply_due = first ? await beginDelivery(services, trx, actor, facts) : letter.reply_due!
  for (const to of recipients)
    await reachContact(services, trx, actor, { ...facts, reply_due }, to, {
      purpose: order.purpose,
      priority: order.priority ?? 0,
    })
  if (first) await announceLetter(services, trx, actor, letter_id, 'mutabakat_updated')
}

/** What an earlier try left is ended, and the day of the answer is counted from now. */
const beginDelivery = async (services: Services, trx: Trx, actor: Actor, facts: ReachFacts): Promise<Day> => {
  const tables = withTables(trx)
  const { company_id } = actor
  const now = services.now()
  await endLinks(tables, company_id, facts.id, now)
  await dropDrawn(services, trx, company_id, facts.id)
  const { reply_days } = await readSettings(tables, company_id)
  const reply_due = addDays(dayInZone(now, facts.time_zone), reply_days)
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
    .where('id', '=', facts.id)
    .execute()
  return reply_due
}

/** Nothing opens the letter any more. */
export const endLinks = async (
  tables: MutabakatTrx,
  company_id: string,
  letter_id: string,
  at: Date,
): Promise<void> => {
  await tables
    .updateTable('mutabakat.link')
    .set({ revoked_at: at })
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter_id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Nobody has the document of a delivery that failed, and the draft may have changed since: it is drawn anew. */
export const dropDrawn = async (services: Services, trx: Trx, company_id: string, letter_id: string): Promise<void> => {
  const drawn = await withTables(trx)
    .deleteFrom('mutabakat.document')
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter_id)
    .where('kind', '=', 'letter')
    .returning('file_id')
    .execute()
  for (const { file_id } of drawn) await services.files.remove(trx, company_id, file_id)
}
