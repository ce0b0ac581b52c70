/** The job that sends one mail in the background and writes down how it went. */
import { z } from 'zod'
import type { JobContract } from '#platform/contract'
import { defineJob } from '#platform/contract'
import type { JobContext } from '#platform/jobs'
import type { Delivery } from './deliver-mail.ts'
import type { MailOutcome } from './mail-log.ts'

export const mailJobInput = z.object({
  /** Its row in the log; also the left part of its Message-ID. */
  mail_id: z.string(),
  /** null: a mail of the platform itself, such as a forgotten password. */
  company_id: z.string().nullable(),
  to: z.string().max(254),
  subject: z.string().max(300),
  html: z.string().max(200_000),
  text: z.string().max(100_000),
  headers: z.record(z.string(), z.string()).optional(),
})
export type MailJobInput = z.infer<typeof mailJobInput>

/** Tries at 0 s, then about 30 s, 1, 2, 4, 8, 16 minutes: half an hour of a receiver's grey-listing or restart. */
export const mailJob: JobContract<typeof mailJobInput> = defineJob('platform.mail', {
  input: mailJobInput,
  concurrency: 3,
  retry: { limit: 6, delay_s: 30, backoff: true },
  heartbeat_s: 120,
})

/** Final failures end the job: the log has them. */
export const createMailHandler =
  ({ outgoing }: { outgoing: { deliver(delivery: Delivery): Promise<MailOutcome> } }) =>
  async (input: MailJobInput, job: Pick<JobContext, 'attempt' | 'signal'>): Promise<void> => {
    const { mail_id, company_id, ...message } = input
    const { attempt, signal } = job
    const retries = mailJob.retry.limit
    await outgoing.deliver({
      mail_id,
      company_id,
      attempt,
      retries,
      signal,
      message: { ...message, message_id: mail_id },
    })
  }
