/** Gives many cards to another person at once, as at month end when a colleague takes over. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { checkResponsible } from './check-card.ts'

/** Cards of others or of nobody are passed over; so are those that person already has. */
export const assignCounterparties = (
  services: Services,
  actor: Actor,
  ids: readonly string[],
  responsible_id: string | null,
): Promise<{ changed: number }> =>
  services.store.inCompany(actor.company_id, async trx => {
    await checkResponsible(trx, actor.company_id, responsible_id)
    // Locked in one order, so that two of these at once wait for each other.
    const cards = await withTables(trx)
      .selectFrom('mutabakat.counterparty')
      .select('id')
      .where('company_id', '=', actor.company_id)
      .where(sql<boolean>`id = any(${ids.filter(isUuid)}::uuid[])`)
      .where(sql<boolean>`responsible_id is distinct from ${responsible_id}::uuid`)
      .orderBy('code')
      .forUpdate()
      .execute()
    const found = cards.map(card => card.id)
    if (found.length > 0) {
      await withTables(trx)
        .updateTable('mutabakat.counterparty')
        .set({ responsible_id, rev: sql`rev + 1`, updated_at: services.now() })
        .where('company_id', '=', actor.company_id)
        .where(sql<boolean>`id = any(${found}::uuid[])`)
        .execute()
      await services.audit(trx, {
        company_id: actor.company_id,
        actor: actor.user_id,
        action: 'counterparty.assigned',
        new: { responsible_id, cards: found },
      })
    }
    const answer = { changed: found.length }
    await actor.remember?.(trx, answer)
    return answer
  })
