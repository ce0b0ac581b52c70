/** Asks for the second pair of eyes, and tells those who may look. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { Letter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { announceLetter } from './announce-letter.ts'
import { notifyApprovers } from './notify-approval.ts'
import { showLetter } from './show-letter.ts'
import { takeLetter } from './take-letter.ts'

export const submitLetter = (services: Services, actor: Actor, id: string, rev: number | null): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    await submitIn(services, trx, actor, id, rev)
    return showLetter(withTables(trx), actor, id)
  })

/** In a transaction that is open. A bulk tells the approvers once, at its end: it says `quiet`. */
export const submitIn = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  id: string,
  rev: number | null,
  quiet = false,
): Promise<void> => {
  const tables = withTables(trx)
  await takeLetter(tables, actor, id, 'submit', rev)
  await tables
    .updateTable('mutabakat.letter')
    .set({
      status: 'pending_approval',
      submitted_by: userIdOf(actor),
      submitted_name: actor.name,
      submitted_at: services.now(),
      decided_by: null,
      decided_name: null,
      decided_at: null,
      decision_note: null,
      rev: sql`rev + 1`,
    })
    .where('company_id', '=', actor.company_id)
    .where('id', '=', id)
    .execute()
  await services.audit(trx, {
    company_id: actor.company_id,
    actor: actor.user_id,
    action: 'letter.submitted',
    object: { type: 'letter', id },
  })
  const row = await announceLetter(services, trx, actor, id, 'mutabakat_updated', {}, 'letter_submitted')
  if (!quiet) await notifyApprovers(services, trx, actor, row)
}
