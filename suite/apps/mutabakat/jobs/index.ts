/** The application's jobs, tied to their services. */
import { type BoundJob, bindJob } from '#platform/app'
import type { JobContext } from '#platform/jobs'
import { bulkSendJob, codeMailJob, deliverJob, importJob } from '../contract/index.ts'
import { deliverLetter } from '../services/deliver-letter.ts'
import { mailCode } from '../services/mail-code.ts'
import { runImport } from '../services/run-import.ts'
import { runSendMany } from '../services/send-many.ts'

/** A task of the application always has a company and an owner: whoever queued it gave both. */
const ownerOf = (job: JobContext): { company_id: string; user_id: string } => {
  if (!job.company_id || !job.owner_id) throw new Error(`task ${job.task_id} has no company or no owner`)
  return { company_id: job.company_id, user_id: job.owner_id }
}

export const mutabakatJobs: BoundJob[] = [
  bindJob(importJob, async (services, input, job) => {
    await runImport(services, ownerOf(job).company_id, input.import_id, job)
  }),
  bindJob(bulkSendJob, async (services, input, job) => {
    return runSendMany(services, { ...ownerOf(job), name: input.sender_name }, input.letter_ids, job)
  }),
  bindJob(deliverJob, async (services, input, job) => {
    await deliverLetter(services, input.company_id, input.delivery_id, job)
  }),
  bindJob(codeMailJob, async (services, input, job) => {
    await mailCode(services, input, job)
  }),
]
