/** Withdraws a letter that nobody answered yet; its link then says so. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { Letter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { dropCalls } from '../calls/open-call.ts'
import { endLinks } from '../reach/queue-delivery.ts'
import { tellOfLetter } from '../tell-people.ts'
import { addEvidence } from './add-evidence.ts'
import { announceLetter } from './announce-letter.ts'
import { showLetter } from './show-letter.ts'
import { takeLetter } from './take-letter.ts'

export const cancelLetter = (
  services: Services,
  actor: Actor,
  id: string,
  reason: string,
  rev: number | null,
): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    await cancelIn(services, trx, actor, id, reason, rev)
    return showLetter(withTables(trx), actor, id)
  })

/** In a transaction that is open. Who sent the letter is told when somebody else withdraws it. */
export const cancelIn = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  id: string,
  reason: string,
  rev: number | null = null,
): Promise<void> => {
  const tables = withTables(trx)
  const { company_id } = actor
  const { letter } = await takeLetter(tables, actor, id, 'cancel', rev)
  await tables
    .updateTable('mutabakat.letter')
    .set({
      status: 'cancelled',
      cancel_reason: reason,
      // What still waits is not sent any more.
      delivery_state: letter.delivery_state === 'queued' ? null : letter.delivery_state,
      rev: sql`rev + 1`,
    })
    .where('company_id', '=', company_id)
    .where('id', '=', id)
    .execute()
  await endLinks(tables, company_id, [id], services.now())
  await tables
    .updateTable('mutabakat.delivery')
    .set({ state: 'failed' })
    .where('company_id', '=', company_id)
    .where('letter_id', '=', id)
    .where('state', '=', 'queued')
    .execute()
  await services.audit(trx, {
    company_id,
    actor: actor.user_id,
    action: 'letter.cancelled',
    object: { type: 'letter', id },
    old: { status: letter.status },
    new: { status: 'cancelled', reason },
  })
  await addEvidence(services, trx, letter, { fact: 'cancelled', detail: { by: actor.name, reason } })
  await dropCalls(services, trx, actor, id)
  const row = await announceLetter(services, trx, actor, id, 'mutabakat_cancelled', { reason })
  if (row.sender && row.sender.id !== actor.user_id)
    await tellOfLetter(services, trx, company_id, [row.sender.id], row, {
      kind: 'mutabakat_cancelled',
      level: 'info',
      params: { name: actor.name },
    })
}
