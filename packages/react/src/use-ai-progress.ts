/** How far the AI's jobs are, from `ai_progress`. */
import type { RoomEvent } from '@nabiz/protocol'
import { fieldsOf, numberOf, textOf } from './event-data.ts'
import { useEventReducer } from './use-event-reducer.ts'
import { useOwnRoom } from './use-own-room.ts'

export type AIJob = {
  readonly job_id: string
  readonly post_id: string | null
  /** `queued`, the name of a step, or the end: `done`, `failed`, `cancelled`; `needs_input` waits for a person. */
  readonly state: string
  readonly step: string | null
  /** From 0. */
  readonly step_index: number | null
  readonly total_steps: number | null
  /** 0–100; null when nobody can tell. */
  readonly percent: number | null
  readonly message: string | null
  readonly tokens: number | null
  readonly eta_s: number | null
  /** ms */
  readonly at: number
}

export type AIProgressOptions = {
  /** Default `user:{id}` of the signed-in user. */
  room?: string | null
}

export type AIProgressHook = {
  /** The job asked for, else the one heard of last; null before the first event. */
  job: AIJob | null
  /** Heard of last first, at most 20. */
  jobs: readonly AIJob[]
}

const MOST_JOBS = 20
const NONE: readonly AIJob[] = Object.freeze([])

const readJob = (job_id: string, event: RoomEvent): AIJob => {
  const data = fieldsOf(event.data)
  const percent = numberOf(data.percent)
  return {
    job_id,
    post_id: textOf(data.post_id),
    state: textOf(data.state) ?? textOf(data.step) ?? 'queued',
    step: textOf(data.step),
    step_index: numberOf(data.step_index),
    total_steps: numberOf(data.total_steps),
    percent: percent === null ? null : Math.min(100, Math.max(0, percent)),
    message: textOf(data.message),
    tokens: numberOf(data.tokens),
    eta_s: numberOf(data.eta_s),
    at: event.timestamp,
  }
}

const takeJob = (jobs: readonly AIJob[], event: RoomEvent): readonly AIJob[] => {
  const job_id = event.type === 'ai_progress' ? textOf(fieldsOf(event.data).job_id) : null
  if (job_id === null) return jobs
  return [readJob(job_id, event), ...jobs.filter(job => job.job_id !== job_id)].slice(0, MOST_JOBS)
}

export const useAIProgress = (job_id?: string, options: AIProgressOptions = {}): AIProgressHook => {
  const own = useOwnRoom()
  const [jobs] = useEventReducer(options.room === undefined ? own : options.room, takeJob, NONE)
  const job = job_id === undefined ? jobs[0] : jobs.find(job => job.job_id === job_id)
  return { job: job ?? null, jobs }
}
