/** Handlers of tasks, notifications and files. */
import {
  cancelTaskRoute,
  countUnreadRoute,
  downloadFileRoute,
  fail,
  listNotificationsRoute,
  listTasksRoute,
  readCacheStatsRoute,
  readNotificationsRoute,
  readTaskRoute,
  retryTaskRoute,
  type Task,
} from '#platform/contract'
import { findTask, listTasks } from '#platform/jobs'
import type { Trx } from '#platform/store'
import { type BoundRoute, bind } from '../application.ts'
import type { Context } from '../context.ts'

/** A task of somebody else does not exist for the caller. */
const ownTask = async (trx: Trx, ctx: Context, id: string): Promise<Task> => {
  const [mine] = await trx
    .selectFrom('platform.task')
    .select('id')
    .where('id', '=', id)
    .where('owner_id', '=', ctx.user!.id)
    .execute()
  const task = mine && (await findTask(trx, id))
  if (!task) throw fail('not_found')
  return task
}

/** Over all companies of the person, hence not inside one. */
const asOwner = <T>(ctx: Context, fn: (trx: Trx) => Promise<T>): Promise<T> =>
  ctx.services.store.asSystem("a person's own tasks", fn)

export const workRoutes: BoundRoute[] = [
  bind(listTasksRoute, (ctx, { query }) =>
    asOwner(ctx, async trx => {
      const state = query['filter[state]']
      const items = await listTasks(trx, {
        owner_id: ctx.user!.id,
        limit: query.limit,
        ...(state ? { states: [state] } : {}),
      })
      // The task centre shows the newest; older ones are in the audit log of what they did.
      return {
        items,
        next_cursor: null,
        prev_cursor: null,
        total: items.length,
        total_is_exact: items.length < query.limit,
      }
    }),
  ),
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
  bind(listNotificationsRoute, (ctx, { query }) =>
    ctx.services.inbox.list(ctx.user!.id, {
      limit: query.limit,
      ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
      unread_only: query['filter[unread]'] === 'true',
    }),
  ),
  bind(readNotificationsRoute, (ctx, { body }) => ctx.services.inbox.markRead(ctx.user!.id, body.ids ?? null)),
  bind(countUnreadRoute, async ctx => ({ unread: await ctx.services.inbox.unread(ctx.user!.id) })),
  bind(readCacheStatsRoute, async ctx => ctx.services.cache.stats()),
  bind(downloadFileRoute, async (ctx, { params, query }) => {
    const { id } = ctx.company!
    const { row, stream } = await ctx.services.store.inCompany(id, trx => ctx.services.files.read(trx, id, params.id))
    return { name: row.name, type: row.type, size: row.size, body: stream(), inline: query.inline === '1' }
  }),
]
