/** Handlers of notifications, files and the cache's figures. */
import {
  countUnreadRoute,
  downloadFileRoute,
  listNotificationsRoute,
  readCacheStatsRoute,
  readNotificationsRoute,
} from '#platform/contract'
import { type BoundRoute, bind } from '../application.ts'

export const workRoutes: BoundRoute[] = [
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
