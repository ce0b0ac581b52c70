/** Background jobs: queued in the caller's transaction, run at least once, with exactly one effect, seen in the task centre. */
export { Cancelled } from './cancelled.ts'
export type { JobContext, JobHandler, TaskResult } from './job-context.ts'
export { createJobs, type Jobs, type JobsOptions } from './jobs.ts'
export { jobsMigrations } from './migrations/index.ts'
export { findTask, listTasks, type TaskQuery } from './task-list.ts'
export { type TaskRow, taskRow } from './task-row.ts'
