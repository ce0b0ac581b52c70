/** A leader takes a letter's link into their own hands; a draft counts as sent by it. The code still goes to the contact. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { fail, type Letter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { addDays, dayInZone, isOpen } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { contactsFor } from '../cards/contacts-for.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { showLetter } from '../letters/show-letter.ts'
import { takeLetter } from '../letters/take-letter.ts'
import { keepDocument } from '../proof/keep-document.ts'
import { readSettings } from '../settings/read-settings.ts'
import { maskAddress } from './find-link.ts'
import { linkUrl } from './link-token.ts'
import { dropDrawn } from './queue-delivery.ts'
import { linkFor, type Recipient } from './reach-contact.ts'
import { deliverySent } from './settle-delivery.ts'

export type CopiedLink = { url: string; address: string; expires_at: string; letter: Letter }

/** Throws `contact_missing` without an address the code could go to. */
export const copyLink = async (services: Services, actor: Actor, id: string): Promise<CopiedLink> => {
  const { company_id } = actor
  const link = await services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const locked = await lockLetter(tables, company_id, id)
    const { letter, settings } = isOpen(locked.status)
      ? { letter: locked, settings: await readSettings(tables, company_id) }
      : await takeLetter(tables, actor, id, 'send')
    const { time_zone } = await trx
      .selectFrom('platform.company')
      .select('time_zone')
      .where('id', '=', company_id)
      .executeTakeFirstOrThrow()
    const now = services.now()
    const reply_due = isOpen(letter.status)
      ? letter.reply_due!
      : addDays(dayInZone(now, time_zone), settings.reply_days)
    const to = (await contactsFor(tables, company_id, letter.counterparty_id, letter.kind))
      .filter(person => !person.opted_out)
      .flatMap((person): Recipient[] => {
        const about = { contact_id: person.contact_id, name: person.name }
        if (person.email) return [{ ...about, channel: 'email', address: person.email }]
        return person.mobile ? [{ ...about, channel: 'sms', address: person.mobile }] : []
      })[0]
    if (!to) throw fail('contact_missing')
    const link_id = await linkFor(services, tables, company_id, { id, reply_due }, to)
    const delivery_id = services.id()
    await tables
      .insertInto('mutabakat.delivery')
      .values({
        id: delivery_id,
        company_id,
        letter_id: id,
        link_id,
        channel: 'link',
        address: to.address,
        contact_id: to.contact_id,
        contact_name: to.name,
        state: 'queued',
        created_at: now,
      })
      .execute()
    if (!isOpen(letter.status)) {
      await dropDrawn(services, trx, company_id, [id])
      await tables
        .updateTable('mutabakat.letter')
        .set({
          reply_due,
          sender_id: userIdOf(actor),
          sender_name: actor.name,
          rev: sql`rev + 1`,
          reminder_plan: JSON.stringify(settings.reminders),
        })
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .execute()
    }
    await addEvidence(services, trx, letter, {
      fact: 'link_copied',
      link_id,
      detail: { by: actor.name, address: maskAddress(to.address) },
    })
    await services.audit(trx, {
      company_id,
      actor: actor.user_id,
      action: 'letter.link_copied',
      object: { type: 'letter', id },
      new: { address: to.address },
    })
    const delivery = { id: delivery_id, letter_id: id, link_id, channel: 'link', purpose: 'letter' } as const
    await deliverySent(services, trx, actor, { ...delivery, address: to.address }, { message_id: null })
    const { expires_at } = await tables
      .selectFrom('mutabakat.link')
      .select('expires_at')
      .where('company_id', '=', company_id)
      .where('id', '=', link_id)
      .executeTakeFirstOrThrow()
    return { link_id, address: to.address, expires_at: expires_at.toISOString() }
  })
  // Sealed before anybody can follow the link.
  await keepDocument(services, company_id, id)
  const letter = await services.store.inCompany(company_id, trx => showLetter(withTables(trx), actor, id))
  const { link_id, ...copied } = link
  return { url: linkUrl(services, link_id), ...copied, letter }
}
