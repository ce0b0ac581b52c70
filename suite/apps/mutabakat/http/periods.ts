/** Routes of periods, batches and settings. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { cancelBatch, changeBatch } from '../services/batches/change-batch.ts'
import { createBatch } from '../services/batches/create-batch.ts'
import { previewBatch } from '../services/batches/preview-batch.ts'
import { getBatch, listBatches } from '../services/batches/read-batches.ts'
import { closePeriod, reopenPeriod, startPeriod } from '../services/periods/close-period.ts'
import { getPeriod, listPeriods } from '../services/periods/read-periods.ts'
import { getSettings, saveSettings } from '../services/settings/save-settings.ts'
import { actorOf, revOf } from './actor-of.ts'

export const periodRoutes: BoundRoute[] = [
  bind(routes.listPeriods, (ctx, { query }) => listPeriods(ctx.services, actorOf(ctx), query)),
  bind(routes.getPeriod, async (ctx, { params }) => {
    const period = await getPeriod(ctx.services, actorOf(ctx), params.id)
    ctx.etag(period.rev)
    return period
  }),
  bind(routes.openPeriod, (ctx, { body }) => startPeriod(ctx.services, actorOf(ctx), body)),
  bind(routes.closePeriod, (ctx, { params, body }) =>
    closePeriod(ctx.services, actorOf(ctx), params.id, body, revOf(ctx)),
  ),
  bind(routes.reopenPeriod, (ctx, { params }) => reopenPeriod(ctx.services, actorOf(ctx), params.id, revOf(ctx))),
  bind(routes.previewBatch, (ctx, { body }) => previewBatch(ctx.services, actorOf(ctx), body)),
  bind(routes.createBatch, (ctx, { body }) => createBatch(ctx.services, actorOf(ctx), body)),
  bind(routes.listBatches, (ctx, { query }) => listBatches(ctx.services, actorOf(ctx), query)),
  bind(routes.getBatch, async (ctx, { params }) => {
    const batch = await getBatch(ctx.services, actorOf(ctx), params.id)
    ctx.etag(batch.rev)
    return batch
  }),
  bind(routes.changeBatch, (ctx, { params, body }) =>
    changeBatch(ctx.services, actorOf(ctx), params.id, body, revOf(ctx)),
  ),
  bind(routes.cancelBatch, (ctx, { params }) => cancelBatch(ctx.services, actorOf(ctx), params.id, revOf(ctx))),
  bind(routes.getSettings, async ctx => {
    const settings = await getSettings(ctx.services, actorOf(ctx))
    ctx.etag(settings.rev)
    return settings
  }),
  bind(routes.saveSettings, (ctx, { body }) => saveSettings(ctx.services, actorOf(ctx), body, revOf(ctx))),
]
