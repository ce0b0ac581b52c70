/** A batch at its hour: begins it, and sends its letters as the one who planned it. */
import type { Services } from '#platform/app'
import type { JobContext, TaskResult } from '#platform/jobs'
import { withTables } from '../../data/letters.ts'
import { runSendMany } from '../letters/send-many.ts'
import { announceBatch, startBatch } from './plan-batch.ts'

export const beginBatch = (
  services: Services,
  { company_id, batch_id: id, rev }: { company_id: string; batch_id: string; rev: number },
): Promise<void> =>
  services.store.inCompany(company_id, async trx => {
    const actor = { company_id, user_id: 'system' }
    if (await startBatch(services, trx, actor, { id, rev })) await announceBatch(services, trx, actor, id)
  })

/** Run again after a kill it passes over what is on its way already: each letter goes out once. */
export const runBatch = async (
  services: Services,
  company_id: string,
  batch_id: string,
  job: Pick<JobContext, 'report'>,
): Promise<TaskResult> => {
  const { owner, ids } = await services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const { owner_id, owner_name } = await tables
      .selectFrom('mutabakat.batch')
      .select(['owner_id', 'owner_name'])
      .where('company_id', '=', company_id)
      .where('id', '=', batch_id)
      .executeTakeFirstOrThrow()
    const letters = await tables
      .selectFrom('mutabakat.letter')
      .select('id')
      .where('company_id', '=', company_id)
      .where('batch_id', '=', batch_id)
      .where('status', 'in', ['draft', 'ready'])
      .orderBy('no')
      .execute()
    return { owner: { company_id, user_id: owner_id, name: owner_name }, ids: letters.map(({ id }) => id) }
  })
  return runSendMany(services, owner, ids, job)
}
