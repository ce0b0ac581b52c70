/** Routes of reaching people with a letter, of its evidence, and of the company's own words. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { changeWords } from '../services/change-words.ts'
import { copyLink } from '../services/copy-link.ts'
import { getLetter } from '../services/get-letter.ts'
import { giveUpDelivery } from '../services/give-up-delivery.ts'
import { markPosted } from '../services/mark-posted.ts'
import { readChannels } from '../services/read-channels.ts'
import { readEvidence } from '../services/read-evidence.ts'
import { listWords, listWordVersions, previewWords } from '../services/read-words.ts'
import { resendLetter } from '../services/resend-letter.ts'
import { actorOf, revOf } from './actor-of.ts'

export const deliveryRoutes: BoundRoute[] = [
  bind(routes.listChannels, ctx => readChannels(ctx.services, actorOf(ctx))),
  bind(routes.listDeliveries, async (ctx, { params }) => ({
    items: (await getLetter(ctx.services, actorOf(ctx), params.id)).deliveries,
  })),
  bind(routes.resendLetter, (ctx, { params, body }) => resendLetter(ctx.services, actorOf(ctx), params.id, body)),
  bind(routes.giveUpDelivery, (ctx, { params, body }) =>
    giveUpDelivery(ctx.services, actorOf(ctx), params.id, params.delivery, body.reason),
  ),
  bind(routes.copyLink, (ctx, { params }) => copyLink(ctx.services, actorOf(ctx), params.id)),
  bind(routes.markPosted, (ctx, { body }) => markPosted(ctx.services, actorOf(ctx), body)),
  bind(routes.letterEvidence, (ctx, { params }) => readEvidence(ctx.services, actorOf(ctx), params.id)),
  bind(routes.listTemplates, ctx => listWords(ctx.services, actorOf(ctx))),
  bind(routes.saveTemplate, (ctx, { params, body }) =>
    changeWords(ctx.services, actorOf(ctx), params, body.parts, revOf(ctx)),
  ),
  bind(routes.resetTemplate, (ctx, { params }) => changeWords(ctx.services, actorOf(ctx), params, null, revOf(ctx))),
  bind(routes.templateVersions, (ctx, { params }) =>
    listWordVersions(ctx.services, actorOf(ctx), params.kind, params.locale),
  ),
  bind(routes.previewTemplate, (ctx, { params, body }) =>
    previewWords(ctx.services, actorOf(ctx), params.kind, params.locale, body.parts),
  ),
]
