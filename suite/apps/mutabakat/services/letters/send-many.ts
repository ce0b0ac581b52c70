/** Sends many letters as one task; those that need a second pair of eyes are submitted instead, and counted. */
import type { Services } from '#platform/app'
import { Failure } from '#platform/contract'
import type { JobContext, TaskResult } from '#platform/jobs'
import { bulkSendJob } from '../../contract/index.ts'
import type { Actor } from '../actor.ts'
import { notifyApproversOfMany } from './notify-approval.ts'
import { actorNow, BULK, queueBulk, runBulk } from './run-bulk.ts'
import { dispatchLetter } from './send-letter.ts'
import { submitIn } from './submit-letter.ts'

export const sendMany = (services: Services, actor: Actor, letter_ids: string[]): Promise<{ task_id: string }> =>
  queueBulk(services, actor, bulkSendJob, { letter_ids, sender_name: actor.name }, 'bulk_send_title')

/** What an attempt that died already queued is no draft any more, so a retry passes over it. */
export const runSendMany = async (
  services: Services,
  person: Actor,
  letter_ids: readonly string[],
  job: Pick<JobContext, 'report'>,
): Promise<TaskResult> => {
  const actor = await actorNow(services, person)
  const result = await runBulk(
    services,
    actor.company_id,
    letter_ids,
    job,
    { sent: 0, submitted: 0 },
    async (trx, id) => {
      try {
        await dispatchLetter(services, trx, actor, id, { priority: BULK })
        return 'sent'
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'letter_needs_approval') throw error
        await submitIn(services, trx, actor, id, null, true)
        return 'submitted'
      }
    },
  )
  const { submitted } = result.counts
  if (submitted > 0)
    await services.store.inCompany(actor.company_id, trx => notifyApproversOfMany(services, trx, actor, submitted))
  return result
}
