/** The job that sends one mail in the background and says, in a transaction, how it went. */
import { z } from 'zod'
import type { JobContract } from '#platform/contract'
import { defineJob } from '#platform/contract'
import type { Trx } from '#platform/store'
import { MailRefused } from './failures.ts'
import type { Mail } from './mail.ts'

export const mailJobInput = z.object({
  /** null: a mail of the platform itself, such as an invitation before there is a company. */
  company_id: z.string().nullable(),
  to: z.string().max(254),
  subject: z.string().max(300),
  html: z.string().max(200_000),
  text: z.string().max(100_000),
  from_name: z.string().max(200).optional(),
  reply_to: z.string().max(254).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Comes back with the delivery: `mutabakat.letter:0190…`. Without it nobody is told. */
  ref: z.string().max(200).optional(),
})
export type MailJobInput = z.infer<typeof mailJobInput>

/** Tries at 0 s, then about 30 s, 1, 2, 4, 8, 16 minutes: half an hour of a receiver's grey-listing or restart. */
export const mailJob: JobContract<typeof mailJobInput> = defineJob('platform.mail', {
  input: mailJobInput,
  concurrency: 3,
  retry: { limit: 6, delay_s: 30, backoff: true },
  heartbeat_s: 120,
})

export type MailDelivery =
  | { ref: string; company_id: string | null; to: string; state: 'sent'; message_id: string; response: string }
  | { ref: string; company_id: string | null; to: string; state: 'failed'; error: { code: string; response: string } }

/** The two ways into the database the handler needs; `Store` has both. */
export type MailJobStore = {
  inCompany<T>(company_id: string, fn: (trx: Trx) => Promise<T>): Promise<T>
  asSystem<T>(reason: string, fn: (trx: Trx) => Promise<T>): Promise<T>
}

/**
 * `job.attempt` counts from 1. A temporary failure is thrown, so that the queue tries again; the last one and every
 * final one are told through `onDelivery` and end the job. When `onDelivery` itself fails after the mail went out, the
 * retry sends it once more under the same Message-ID: a second copy is less harm than a letter nobody knows was sent.
 */
export const createMailHandler =
  (options: { mail: Mail; store: MailJobStore; onDelivery: (trx: Trx, delivery: MailDelivery) => Promise<void> }) =>
  async (input: MailJobInput, job: { task_id: string; attempt: number; signal: AbortSignal }): Promise<void> => {
    const tell = async (delivery: MailDelivery) => {
      const run = (trx: Trx) => options.onDelivery(trx, delivery)
      if (input.company_id === null) await options.store.asSystem('mail delivery', run)
      else await options.store.inCompany(input.company_id, run)
    }
    const about = { ref: input.ref ?? '', company_id: input.company_id, to: input.to }
    try {
      const sent = await options.mail.send({ ...input, message_id: job.task_id, signal: job.signal })
      if (input.ref !== undefined) await tell({ ...about, state: 'sent', ...sent })
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error
      const again = !error.final && job.attempt <= mailJob.retry.limit
      if (again || job.signal.aborted) throw error
      const response = String(error.extra.response ?? error.message)
      if (input.ref !== undefined) await tell({ ...about, state: 'failed', error: { code: error.code, response } })
    }
  }
