/** Tasks, notifications and their events: what every application's long jobs and messages look like on the wire. */
import { z } from 'zod'

export const TASK_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

/** Why a task ended. Read by its route, `message` is in the reader's language; in events it is for the log. */
const taskErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** What fills the sentence of the code. */
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type TaskError = z.infer<typeof taskErrorSchema>

const taskResultSchema = z.object({
  counts: z.record(z.string(), z.number()),
  file_id: z.string().nullable(),
  /** The file is one that browsers show, and `file_url` opens it. */
  opens: z.boolean().optional(),
})

export const taskSchema = z.object({
  id: z.string(),
  /** Null for a task of the installation. */
  company_id: z.string().nullable(),
  /** Null when nobody asked for it. */
  owner_id: z.string().nullable(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(TASK_STATES),
  done: z.number().int(),
  total: z.number().int().nullable(),
  percent: z.number().nullable(),
  step: z.string().nullable(),
  rate: z.number().nullable(),
  eta_s: z.number().nullable(),
  errors: z.number().int(),
  result: taskResultSchema.nullable(),
  /** Where the file it made is downloaded, or opened; null when it made none. */
  file_url: z.string().nullable(),
  error: taskErrorSchema.nullable(),
  attempt: z.number().int(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  /** When it last went on after the process that ran it had stopped or died; null when that never happened. */
  resumed_at: z.string().nullable(),
  finished_at: z.string().nullable(),
})
export type Task = z.infer<typeof taskSchema>

/** As the administrators of a company see it. */
export const companyTaskSchema = taskSchema.extend({ owner_name: z.string().nullable() })
export type CompanyTask = z.infer<typeof companyTaskSchema>

/** Recorded event in `user:{id}` and `leaders:{id}`: so many tasks of a kind wait to begin, for the first time or again. */
export const taskQueuedSchema = z.object({ kind: z.string(), count: z.number().int(), message: z.string() })
export type TaskQueued = z.infer<typeof taskQueuedSchema>

/** Passing event in `user:{id}` and `leaders:{id}`. `percent` 0–100; `rate` units a second. */
export const taskProgressSchema = z.object({
  task_id: z.string(),
  kind: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  percent: z.number().nullable(),
  step: z.string().nullable(),
  rate: z.number().nullable(),
  eta_s: z.number().nullable(),
  errors: z.number(),
  message: z.string(),
})
export type TaskProgress = z.infer<typeof taskProgressSchema>

/** Recorded event in `user:{id}` and `leaders:{id}`; also sent when the job failed or was cancelled (`ok: false`, `error`). */
export const taskCompletedSchema = z.object({
  task_id: z.string(),
  kind: z.string(),
  ok: z.boolean(),
  result: taskResultSchema.nullable(),
  error: taskErrorSchema.nullable(),
  duration_ms: z.number(),
  message: z.string(),
})
export type TaskCompleted = z.infer<typeof taskCompletedSchema>

export const NOTIFICATION_LEVELS = ['info', 'success', 'warning', 'error'] as const
export const notificationSchema = z.object({
  id: z.string(),
  company_id: z.string(),
  level: z.enum(NOTIFICATION_LEVELS),
  title: z.string(),
  message: z.string(),
  link: z.string().nullable(),
  read_at: z.string().nullable(),
  created_at: z.string(),
})
export type Notification = z.infer<typeof notificationSchema>

/** Event in `user:{id}`. `unread` counts over the whole user, after this one. */
export const newNotificationSchema = z.object({
  notification_id: z.string(),
  company_id: z.string(),
  level: z.enum(NOTIFICATION_LEVELS),
  title: z.string(),
  message: z.string(),
  link: z.string().nullable(),
  unread: z.number().int(),
})
export type NewNotification = z.infer<typeof newNotificationSchema>

/** Event in `user:{id}` when notifications were read on one device: the others clear theirs. */
export const notificationsReadSchema = z.object({ ids: z.array(z.string()).nullable(), unread: z.number().int() })
