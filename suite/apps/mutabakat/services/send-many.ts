/** Sends many drafts as one task with progress; a draft that cannot go is counted, the others go. */
import type { Services } from '#platform/app'
import { Failure } from '#platform/contract'
import type { JobContext, TaskResult } from '#platform/jobs'
import { bulkSendJob } from '../contract/index.ts'
import { type Actor, userIdOf } from './actor.ts'
import { queueDelivery } from './queue-delivery.ts'

const CHUNK = 50
/** A thousand letters must not stand before the one that somebody sends alone. */
const BULK = -10

/** Queues the task; the ids are looked at when it runs. */
export const sendMany = (services: Services, actor: Actor, letter_ids: string[]): Promise<{ task_id: string }> =>
  services.store.inCompany(actor.company_id, async trx => {
    const queued = await services.jobs.enqueue(
      trx,
      bulkSendJob,
      { letter_ids, sender_name: actor.name },
      {
        company_id: actor.company_id,
        owner_id: userIdOf(actor),
        title: services.t('tr', 'mutabakat.tasks.bulk_send_title', { count: letter_ids.length }),
      },
    )
    await actor.remember?.(trx, queued)
    return queued
  })

/**
 * The task itself, in chunks of 50. What an attempt that died already queued is no draft any more, so a retry passes
 * over it; the counts are those of the last attempt.
 */
export const runSendMany = async (
  services: Services,
  actor: Actor,
  letter_ids: string[],
  job: JobContext,
): Promise<TaskResult> => {
  const counts = { sent: 0, skipped: 0, no_contact: 0 }
  for (let at = 0; at < letter_ids.length; at += CHUNK) {
    for (const id of letter_ids.slice(at, at + CHUNK)) {
      try {
        await services.store.inCompany(actor.company_id, trx => queueDelivery(services, trx, actor, id, BULK))
        counts.sent++
      } catch (error) {
        if (!(error instanceof Failure) || error.status >= 500) throw error
        if (error.code === 'contact_missing') counts.no_contact++
        else counts.skipped++
      }
    }
    await job.report({
      done: Math.min(at + CHUNK, letter_ids.length),
      total: letter_ids.length,
      step: 'letters',
      errors: counts.no_contact,
    })
  }
  return { counts, file_id: null }
}
