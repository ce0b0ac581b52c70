/** Puts one draft on its way: link, delivery and job in the transaction of whoever sends. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { deliverJob, fail } from '../contract/index.ts'
import { withTables } from '../data/letters.ts'
import { addDays, dayInZone } from '../domain/index.ts'
import { letterMailSubject } from '../mails/letter-mail.ts'
import { type Actor, userIdOf } from './actor.ts'
import { announceLetter } from './announce-letter.ts'
import { lockLetter } from './lock-letter.ts'

/** Days a link lives beyond the day an answer is due. */
const LINK_GRACE_DAYS = 60
export const DEFAULT_REPLY_DAYS = 10

/**
 * Refuses what is no draft, is already on its way, or has nobody to go to. `priority`: below 0 lets letters that somebody
 * waits for go first.
 */
export const queueDelivery = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter_id: string,
  priority = 0,
): Promise<void> => {
  const tables = withTables(trx)
  const letter = await lockLetter(tables, actor.company_id, letter_id)
  if (letter.status !== 'draft' || letter.delivery_state === 'queued') throw fail('letter_not_sendable')
  const counterparty = await tables
    .selectFrom('mutabakat.counterparty')
    .select(['email', 'title', 'locale'])
    .where('company_id', '=', actor.company_id)
    .where('id', '=', letter.counterparty_id)
    .executeTakeFirstOrThrow()
  if (!counterparty.email) throw fail('contact_missing', { params: { counterparty: counterparty.title } })
  const company = await tables
    .selectFrom('platform.company')
    .select(['title', 'time_zone', 'settings'])
    .where('id', '=', actor.company_id)
    .executeTakeFirstOrThrow()
  const now = services.now()
  const reply_days = typeof company.settings.reply_days === 'number' ? company.settings.reply_days : DEFAULT_REPLY_DAYS
  const reply_due = addDays(dayInZone(now, company.time_zone), reply_days)
  const link_id = services.id()
  const delivery_id = services.id()
  // A letter sent anew (after a bounce) has one living link: the newest.
  await tables
    .updateTable('mutabakat.link')
    .set({ revoked_at: now })
    .where('company_id', '=', actor.company_id)
    .where('letter_id', '=', letter_id)
    .where('revoked_at', 'is', null)
    .execute()
  // Nobody has the document of a delivery that failed, and the draft may have changed since: it is drawn anew.
  const failed = await tables
    .deleteFrom('mutabakat.document')
    .where('company_id', '=', actor.company_id)
    .where('letter_id', '=', letter_id)
    .returning('file_id')
    .executeTakeFirst()
  if (failed) await services.files.remove(trx, actor.company_id, failed.file_id)
  await tables
    .insertInto('mutabakat.link')
    .values({
      id: link_id,
      company_id: actor.company_id,
      letter_id,
      address: counterparty.email,
      expires_at: new Date(`${addDays(reply_due, LINK_GRACE_DAYS)}T00:00:00Z`),
      created_at: now,
    })
    .execute()
  await tables
    .insertInto('mutabakat.delivery')
    .values({
      id: delivery_id,
      company_id: actor.company_id,
      letter_id,
      link_id,
      channel: 'email',
      address: counterparty.email,
      state: 'queued',
      created_at: now,
    })
    .execute()
  await services.outgoing.enter(trx, {
    id: delivery_id,
    company_id: actor.company_id,
    kind: 'mutabakat.letter',
    to: counterparty.email,
    subject: letterMailSubject(counterparty.locale, company.title, letter.no),
  })
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
    .where('company_id', '=', actor.company_id)
    .where('id', '=', letter_id)
    .execute()
  await announceLetter(services, trx, actor, letter_id, 'mutabakat_updated')
  await services.jobs.enqueue(
    trx,
    deliverJob,
    { company_id: actor.company_id, delivery_id },
    { company_id: actor.company_id, owner_id: userIdOf(actor), priority },
  )
}
