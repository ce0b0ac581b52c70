/** What an answer does to the list of calls: what was asked is answered, and a difference is talked about. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { withTables } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import type { Actor } from '../actor.ts'
import { readSettings } from '../settings/read-settings.ts'
import { dropCalls, openCall, whomToCall } from './open-call.ts'

/** In the transaction of the answer, whichever way it came; the letter is locked. */
export const followAnswer = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter: Selectable<LetterTable>,
  choice: 'agree' | 'disagree',
): Promise<void> => {
  await dropCalls(services, trx, actor, letter.id)
  if (choice === 'agree') return
  const { reach } = await readSettings(withTables(trx), letter.company_id)
  if (!reach.enabled || !reach.ways.includes('call')) return
  await openCall(services, trx, { ...actor, name: 'system' }, letter, {
    reason: 'differs',
    contact_id: await whomToCall(trx, letter),
    asked_by: null,
  })
}
