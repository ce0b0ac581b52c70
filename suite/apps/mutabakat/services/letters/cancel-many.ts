/** Withdraws many letters as one task, with one reason. */
import type { Services } from '#platform/app'
import type { JobContext, TaskResult } from '#platform/jobs'
import { bulkCancelJob } from '../../contract/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { cancelIn } from './cancel-letter.ts'
import { actorNow, runBulk } from './run-bulk.ts'

export const cancelMany = (
  services: Services,
  actor: Actor,
  letter_ids: string[],
  reason: string,
): Promise<{ task_id: string }> =>
  services.store.inCompany(actor.company_id, async trx => {
    const queued = await services.jobs.enqueue(
      trx,
      bulkCancelJob,
      { letter_ids, sender_name: actor.name, reason },
      {
        company_id: actor.company_id,
        owner_id: userIdOf(actor),
        title: services.t('tr', 'mutabakat.tasks.bulk_cancel_title', { count: letter_ids.length }),
      },
    )
    await actor.remember?.(trx, queued)
    return queued
  })

export const runCancelMany = async (
  services: Services,
  person: Actor,
  letter_ids: readonly string[],
  reason: string,
  job: Pick<JobContext, 'report'>,
): Promise<TaskResult> => {
  const actor = await actorNow(services, person)
  return runBulk(services, actor.company_id, letter_ids, job, { cancelled: 0 }, async (trx, id) => {
    await cancelIn(services, trx, actor, id, reason)
    return 'cancelled'
  })
}
