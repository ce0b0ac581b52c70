/** Why a task ended without a result, and what the task centre refuses. */
import { type FailureTable, failures } from '#platform/contract'

export const JOB_FAILURES = {
  task_cancelled: { status: 409, log: 'a person stopped the task' },
  task_failed: { status: 500, log: 'the job failed; the log has the cause under the id of the task' },
  task_lost: { status: 500, log: 'the process that ran the job died, each time it was tried' },
  task_input_invalid: { status: 400, log: 'the input of the job does not fit its contract' },
  task_not_open: { status: 409, log: 'only a task that waits or runs can be cancelled' },
  task_not_ended: { status: 409, log: 'only a task that failed or was cancelled can be tried again' },
  task_too_old: { status: 409, log: 'the job of this task was already deleted' },
} as const satisfies FailureTable

export const failJob = failures(JOB_FAILURES)
export type JobFailureCode = keyof typeof JOB_FAILURES
