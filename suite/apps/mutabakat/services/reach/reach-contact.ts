/** Puts one message to one person on its way: link, delivery, budget, log and job in the transaction of whoever sends. */
import type { Services } from '#platform/app'
import { withoutTurkishLetters } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type DeliveryPurpose, deliverJob, type Message, type SentChannel } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { addDays, type Day } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { wordsOf } from '../settings/company-words.ts'
import { readSettings } from '../settings/read-settings.ts'
import { linkUrl } from './link-token.ts'
import { type ReachFacts, say } from './reach-facts.ts'

/** Days a link lives beyond the day an answer is due. */
const LINK_GRACE_DAYS = 60

export type Recipient = { contact_id: string | null; name: string | null; channel: SentChannel; address: string }

/** `mutabakat.letter`, `mutabakat.reminder`: what the logs of mails and SMS call it. */
export const logKind = (purpose: DeliveryPurpose): string => `mutabakat.${purpose}`

export const wordsKind = (purpose: DeliveryPurpose, channel: SentChannel): Message => {
  if (channel === 'sms') return purpose === 'letter' ? 'sms' : 'sms_reminder'
  return purpose === 'letter' ? 'mail' : 'reminder'
}

type Wanted = { letter: { id: string; reply_due: Day }; to: Recipient }

/** One link for each that is wanted, in their order. Whoever has a living link keeps it: a reminder opens the same page. */
const linksFor = async (
  services: Services,
  tables: MutabakatTrx,
  company_id: string,
  wanted: readonly Wanted[],
  passed_from: string | null = null,
): Promise<string[]> => {
  const now = services.now()
  const living = await tables
    .selectFrom('mutabakat.link')
    .select(['id', 'letter_id', 'address'])
    .where('company_id', '=', company_id)
    .where(
      'letter_id',
      'in',
      wanted.map(({ letter }) => letter.id),
    )
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at')
    .execute()
  const newest = new Map(living.map(link => [`${link.letter_id} ${link.address}`, link.id]))
  const made = []
  const ids: string[] = []
  for (const { letter, to } of wanted) {
    const known = newest.get(`${letter.id} ${to.address}`)
    const id = known ?? services.id()
    ids.push(id)
    if (known) continue
    made.push({
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
  }
  if (made.length > 0) await tables.insertInto('mutabakat.link').values(made).execute()
  return ids
}

export const linkFor = async (
  services: Services,
  tables: MutabakatTrx,
  company_id: string,
  letter: { id: string; reply_due: Day },
  to: Recipient,
  passed_from: string | null = null,
): Promise<string> => (await linksFor(services, tables, company_id, [{ letter, to }], passed_from))[0]!

/** SMS are written without Turkish letters: one of them would double the price. */
export const smsText = (text: string): string => withoutTurkishLetters(text)

export type Reached = { facts: ReachFacts & { reply_due: Day }; to: Recipient }
export type ReachOrder = { purpose: DeliveryPurpose; priority: number; passed_from?: string }

/** Throws what the mail log or the SMS service refuses with; then nothing of the transaction may stay. */
export const reachContact = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  facts: Reached['facts'],
  to: Recipient,
  order: ReachOrder,
): Promise<{ delivery_id: string; link_id: string }> => {
  const [reached] = await reachContacts(services, trx, actor, [{ facts, to }], order)
  return reached!
}

/** The same for many, in a few statements. */
export const reachContacts = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  people: readonly Reached[],
  order: ReachOrder,
): Promise<{ delivery_id: string; link_id: string }[]> => {
  if (people.length === 0) return []
  const tables = withTables(trx)
  const { company_id } = actor
  const now = services.now()
  const words = wordsOf(tables, company_id)
  const wanted = people.map(({ facts, to }) => ({ letter: facts, to }))
  const links = await linksFor(services, tables, company_id, wanted, order.passed_from)
  const mails = []
  const deliveries = []
  for (const [at, { facts, to }] of people.entries()) {
    const link_id = links[at]!
    const id = services.id()
    const reader = { name: to.name, link: linkUrl(services, link_id) }
    const { parts: said, version } = await say(words, facts, wordsKind(order.purpose, to.channel), reader)
    const log = { id, company_id, kind: logKind(order.purpose), to: to.address }
    let parts: number | null = null
    if (to.channel === 'email') mails.push({ ...log, subject: said.subject ?? '' })
    else {
      const { sms_title: title } = await readSettings(tables, company_id)
      ;({ parts } = await services.sms.enter(trx, { ...log, title, text: smsText(said.text ?? '') }))
    }
    deliveries.push({
      id,
      company_id,
      letter_id: facts.id,
      link_id,
      state: 'queued' as const,
      parts,
      channel: to.channel,
      address: to.address,
      purpose: order.purpose,
      contact_id: to.contact_id,
      contact_name: to.name,
      wording_version: version,
      created_at: now,
    })
  }
  await services.outgoing.enterMany(trx, mails)
  await tables.insertInto('mutabakat.delivery').values(deliveries).execute()
  const queued = { company_id, owner_id: userIdOf(actor), priority: order.priority }
  await services.jobs.enqueueMany(
    trx,
    deliverJob,
    deliveries.map(({ id: delivery_id }) => ({ input: { company_id, delivery_id }, order: queued })),
  )
  return deliveries.map(({ id, link_id }) => ({ delivery_id: id, link_id }))
}
