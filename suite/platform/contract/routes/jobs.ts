/**
 * Routes of whoever runs the installation: its queues, its jobs, and the processes that work on them. No route gives the
 * input of a job; it may name people.
 */
import { z } from 'zod'
import { jobSchema, jobStateSchema, queueSchema, redriveSchema, workerSchema } from '../job-view.ts'
import { listQuery, pageOf } from '../page.ts'
import { defineRoute } from '../route.ts'

export const listQueuesRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/queues',
  access: 'operator',
  summary: 'Every queue: what waits, runs and failed, and when it is filled by the clock',
  response: z.object({ items: z.array(queueSchema) }),
})

/** Sorted by `-created_at`. What ended is kept for a week, what failed for 30 days. */
export const listJobsRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/jobs',
  access: 'operator',
  summary: 'Jobs of all companies, newest first: waiting, running, and the history',
  query: z.object({
    ...listQuery,
    'filter[queue]': z.string().max(100).optional(),
    'filter[state]': jobStateSchema.optional(),
  }),
  response: pageOf(jobSchema),
})

export const redriveJobsRoute = defineRoute({
  method: 'POST',
  path: '/api/admin/jobs/redrive',
  access: 'operator',
  summary: 'Run failed jobs of a queue again: the named ones, or the oldest thousand',
  body: redriveSchema,
  response: z.object({ redriven: z.number().int() }),
})

export const listWorkersRoute = defineRoute({
  method: 'GET',
  path: '/api/admin/workers',
  access: 'operator',
  summary: 'The processes of the installation: processor, memory, and which jobs each runs now',
  response: z.object({ items: z.array(workerSchema) }),
})
