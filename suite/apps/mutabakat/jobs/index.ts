/** The application's jobs, tied to their services. */
import { type BoundJob, bindJob } from '#platform/app'
import type { JobContext } from '#platform/jobs'
import {
  batchSendJob,
  batchStartJob,
  bulkCancelJob,
  bulkRemindJob,
  bulkSendJob,
  codeMailJob,
  deliverJob,
  dryRunJob,
  importJob,
  matchJob,
  sampleJob,
  statementJob,
} from '../contract/index.ts'
import { beginBatch, runBatch } from '../services/batches/run-batch.ts'
import { readStatement } from '../services/comparison/read-statement.ts'
import { runMatching } from '../services/comparison/run-matching.ts'
import { runDryRun } from '../services/imports/run-dry-run.ts'
import { runImport } from '../services/imports/run-import.ts'
import { runCancelMany } from '../services/letters/cancel-many.ts'
import { runSendMany } from '../services/letters/send-many.ts'
import { mailCode } from '../services/portal/mail-code.ts'
import { deliverLetter } from '../services/reach/deliver-letter.ts'
import { runRemindMany } from '../services/reach/remind-many.ts'
import { runSample } from '../services/sample/run-sample.ts'
import { clockJobs } from './clock.ts'
import { mirrorJobs } from './mirror.ts'
import { proofJobs } from './proof.ts'
import { reachJobs } from './reach.ts'

/** A task of the application always has a company and an owner: whoever queued it gave both. */
const ownerOf = (job: JobContext): { company_id: string; user_id: string } => {
  if (!job.company_id || !job.owner_id) throw new Error(`task ${job.task_id} has no company or no owner`)
  return { company_id: job.company_id, user_id: job.owner_id }
}

export const mutabakatJobs: BoundJob[] = [
  bindJob(importJob, async (services, input, job) => {
    await runImport(services, ownerOf(job).company_id, input.import_id, job)
  }),
  bindJob(dryRunJob, async (services, input, job) => {
    await runDryRun(services, ownerOf(job).company_id, input.import_id, job)
  }),
  bindJob(bulkSendJob, async (services, input, job) => {
    return runSendMany(services, { ...ownerOf(job), name: input.sender_name }, input.letter_ids, job)
  }),
  bindJob(bulkRemindJob, async (services, input, job) => {
    return runRemindMany(services, { ...ownerOf(job), name: input.sender_name }, input.letter_ids, input.channel, job)
  }),
  bindJob(bulkCancelJob, async (services, input, job) => {
    return runCancelMany(services, { ...ownerOf(job), name: input.sender_name }, input.letter_ids, input.reason, job)
  }),
  bindJob(batchStartJob, async (services, input) => {
    await beginBatch(services, input)
  }),
  bindJob(batchSendJob, async (services, input, job) => {
    return runBatch(services, ownerOf(job).company_id, input.batch_id, job)
  }),
  ...clockJobs,
  ...proofJobs,
  ...mirrorJobs,
  ...reachJobs,
  bindJob(deliverJob, async (services, input, job) => {
    await deliverLetter(services, input.company_id, input.delivery_id, job)
  }),
  bindJob(codeMailJob, async (services, input, job) => {
    await mailCode(services, input, job)
  }),
  bindJob(statementJob, async (services, input, job) => {
    await readStatement(services, input.company_id, input.statement_id, job)
  }),
  bindJob(sampleJob, async (services, input, job) => {
    await runSample(services, input, job)
  }),
  bindJob(matchJob, async (services, input, job) => {
    await runMatching(services, input, job)
  }),
]
