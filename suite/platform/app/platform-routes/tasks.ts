/** Handlers of tasks: one's own, and the company's for those who run it. */
import {
  cancelTaskRoute,
  fail,
  listCompanyTasksRoute,
  listTasksRoute,
  type RouteInput,
  readTaskRoute,
  retryTaskRoute,
  type Task,
} from '#platform/contract'
import { findTask, listCompanyTasks, listTasks } from '#platform/jobs'
import type { Trx } from '#platform/store'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'

/** A task of somebody else does not exist for the caller. */
const ownTask = async (trx: Trx, ctx: Context, id: string): Promise<Task> => {
  const task = await findTask(trx, id)
  if (task?.owner_id !== ctx.user!.id) throw fail('not_found')
  return task
}

/** Over all companies of the person, hence not inside one. */
const asOwner = <T>(ctx: Context, fn: (trx: Trx) => Promise<T>): Promise<T> =>
  ctx.services.store.asSystem("a person's own tasks", fn)

type ListQuery = RouteInput<typeof listTasksRoute>['query']
const filterOf = (query: ListQuery) => ({ state: query['filter[state]'], kind: query['filter[kind]'] })
const pageOf = ({ services }: Context, { sort, limit, cursor }: ListQuery) => ({
  sort,
  limit,
  cursor,
  secret: services.secrets.key('cursor'),
})

export const taskRoutes: BoundRoute[] = [
  bind(listTasksRoute, (ctx, { query }) =>
    asOwner(ctx, trx => listTasks(trx, ctx.user!.id, filterOf(query), pageOf(ctx, query))),
  ),
  bind(listCompanyTasksRoute, (ctx, { query }) => {
    const { id } = ctx.company!
    return ctx.services.store.inCompany(id, trx => listCompanyTasks(trx, id, filterOf(query), pageOf(ctx, query)))
  }),
  bind(readTaskRoute, (ctx, { params }) => asOwner(ctx, trx => ownTask(trx, ctx, params.id))),
  bind(cancelTaskRoute, (ctx, { params }) =>
    asOwner(ctx, async trx => {
      await ownTask(trx, ctx, params.id)
      await ctx.services.jobs.cancel(trx, params.id)
      return ownTask(trx, ctx, params.id)
    }),
  ),
  bind(retryTaskRoute, (ctx, { params }) =>
    asOwner(ctx, async trx => {
      await ownTask(trx, ctx, params.id)
      await ctx.services.jobs.retry(trx, params.id)
      return ownTask(trx, ctx, params.id)
    }),
  ),
]
