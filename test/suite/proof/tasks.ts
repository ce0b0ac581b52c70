/** Tasks that really run in a test: the jobs of papers at work, and what a task that ended left behind. */
import { expect } from 'vitest'
import { proofJobs } from '../../../suite/apps/mutabakat/jobs/proof.ts'
import type { Task } from '../../../suite/platform/contract/index.ts'
import type { Called, LifeOffice } from '../life/life-office.ts'

/** Once for an office. */
export const startProofJobs = async ({ services }: LifeOffice): Promise<void> => {
  for (const job of proofJobs)
    services.jobs.register(job.contract, (input, context) => job.handle(services, input, context))
  await services.jobs.start()
}

/** The task's end, whichever it is. */
export const endOf = async (by: LifeOffice['member'], started: Called): Promise<Task> => {
  const { task_id } = started.json as { task_id: string }
  let task: Task | undefined
  await expect
    .poll(
      async () => {
        task = (await by.call('GET', `/api/tasks/${task_id}`)).json as Task
        return ['done', 'failed', 'cancelled'].includes(task.state)
      },
      { timeout: 20_000, interval: 50 },
    )
    .toBe(true)
  return task!
}
