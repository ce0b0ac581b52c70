/** Reminds of many letters as one task. */
import type { Services } from '#platform/app'
import type { JobContext, TaskResult } from '#platform/jobs'
import { bulkRemindJob, type ReminderChannel } from '../../contract/index.ts'
import type { Actor } from '../actor.ts'
import { actorNow, BULK, queueBulk, runBulk } from '../letters/run-bulk.ts'
import { remindIn } from './remind-letter.ts'

export const remindMany = (
  services: Services,
  actor: Actor,
  letter_ids: string[],
  channel: ReminderChannel,
): Promise<{ task_id: string }> =>
  queueBulk(services, actor, bulkRemindJob, { letter_ids, sender_name: actor.name, channel }, 'bulk_remind_title')

export const runRemindMany = async (
  services: Services,
  person: Actor,
  letter_ids: readonly string[],
  channel: ReminderChannel,
  job: Pick<JobContext, 'report'>,
): Promise<TaskResult> => {
  const actor = await actorNow(services, person)
  return runBulk(services, actor.company_id, letter_ids, job, { reminded: 0 }, async (trx, id) => {
    await remindIn(services, trx, actor, id, channel, { priority: BULK })
    return 'reminded'
  })
}
