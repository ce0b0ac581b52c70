/** Does one thing with many letters, as a task with progress: what cannot be done is counted, the others go. */
import type { z } from 'zod'
import type { Services } from '#platform/app'
import { Failure, type JobContract } from '#platform/contract'
import type { JobContext, TaskResult } from '#platform/jobs'
import type { Trx } from '#platform/store'
import { type Actor, userIdOf } from '../actor.ts'
import { localeOfUser } from '../reader-locale.ts'

const CHUNK = 50
/** A thousand letters must not stand before the one that somebody sends alone. */
export const BULK = -10

/** Queues the task, titled in the language of who asked (`mutabakat.tasks.{titleKey}`); the letters are looked at when it runs. */
export const queueBulk = <Input extends z.ZodType<{ letter_ids: string[] }>>(
  services: Services,
  actor: Actor,
  contract: JobContract<Input>,
  input: z.input<Input>,
  titleKey: string,
): Promise<{ task_id: string }> =>
  services.store.inCompany(actor.company_id, async trx => {
    const { company_id } = actor
    const locale = await localeOfUser(trx, company_id, actor.user_id)
    const count = (input as { letter_ids: string[] }).letter_ids.length
    const title = services.t(locale, `mutabakat.tasks.${titleKey}`, { count })
    const queued = await services.jobs.enqueue(trx, contract, input, { company_id, owner_id: userIdOf(actor), title })
    await actor.remember?.(trx, queued)
    return queued
  })

/** The person with the role of now: it may be another one than when the task was asked for. */
export const actorNow = async (services: Services, actor: Actor): Promise<Actor> => {
  const member = await services.store.inCompany(actor.company_id, trx =>
    trx
      .selectFrom('platform.membership')
      .select('role')
      .where('company_id', '=', actor.company_id)
      .where('user_id', '=', actor.user_id)
      .executeTakeFirst(),
  )
  return member ? { ...actor, role: member.role } : actor
}

/**
 * One transaction a letter, so that one refusal undoes nothing of the others. `act` answers what to count it as; a refusal
 * counts as `no_contact` or `skipped`. `zero` names the counts `act` answers with, all 0. Run again after a kill it meets what it did as refusals: counts are of the last run.
 */
export const runBulk = async <Count extends string>(
  services: Services,
  company_id: string,
  letter_ids: readonly string[],
  job: Pick<JobContext, 'report'>,
  zero: Record<Count, number>,
  act: (trx: Trx, id: string) => Promise<Count>,
): Promise<TaskResult & { counts: Record<Count | 'skipped' | 'no_contact', number> }> => {
  const counts: Record<Count | 'skipped' | 'no_contact', number> = { ...zero, skipped: 0, no_contact: 0 }
  for (let at = 0; at < letter_ids.length; at += CHUNK) {
    for (const id of letter_ids.slice(at, at + CHUNK)) {
      let counted: Count | 'skipped' | 'no_contact'
      try {
        counted = await services.store.inCompany(company_id, trx => act(trx, id))
      } catch (error) {
        if (!(error instanceof Failure) || error.status >= 500) throw error
        counted = error.code === 'contact_missing' || error.code === 'contact_opted_out' ? 'no_contact' : 'skipped'
      }
      counts[counted] += 1
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
