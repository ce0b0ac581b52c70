/** Withdraws many letters as one task, with one reason. */
import type { Services } from '#platform/app'
import type { JobContext, TaskResult } from '#platform/jobs'
import { bulkCancelJob } from '../../contract/index.ts'
import type { Actor } from '../actor.ts'
import { cancelIn } from './cancel-letter.ts'
import { actorNow, queueBulk, runBulk } from './run-bulk.ts'

export const cancelMany = (
  services: Services,
  actor: Actor,
  letter_ids: string[],
  reason: string,
): Promise<{ task_id: string }> =>
  queueBulk(services, actor, bulkCancelJob, { letter_ids, sender_name: actor.name, reason }, 'bulk_cancel_title')

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
