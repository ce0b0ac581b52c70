/** Letters that a person posts or sends by KEP: sealed in the background, and sent with who said so. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { Failure } from '#platform/contract'
import type { Trx } from '#platform/store'
import { deliverJob, type PostedInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { addDays, dayInZone, isOpen } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { BULK } from '../letters/run-bulk.ts'
import { takeLetter } from '../letters/take-letter.ts'
import { dropDrawn } from './queue-delivery.ts'
import { refreshDeliveryState } from './settle-delivery.ts'

/** Each letter by itself: what may not be sent now is counted as skipped, the others go. */
export const markPosted = async (
  services: Services,
  actor: Actor,
  input: PostedInput,
): Promise<{ queued: number; skipped: number }> =>
  services.store.inCompany(actor.company_id, async trx => {
    const counts = { queued: 0, skipped: 0 }
    // In one order for everybody, so that two lists at once wait for each other and do not block.
    for (const id of [...new Set(input.ids)].sort())
      if (await post(services, trx, actor, id, input)) counts.queued++
      else counts.skipped++
    await actor.remember?.(trx, counts)
    return counts
  })

const post = async (services: Services, trx: Trx, actor: Actor, id: string, input: PostedInput): Promise<boolean> => {
  const tables = withTables(trx)
  const { company_id } = actor
  try {
    const letter = await lockLetter(tables, company_id, id)
    const now = services.now()
    if (!isOpen(letter.status)) {
      const { settings } = await takeLetter(tables, actor, id, 'send')
      await dropDrawn(services, trx, company_id, [id])
      const { time_zone } = await trx
        .selectFrom('platform.company')
        .select('time_zone')
        .where('id', '=', company_id)
        .executeTakeFirstOrThrow()
      await tables
        .updateTable('mutabakat.letter')
        .set({
          reply_due: addDays(dayInZone(now, time_zone), settings.reply_days),
          reminder_plan: JSON.stringify(settings.reminders),
          sender_id: userIdOf(actor),
          sender_name: actor.name,
          rev: sql`rev + 1`,
        })
        .where('company_id', '=', company_id)
        .where('id', '=', id)
        .execute()
    }
    const address = input.reference ?? ''
    const delivery_id = services.id()
    await tables
      .insertInto('mutabakat.delivery')
      .values({
        id: delivery_id,
        company_id,
        letter_id: id,
        link_id: null,
        channel: input.channel,
        address,
        contact_name: actor.name,
        state: 'queued',
        created_at: now,
      })
      .execute()
    await refreshDeliveryState(tables, company_id, id)
    await services.jobs.enqueue(
      trx,
      deliverJob,
      { company_id, delivery_id },
      { company_id, owner_id: userIdOf(actor), priority: BULK },
    )
    await announceLetter(services, trx, actor, id, 'mutabakat_updated')
    await services.audit(trx, {
      company_id,
      actor: actor.user_id,
      action: 'letter.posted',
      object: { type: 'letter', id },
      new: { channel: input.channel, reference: input.reference },
    })
    return true
  } catch (error) {
    if (error instanceof Failure && error.status < 500) return false
    throw error
  }
}
