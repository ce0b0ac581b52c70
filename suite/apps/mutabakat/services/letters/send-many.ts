/** Sends many letters as one task; those that need a second pair of eyes are submitted instead, and counted. */
import type { Services } from '#platform/app'
import type { Failure } from '#platform/contract'
import type { JobContext, TaskResult } from '#platform/jobs'
import { bulkSendJob } from '../../contract/index.ts'
import type { Actor } from '../actor.ts'
import { notifyApproversOfMany } from './notify-approval.ts'
import { actorNow, BULK, orRefused, queueBulk, runBulkTogether } from './run-bulk.ts'
import { dispatchLetters } from './send-letter.ts'
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
  const { company_id } = actor
  const send = async (ids: readonly string[]) => {
    const refused = await services.store.inCompany(company_id, trx =>
      dispatchLetters(services, trx, actor, ids, { priority: BULK }),
    )
    const ended = new Map<string, 'sent' | 'submitted' | Failure>(ids.map(id => [id, refused.get(id) ?? 'sent']))
    for (const [id, { code }] of refused)
      if (code === 'letter_needs_approval') ended.set(id, await submit(services, actor, id))
    return ended
  }
  const result = await runBulkTogether(letter_ids, job, { sent: 0, submitted: 0 }, send)
  const { submitted } = result.counts
  if (submitted > 0)
    await services.store.inCompany(company_id, trx => notifyApproversOfMany(services, trx, actor, submitted))
  return result
}

const submit = (services: Services, actor: Actor, id: string): Promise<'submitted' | Failure> =>
  orRefused(async () => {
    await services.store.inCompany(actor.company_id, trx => submitIn(services, trx, actor, id, null, true))
    return 'submitted' as const
  })
