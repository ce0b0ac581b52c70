/** A member marks an address as undeliverable: the delivery failed, and its link opens nothing any more. */
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { fail, type Letter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { showLetter } from '../letters/show-letter.ts'
import { deliveryFailed } from './settle-delivery.ts'

export const giveUpDelivery = (
  services: Services,
  actor: Actor,
  id: string,
  delivery_id: string,
  reason: string,
): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    await lockLetter(tables, actor.company_id, id)
    const delivery = isUuid(delivery_id)
      ? await tables
          .selectFrom('mutabakat.delivery')
          .select(['id', 'letter_id', 'link_id', 'channel', 'purpose', 'address', 'state'])
          .where('company_id', '=', actor.company_id)
          .where('letter_id', '=', id)
          .where('id', '=', delivery_id)
          .executeTakeFirst()
      : undefined
    if (!delivery) throw fail('delivery_not_found')
    if (!['sent', 'delivered', 'bounced'].includes(delivery.state)) throw fail('delivery_not_open')
    const failure = { state: 'failed' as const, error: reason }
    if (!(await deliveryFailed(services, trx, actor, delivery, failure))) throw fail('letter_not_resendable')
    await tables
      .updateTable('mutabakat.link')
      .set({ revoked_at: services.now() })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', delivery.link_id)
      .where('revoked_at', 'is', null)
      .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'delivery.given_up',
      object: { type: 'letter', id },
      new: { address: delivery.address, reason },
    })
    return showLetter(tables, actor, id)
  })
