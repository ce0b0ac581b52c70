/** Jobs, queues and processes as an operator sees them. Times are ISO `Z`, durations ms, sizes bytes. */
import { z } from 'zod'

/** `waiting`: for its turn, for its time, or for its next attempt. `failed`: a dead letter, which may be redriven. */
export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]
export const jobStateSchema = z.enum(JOB_STATES)

export const jobSchema = z.object({
  /** Also the id of its task, when it has one. */
  id: z.string(),
  queue: z.string(),
  state: jobStateSchema,
  /** Higher goes first within its queue. */
  priority: z.number().int(),
  company_id: z.string().nullable(),
  /** Attempts begun; 0 while it waits for its first. */
  attempt: z.number().int(),
  /** The last attempt it may have. */
  attempts: z.number().int(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  created_at: z.string(),
  /** Not before. */
  start_after: z.string(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
})
export type JobView = z.infer<typeof jobSchema>

/** `skip`: what fell into a time without a worker is left out. `once`: it is made up for by one job. */
export const MISSED_POLICIES = ['skip', 'once'] as const
export type MissedPolicy = (typeof MISSED_POLICIES)[number]

export const queueSchema = z.object({
  name: z.string(),
  /** Could begin now. */
  ready: z.number().int(),
  /** Wait for their time: delayed ones, and those between two attempts. */
  delayed: z.number().int(),
  running: z.number().int(),
  failed: z.number().int(),
  /** Ended well or cancelled, and still in the history. */
  ended: z.number().int(),
  /** How long the oldest ready one has waited; null when none does. */
  oldest_wait_ms: z.number().nullable(),
  /** Five fields of cron, read in `time_zone`. */
  schedules: z.array(
    z.object({
      cron: z.string(),
      time_zone: z.string(),
      missed: z.enum(MISSED_POLICIES),
      last_job_id: z.string().nullable(),
    }),
  ),
})
export type QueueView = z.infer<typeof queueSchema>

export const workerSchema = z.object({
  id: z.string(),
  /** `all`, `web` or `worker`; null for one of an older version. */
  part: z.string().nullable(),
  host: z.string(),
  pid: z.number().int(),
  node_version: z.string(),
  started_at: z.string(),
  /** Its last sign of life, every 10 s; `live` is false after three were missed, or when it was stopped. */
  seen_at: z.string(),
  stopped_at: z.string().nullable(),
  live: z.boolean(),
  /** Processor cores in use since the last sign of life, of `cpu_limit`; null before the second one. */
  cpu: z.number().nullable(),
  cpu_limit: z.number().nullable(),
  /** Resident memory of the process, and what it or its container may have. */
  rss: z.number().nullable(),
  memory_limit: z.number().nullable(),
  /** How late its event loop is, p99 in ms. */
  loop_delay_ms: z.number().nullable(),
  /** Queues it takes from, and how many at once. */
  queues: z.array(z.object({ name: z.string(), at_once: z.number().int() })),
  /** What it runs at this moment. */
  running: z.array(
    z.object({ job_id: z.string(), queue: z.string(), attempt: z.number().int(), since: z.string().nullable() }),
  ),
})
export type WorkerView = z.infer<typeof workerSchema>

/** Without `ids`: the oldest thousand failed ones of the queue. */
export const redriveSchema = z.object({
  queue: z.string().min(1).max(100),
  ids: z.array(z.uuid()).min(1).max(1000).optional(),
})
