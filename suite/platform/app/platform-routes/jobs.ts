/** Handlers for operators: queues, jobs of all companies without their input, and the processes at work. */
import { listJobsRoute, listQueuesRoute, listWorkersRoute, redriveJobsRoute } from '#platform/contract'
import { listJobs, readQueues, readWorkers } from '#platform/jobs'
import type { Trx } from '#platform/store'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'

const asOperator = <T>(ctx: Context, fn: (trx: Trx) => Promise<T>): Promise<T> =>
  ctx.services.store.asSystem('an operator looks at the jobs', fn)

export const jobRoutes: BoundRoute[] = [
  bind(listQueuesRoute, async ctx => ({ items: await asOperator(ctx, readQueues) })),
  bind(listJobsRoute, (ctx, { query: { sort, limit, cursor, ...filter } }) =>
    asOperator(ctx, trx =>
      listJobs(
        trx,
        { queue: filter['filter[queue]'], state: filter['filter[state]'] },
        { sort, limit, cursor, secret: ctx.services.secrets.key('cursor') },
      ),
    ),
  ),
  bind(redriveJobsRoute, (ctx, { body }) =>
    asOperator(ctx, async trx => {
      const redriven = await ctx.services.jobs.redrive(trx, body.queue, body.ids ?? null)
      await ctx.audit(trx, { action: 'jobs.redriven', object: { type: 'queue', id: body.queue }, new: { redriven } })
      return { redriven }
    }),
  ),
  bind(listWorkersRoute, async ctx => ({ items: await asOperator(ctx, readWorkers) })),
]
