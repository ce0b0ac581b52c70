/** Withdraws a letter that nobody answered yet; its link then says so. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { fail, type Letter } from '../contract/index.ts'
import { findLetter } from '../data/letter-details.ts'
import { withTables } from '../data/letters.ts'
import type { Actor } from './actor.ts'
import { announceLetter } from './announce-letter.ts'
import { lockLetter } from './lock-letter.ts'

export const cancelLetter = (services: Services, actor: Actor, id: string, reason: string): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const letter = await lockLetter(tables, actor.company_id, id)
    if (!['draft', 'sent', 'viewed'].includes(letter.status)) throw fail('letter_not_cancellable')
    await tables
      .updateTable('mutabakat.letter')
      .set({
        status: 'cancelled',
        // What still waits is not sent any more.
        delivery_state: letter.delivery_state === 'queued' ? null : letter.delivery_state,
        rev: sql`rev + 1`,
      })
      .where('company_id', '=', actor.company_id)
      .where('id', '=', id)
      .execute()
    await tables
      .updateTable('mutabakat.link')
      .set({ revoked_at: services.now() })
      .where('company_id', '=', actor.company_id)
      .where('letter_id', '=', id)
      .where('revoked_at', 'is', null)
      .execute()
    await tables
      .updateTable('mutabakat.delivery')
      .set({ state: 'failed' })
      .where('company_id', '=', actor.company_id)
      .where('letter_id', '=', id)
      .where('state', '=', 'queued')
      .execute()
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'letter.cancelled',
      object: { type: 'letter', id: id },
      old: { status: letter.status },
      new: { status: 'cancelled', reason },
    })
    await announceLetter(services, trx, actor, id, 'mutabakat_cancelled', { reason })
    return (await findLetter(tables, actor.company_id, id))!
  })
