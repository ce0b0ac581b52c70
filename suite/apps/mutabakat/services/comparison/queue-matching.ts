/** Starts another run of matching: the proposals of the run before are given up, what people decided stays. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { fail, matchJob } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { ComparisonTable } from '../../data/statement-tables.ts'
import type { Actor } from '../actor.ts'
import { lockForChange, type Party, touchComparison } from './open-comparison.ts'

/** Both statements read: a run is queued. Else only what changed is told. Holds the comparison's lock already. */
export const queueMatching = async (
  services: Services,
  trx: Trx,
  actor: Pick<Actor, 'company_id' | 'user_id'>,
  letter: { id: string; no: string },
  comparison: Pick<Selectable<ComparisonTable>, 'run'>,
): Promise<boolean> => {
  const tables = withTables(trx)
  const ready = await tables
    .selectFrom('mutabakat.statement')
    .select('side')
    .where('company_id', '=', actor.company_id)
    .where('letter_id', '=', letter.id)
    .where('state', '=', 'ready')
    .where('replaced_at', 'is', null)
    .execute()
  if (ready.length < 2) {
    await touchComparison(services, trx, actor, letter)
    return false
  }
  // Their lines become free by the key's rule.
  await tables
    .deleteFrom('mutabakat.pair')
    .where('company_id', '=', actor.company_id)
    .where('letter_id', '=', letter.id)
    .where('state', '=', 'proposed')
    .execute()
  const run = comparison.run + 1
  await touchComparison(services, trx, actor, letter, {
    run,
    run_state: 'queued',
    steps: '[]',
    cut: 0,
    started_at: services.now(),
    finished_at: null,
  })
  await services.jobs.enqueue(
    trx,
    matchJob,
    { company_id: actor.company_id, letter_id: letter.id, run },
    { company_id: actor.company_id, owner_id: null },
  )
  return true
}

/** Asked for by people; without both statements there is nothing to match. */
export const matchAgain = (services: Services, party: Party): Promise<void> =>
  services.store.inCompany(party.actor.company_id, async trx => {
    const { letter, comparison } = await lockForChange(trx, party)
    if (!(await queueMatching(services, trx, party.actor, letter, comparison))) throw fail('statements_missing')
  })
