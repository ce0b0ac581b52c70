/** Handlers of tasks: one's own, and the company's for those who run it. */
import {
  cancelTaskRoute,
  fail,
  listCompanyTasksRoute,
  listTasksRoute,
  type Page,
  type RouteInput,
  readTaskRoute,
  retryTaskRoute,
  type Task,
} from '#platform/contract'
import { findTask, listCompanyTasks, listTasks } from '#platform/jobs'
import type { Trx } from '#platform/store'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'
import { sentenceFor } from '../problem.ts'

/** Why a task ended, in the words of who reads it; the row has the log's. */
const spoken = <T extends Task>({ locale, services: { t } }: Context, task: T): T => {
  if (!task.error) return task
  const namespace = task.kind.split('.')[0]!
  const { code, message, params = {} } = task.error
  const said = sentenceFor({ locale, namespace, t }, 'errors', code, params)
  return { ...task, error: { ...task.error, message: said ?? message } }
}

const spokenPage = <T extends Task>(ctx: Context, page: Page<T>): Page<T> => ({
  ...page,
  items: page.items.map(task => spoken(ctx, task)),
})

/** A task of somebody else does not exist for the caller. */
const ownTask = async (trx: Trx, ctx: Context, id: string): Promise<Task> => {
  const task = await findTask(trx, id)
  if (task?.owner_id !== ctx.user!.id) throw fail('not_found')
  return spoken(ctx, task)
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
  bind(listTasksRoute, async (ctx, { query }) =>
    spokenPage(ctx, await asOwner(ctx, trx => listTasks(trx, ctx.user!.id, filterOf(query), pageOf(ctx, query)))),
  ),
  bind(listCompanyTasksRoute, async (ctx, { query }) => {
    const { id } = ctx.company!
    const { store } = ctx.services
    return spokenPage(
      ctx,
      await store.inCompany(id, trx => listCompanyTasks(trx, id, filterOf(query), pageOf(ctx, query))),
    )
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
