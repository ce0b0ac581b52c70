/** Does one thing with many letters, as a task with progress: what cannot be done is counted, the others go. */
import type { z } from 'zod'
import type { Services } from '#platform/app'
import { Failure, type JobContract } from '#platform/contract'
import type { JobContext, TaskResult } from '#platform/jobs'
import type { Trx } from '#platform/store'
import type { Actor } from '../actor.ts'
import { queueTask } from '../queue-task.ts'
import { localeOfUser } from '../reader-locale.ts'

/** Letters between two reports where each has a transaction of its own. */
const ONE_BY_ONE = 50
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
    return queueTask(services, trx, actor, contract, input, title)
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

/** What was done, or why it was refused; what is no refusal goes on. */
export const orRefused = async <T>(act: () => Promise<T>): Promise<T | Failure> => {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Failure && error.status < 500) return error
    throw error
  }
}

const countOf = (failure: Failure): 'no_contact' | 'skipped' =>
  failure.code === 'contact_missing' || failure.code === 'contact_opted_out' ? 'no_contact' : 'skipped'

type Counts<Count extends string> = Record<Count | 'skipped' | 'no_contact', number>

/**
 * A chunk at a time: `act` does what may be done with all of them in one transaction and says of each what to count it as,
 * or why it was left; a refusal counts as `no_contact` or `skipped`. `zero` names the counts `act` answers with, all 0. When
 * it refuses the chunk itself, nothing of that was done, and it is done in halves: a budget that ends in the middle lets go
 * what still fits. Run again after a kill it meets what it did as refusals: counts are of the last run.
 */
export const runBulkTogether = async <Count extends string>(
  letter_ids: readonly string[],
  job: Pick<JobContext, 'report'>,
  zero: Record<Count, number>,
  act: (ids: readonly string[]) => Promise<Map<string, Count | Failure>>,
  chunk: number = TOGETHER,
): Promise<TaskResult & { counts: Counts<Count> }> => {
  const counts: Counts<Count> = { ...zero, skipped: 0, no_contact: 0 }
  const count = async (ids: readonly string[]): Promise<void> => {
    const ended = await orRefused(() => act(ids))
    if (ended instanceof Failure && ids.length > 1) {
      const middle = Math.ceil(ids.length / 2)
      await count(ids.slice(0, middle))
      await count(ids.slice(middle))
      return
    }
    for (const one of ended instanceof Failure ? [ended] : ended.values())
      counts[one instanceof Failure ? countOf(one) : one] += 1
  }
  for (let at = 0; at < letter_ids.length; at += chunk) {
    await count(letter_ids.slice(at, at + chunk))
    const done = Math.min(at + chunk, letter_ids.length)
    await job.report({ done, total: letter_ids.length, step: 'letters', errors: counts.no_contact })
  }
  return { counts, file_id: null }
}

/** One transaction a letter, so that one refusal undoes nothing of the others; counted as {@link runBulkTogether} does. */
export const runBulk = <Count extends string>(
  services: Services,
  company_id: string,
  letter_ids: readonly string[],
  job: Pick<JobContext, 'report'>,
  zero: Record<Count, number>,
  act: (trx: Trx, id: string) => Promise<Count>,
): Promise<TaskResult & { counts: Counts<Count> }> => {
  const each = async (ids: readonly string[]) => {
    const ended = new Map<string, Count | Failure>()
    for (const id of ids)
      ended.set(id, await orRefused(() => services.store.inCompany(company_id, trx => act(trx, id))))
    return ended
  }
  return runBulkTogether(letter_ids, job, zero, each, ONE_BY_ONE)
}
