/** Queues a task of who asked, in the transaction that looked at what was asked for; asked again with the same key, it is the same one. */
import type { z } from 'zod'
import type { Services } from '#platform/app'
import type { JobContract } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type Actor, userIdOf } from './actor.ts'

export const queueTask = async <Input extends z.ZodType>(
  services: Services,
  trx: Trx,
  actor: Actor,
  contract: JobContract<Input>,
  input: z.input<Input>,
  title: string,
): Promise<{ task_id: string }> => {
  const { company_id } = actor
  const queued = await services.jobs.enqueue(trx, contract, input, { company_id, owner_id: userIdOf(actor), title })
  await actor.remember?.(trx, queued)
  return queued
}
