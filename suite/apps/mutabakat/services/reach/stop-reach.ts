/** A member tells the reach engine to leave one letter alone, or to take it up again. */
import type { Services } from '#platform/app'
import { fail, type Reach } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { recordHistory } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { tellReach } from './reach-state.ts'
import { showReach } from './read-reach.ts'

/** Throws `reach_stopped` or `reach_not_stopped` when it is so already, `letter_not_waiting` for one without a next step. */
export const stopReach = (services: Services, actor: Actor, id: string, stopped: boolean): Promise<Reach> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { company_id } = actor
    const letter = await lockLetter(tables, company_id, id)
    if (!isOpen(letter.status)) throw fail('letter_not_waiting')
    if (stopped === (letter.reach_stopped_at !== null)) throw fail(stopped ? 'reach_stopped' : 'reach_not_stopped')
    await tables
      .updateTable('mutabakat.letter')
      .set({ reach_stopped_by: stopped ? actor.name : null, reach_stopped_at: stopped ? services.now() : null })
      .where('company_id', '=', company_id)
      .where('id', '=', id)
      .execute()
    await recordHistory(services, trx, actor, id, stopped ? 'reach_stopped' : 'reach_resumed')
    await services.audit(trx, {
      company_id,
      actor: actor.user_id,
      action: stopped ? 'letter.reach_stopped' : 'letter.reach_resumed',
      object: { type: 'letter', id },
    })
    await tellReach(services, trx, actor, id)
    return showReach(services, tables, actor, id)
  })
