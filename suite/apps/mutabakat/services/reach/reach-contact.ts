/** Puts one message to one person on its way: link, delivery, budget, log and job in the transaction of whoever sends. */
import type { Services } from '#platform/app'
import { withoutTurkishLetters } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type DeliveryPurpose, deliverJob, type Message, type SentChannel } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { addDays, type Day } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { readSettings } from '../settings/read-settings.ts'
import { linkUrl } from './link-token.ts'
import { type ReachFacts, sayTo } from './reach-facts.ts'

/** Days a link lives beyond the day an answer is due. */
const LINK_GRACE_DAYS = 60

export type Recipient = { contact_id: string | null; name: string | null; channel: SentChannel; address: string }

/** `mutabakat.letter`, `mutabakat.reminder`: what the logs of mails and SMS call it. */
export const logKind = (purpose: DeliveryPurpose): string => `mutabakat.${purpose}`

export const wordsKind = (purpose: DeliveryPurpose, channel: SentChannel): Message => {
  if (channel === 'sms') return purpose === 'letter' ? 'sms' : 'sms_reminder'
  return purpose === 'letter' ? 'mail' : 'reminder'
}

/** Whoever has a living link keeps it: a reminder opens the same page. */
export const linkFor = async (
  services: Services,
  tables: MutabakatTrx,
  company_id: string,
  letter: { id: string; reply_due: Day },
  to: Recipient,
  passed_from: string | null = null,
): Promise<string> => {
  const now = services.now()
  const living = await tables
    .selectFrom('mutabakat.link')
    .select('id')
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter.id)
    .where('address', '=', to.address)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (living) return living.id
  const id = services.id()
  await tables
    .insertInto('mutabakat.link')
    .values({
      id,
      company_id,
      letter_id: letter.id,
      channel: to.channel,
      address: to.address,
      passed_from,
      contact_id: to.contact_id,
      contact_name: to.name,
      created_at: now,
      expires_at: new Date(`${addDays(letter.reply_due, LINK_GRACE_DAYS)}T00:00:00Z`),
    })
    .execute()
  return id
}

/** SMS are written without Turkish letters: one of them would double the price. */
export const smsText = (text: string): string => withoutTurkishLetters(text)

/** Throws what the mail log or the SMS service refuses with; then nothing of the transaction may stay. */
export const reachContact = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  facts: ReachFacts & { reply_due: Day },
  to: Recipient,
  order: { purpose: DeliveryPurpose; priority: number; passed_from?: string },
): Promise<{ delivery_id: string; link_id: string }> => {
  const tables = withTables(trx)
  const { company_id } = actor
  const link_id = await linkFor(services, tables, company_id, facts, to, order.passed_from)
  const delivery_id = services.id()
  const words = await sayTo(tables, company_id, facts, wordsKind(order.purpose, to.channel), {
    name: to.name,
    link: linkUrl(services, link_id),
  })
  const log = { id: delivery_id, company_id, kind: logKind(order.purpose), to: to.address }
  let parts: number | null = null
  if (to.channel === 'email') await services.outgoing.enter(trx, { ...log, subject: words.parts.subject ?? '' })
  else {
    const { sms_title: title } = await readSettings(tables, company_id)
    ;({ parts } = await services.sms.enter(trx, { ...log, title, text: smsText(words.parts.text ?? '') }))
  }
  await tables
    .insertInto('mutabakat.delivery')
    .values({
      id: delivery_id,
      company_id,
      letter_id: facts.id,
      link_id,
      state: 'queued',
      parts,
      channel: to.channel,
      address: to.address,
      purpose: order.purpose,
      contact_id: to.contact_id,
      contact_name: to.name,
      wording_version: words.version,
      created_at: services.now(),
    })
    .execute()
  await services.jobs.enqueue(
    trx,
    deliverJob,
    { company_id, delivery_id },
    { company_id, owner_id: userIdOf(actor), priority: order.priority },
  )
  return { delivery_id, link_id }
}
