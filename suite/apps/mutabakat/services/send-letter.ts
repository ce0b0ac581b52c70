/** Sends one letter: the request only queues it; drawing, signing and mailing happen in the background. */
import type { Services } from '#platform/app'
import type { Letter } from '../contract/index.ts'
import { findLetter } from '../data/letter-details.ts'
import { withTables } from '../data/letters.ts'
import type { Actor } from './actor.ts'
import { queueDelivery } from './queue-delivery.ts'

export const sendLetter = (services: Services, actor: Actor, id: string): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    await queueDelivery(services, trx, actor, id)
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'letter.sent',
      object: { type: 'letter', id: id },
    })
    const queued = (await findLetter(withTables(trx), actor.company_id, id))!
    await actor.remember?.(trx, queued)
    return queued
  })
