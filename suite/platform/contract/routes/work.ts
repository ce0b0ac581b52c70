/** Routes every application leans on: tasks, notifications, files, and the mailbox of the demonstration. */
import { z } from 'zod'
import { listQuery, pageOf } from '../page.ts'
import { ADMINS, defineRoute, EVERY_ROLE } from '../route.ts'
import { companyTaskSchema, notificationSchema, TASK_STATES, taskSchema } from '../task.ts'
import { idSchema } from './address.ts'

const one = z.object({ id: idSchema })

/** Sorted by `-created_at` or `created_at`. */
const taskList = z.object({
  ...listQuery,
  'filter[state]': z.enum(TASK_STATES).optional(),
  /** The name of a job: `mutabakat.import`. */
  'filter[kind]': z.string().max(100).optional(),
})

export const listTasksRoute = defineRoute({
  method: 'GET',
  path: '/api/tasks',
  access: 'user',
  summary: "The caller's long jobs, newest first",
  query: taskList,
  response: pageOf(taskSchema),
})
export const listCompanyTasksRoute = defineRoute({
  method: 'GET',
  path: '/api/company/tasks',
  access: ADMINS,
  summary: "Everybody's long jobs in the company, newest first",
  query: taskList,
  response: pageOf(companyTaskSchema),
})
export const readTaskRoute = defineRoute({
  method: 'GET',
  path: '/api/tasks/:id',
  access: 'user',
  summary: 'One long job',
  params: one,
  response: taskSchema,
})
export const cancelTaskRoute = defineRoute({
  method: 'POST',
  path: '/api/tasks/:id/cancel',
  access: 'user',
  summary: 'Stop a long job',
  params: one,
  response: taskSchema,
})
export const retryTaskRoute = defineRoute({
  method: 'POST',
  path: '/api/tasks/:id/retry',
  access: 'user',
  summary: 'Start a failed job again',
  params: one,
  response: taskSchema,
})

export const listNotificationsRoute = defineRoute({
  method: 'GET',
  path: '/api/notifications',
  access: 'user',
  summary: "The caller's notifications, newest first",
  query: z.object({ ...listQuery, 'filter[unread]': z.enum(['true', 'false']).optional() }),
  response: pageOf(notificationSchema),
})
export const readNotificationsRoute = defineRoute({
  method: 'POST',
  path: '/api/notifications/read',
  access: 'user',
  summary: 'Mark notifications as read; all of them without ids',
  body: z.object({ ids: z.array(idSchema).max(200).optional() }),
  response: z.object({ unread: z.number().int() }),
})
export const countUnreadRoute = defineRoute({
  method: 'GET',
  path: '/api/notifications/unread',
  access: 'user',
  summary: 'How many notifications are unread',
  response: z.object({ unread: z.number().int() }),
})

/** The company may also be named by `?company=`, as a link or a frame cannot send X-Company. */
export const downloadFileRoute = defineRoute({
  method: 'GET',
  path: '/api/files/:id',
  access: EVERY_ROLE,
  summary: 'A stored file of the company',
  params: one,
  query: z.object({ inline: z.enum(['1']).optional() }),
  produces: 'application/octet-stream',
})

const groupSchema = z.object({
  hits: z.number().int(),
  misses: z.number().int(),
  stale: z.number().int(),
  fills: z.number().int(),
  failures: z.number().int(),
  fill_ms: z.number(),
  hit_rate: z.number().nullable(),
})
export const readCacheStatsRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/cache-stats',
  access: ADMINS,
  summary: 'How well the cache works: hit rate, hits and misses by group of keys',
  response: z.object({
    kind: z.enum(['memory', 'redis']),
    available: z.boolean(),
    keyspace_hits: z.number().int(),
    keyspace_misses: z.number().int(),
    hit_rate: z.number().nullable(),
    entries: z.number().int(),
    bytes: z.number().int(),
    evictions: z.number().int(),
    garbage: z.number().int(),
    groups: z.record(z.string(), groupSchema),
  }),
})

export const devMailSchema = z.object({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  received_at: z.string(),
})
export type DevMail = z.infer<typeof devMailSchema>

export const listDevMailRoute = defineRoute({
  method: 'GET',
  path: '/api/dev/mail',
  access: 'public',
  summary: 'Mails the demonstration caught instead of sending',
  response: z.object({ items: z.array(devMailSchema) }),
})
