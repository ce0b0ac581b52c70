/** Sends one letter: the request only queues it; drawing, signing and delivering happen in the background. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { Letter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { queueDelivery } from '../reach/queue-delivery.ts'
import { showLetter } from './show-letter.ts'
import { takeLetter } from './take-letter.ts'

export const sendLetter = (services: Services, actor: Actor, id: string, rev: number | null): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    await dispatchLetter(services, trx, actor, id, { rev })
    const queued = await showLetter(withTables(trx), actor, id)
    await actor.remember?.(trx, queued)
    return queued
  })

/**
 * In a transaction that is open. Refuses as `can.send` says: what needs a second pair of eyes does not go out without. The
 * letter keeps the reminder plan of this moment. `priority` below 0: letters that somebody waits for go first.
 */
export const dispatchLetter = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  id: string,
  { rev = null, priority = 0 }: { rev?: number | null; priority?: number } = {},
): Promise<void> => {
  const tables = withTables(trx)
  const { settings } = await takeLetter(tables, actor, id, 'send', rev)
  await tables
    .updateTable('mutabakat.letter')
    .set({ reminder_plan: JSON.stringify(settings.reminders) })
    .where('company_id', '=', actor.company_id)
    .where('id', '=', id)
    .execute()
  await queueDelivery(services, trx, actor, id, { purpose: 'letter', priority })
  await services.audit(trx, {
    company_id: actor.company_id,
    actor: actor.user_id,
    action: 'letter.sent',
    object: { type: 'letter', id },
  })
}
