/** Does one thing with many letters, as a task with progress: what cannot be done is counted, the others go. */
import type { z } from 'zod'
import type { Services } from '#platform/app'
import { Failure, type JobContract } from '#platform/contract'
import type { JobContext, TaskResult } from '#platform/jobs'
import type { Trx } from '#platform/store'
import { type Actor, userIdOf } from '../actor.ts'
import { localeOfUser } from '../reader-locale.ts'

const CHUNK = 50
/** In one transaction: few enough that whoever waits for one of these letters does not notice. */
const TOGETHER = 200
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

/** As {@link runBulk} counts a refusal. */
const countOf = (failure: Failure): 'no_contact' | 'skipped' =>
  failure.code === 'contact_missing' || failure.code === 'contact_opted_out' ? 'no_contact' : 'skipped'

/**
 * The same a chunk at a time: `act` does what may be done with all of them in one transaction and says of each what to
 * count it as, or why it was left. What it throws undoes the chunk, which is then done in halves: a budget that ends in the
 * middle of it lets go what still fits.
 */
export const runBulkTogether = async <Count extends string>(
  letter_ids: readonly string[],
  job: Pick<JobContext, 'report'>,
  zero: Record<Count, number>,
  act: (ids: readonly string[]) => Promise<Map<string, Count | Failure>>,
): Promise<TaskResult & { counts: Record<Count | 'skipped' | 'no_contact', number> }> => {
  const counts: Record<Count | 'skipped' | 'no_contact', number> = { ...zero, skipped: 0, no_contact: 0 }
  const count = async (ids: readonly string[]): Promise<void> => {
    let ended: Map<string, Count | Failure>
    try {
      ended = await act(ids)
    } catch (error) {
      if (!(error instanceof Failure) || error.status >= 500) throw error
      if (ids.length > 1) {
        const middle = Math.ceil(ids.length / 2)
        await count(ids.slice(0, middle))
        await count(ids.slice(middle))
        return
      }
      ended = new Map(ids.map(id => [id, error]))
    }
    for (const one of ended.values()) counts[one instanceof Failure ? countOf(one) : one] += 1
  }
  for (let at = 0; at < letter_ids.length; at += TOGETHER) {
    await count(letter_ids.slice(at, at + TOGETHER))
    const done = Math.min(at + TOGETHER, letter_ids.length)
    await job.report({ done, total: letter_ids.length, step: 'letters', errors: counts.no_contact })
  }
  return { counts, file_id: null }
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
        counted = countOf(error)
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
