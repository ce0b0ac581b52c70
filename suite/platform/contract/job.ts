/** A background job as a contract: its input, and what its progress says while it runs. */
import type { z } from 'zod'

export type JobContract<Input extends z.ZodType = z.ZodType> = {
  kind: 'job'
  name: string
  input: Input
  /** Handlers at once in one process. */
  concurrency: number
  retry: { limit: number; delay_s: number; backoff: boolean }
  /** Longest silence (no progress, no heartbeat) before a job counts as dead, in seconds. */
  heartbeat_s: number
  /** Shown in the task centre: it has an owner, progress, cancel and a result. False for errands such as one mail. */
  task: boolean
}

/** Declares a job. Names are global: `mutabakat.import`. */
export const defineJob = <Input extends z.ZodType>(
  name: string,
  options: { input: Input } & Partial<Omit<JobContract, 'kind' | 'name' | 'input'>>,
): JobContract<Input> => ({
  kind: 'job',
  name,
  input: options.input,
  concurrency: options.concurrency ?? 1,
  retry: options.retry ?? { limit: 5, delay_s: 1, backoff: true },
  heartbeat_s: options.heartbeat_s ?? 30,
  task: options.task ?? false,
})
