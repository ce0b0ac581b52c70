/** Reminds of one letter because somebody asked for it: once a day at most, the plan included. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { fail, type Letter, type ReminderChannel } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { dayInZone } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { recordHistory } from '../letters/announce-letter.ts'
import { showLetter } from '../letters/show-letter.ts'
import { takeLetter } from '../letters/take-letter.ts'
import { queueDelivery } from './queue-delivery.ts'

export const remindLetter = (
  services: Services,
  actor: Actor,
  id: string,
  channel: ReminderChannel,
  rev: number | null,
): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    await remindIn(services, trx, actor, id, channel, { rev })
    const shown = await showLetter(withTables(trx), actor, id)
    await actor.remember?.(trx, shown)
    return shown
  })

/** In a transaction that is open. Throws `letter_reminded_today`; a letter without an address is `contact_missing`. */
export const remindIn = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  id: string,
  channel: ReminderChannel,
  { rev = null, priority = 0 }: { rev?: number | null; priority?: number } = {},
): Promise<void> => {
  const tables = withTables(trx)
  await takeLetter(tables, actor, id, 'remind', rev)
  const { time_zone } = await trx
    .selectFrom('platform.company')
    .select('time_zone')
    .where('id', '=', actor.company_id)
    .executeTakeFirstOrThrow()
  const now = services.now()
  // The index of a letter and day decides: two clicks at once are one reminder.
  const reminded = await tables
    .insertInto('mutabakat.reminder')
    .values({
      id: services.id(),
      company_id: actor.company_id,
      letter_id: id,
      step: null,
      day: dayInZone(now, time_zone),
      channel,
      outcome: 'queued',
      asked_by: actor.name,
      at: now,
    })
    .onConflict(conflict => conflict.columns(['letter_id', 'day']).where('outcome', '=', 'queued').doNothing())
    .executeTakeFirst()
  if (!reminded.numInsertedOrUpdatedRows) throw fail('letter_reminded_today')
  await recordHistory(services, trx, actor, id, 'letter_reminded', { channel })
  await services.audit(trx, {
    company_id: actor.company_id,
    actor: actor.user_id,
    action: 'letter.reminded',
    object: { type: 'letter', id },
    new: { channel },
  })
  await queueDelivery(services, trx, actor, id, { purpose: 'reminder', channel, priority })
}
