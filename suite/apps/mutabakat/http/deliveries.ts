/** Routes of reaching people with a letter, of its evidence, and of the company's own words. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { getLetter } from '../services/letters/get-letter.ts'
import { readEvidence } from '../services/letters/read-evidence.ts'
import { copyLink } from '../services/reach/copy-link.ts'
import { giveUpDelivery } from '../services/reach/give-up-delivery.ts'
import { markPosted } from '../services/reach/mark-posted.ts'
import { readChannels } from '../services/reach/read-channels.ts'
import { resendLetter } from '../services/reach/resend-letter.ts'
import { changeWords } from '../services/settings/change-words.ts'
import { listWords, listWordVersions, previewWords } from '../services/settings/read-words.ts'
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
