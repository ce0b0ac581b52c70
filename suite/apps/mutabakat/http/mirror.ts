/** Routes of linked companies and of the letters that come in from them. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { answerIncoming } from '../services/mirror/answer-incoming.ts'
import { askForLink } from '../services/mirror/ask-for-link.ts'
import { acceptLink, refuseLink } from '../services/mirror/decide-link.ts'
import { endLink } from '../services/mirror/end-link.ts'
import { markRead } from '../services/mirror/mark-read.ts'
import { openIncomingAnswer, openIncomingDocument } from '../services/mirror/open-papers.ts'
import { countIncoming, listIncoming, readIncoming } from '../services/mirror/read-incoming.ts'
import { readCardLink, readLinks } from '../services/mirror/read-links.ts'
import { actorOf } from './actor-of.ts'

const type = 'application/pdf'

export const mirrorRoutes: BoundRoute[] = [
  bind(routes.cardLink, (ctx, { params }) => readCardLink(ctx.services, actorOf(ctx), params.id)),
  bind(routes.askForLink, (ctx, { params }) => askForLink(ctx.services, actorOf(ctx), params.id)),
  bind(routes.endLink, (ctx, { params }) => endLink(ctx.services, actorOf(ctx), params.id)),
  bind(routes.links, ctx => readLinks(ctx.services, actorOf(ctx))),
  bind(routes.acceptLink, (ctx, { params, body }) => acceptLink(ctx.services, actorOf(ctx), params.id, body)),
  bind(routes.refuseLink, (ctx, { params }) => refuseLink(ctx.services, actorOf(ctx), params.id)),
  bind(routes.listIncoming, (ctx, { query }) => listIncoming(ctx.services, actorOf(ctx), query)),
  bind(routes.countIncoming, ctx => countIncoming(ctx.services, actorOf(ctx))),
  bind(routes.getIncoming, (ctx, { params }) => readIncoming(ctx.services, actorOf(ctx), params.id)),
  bind(routes.readIncoming, (ctx, { params }) => markRead(ctx.services, actorOf(ctx), params.id)),
  bind(routes.answerIncoming, (ctx, { params, body }) => answerIncoming(ctx.services, actorOf(ctx), params.id, body)),
  bind(routes.incomingDocument, async (ctx, { params }) => {
    const { no, bytes } = await openIncomingDocument(ctx.services, actorOf(ctx), params.id)
    return { name: `${no}.pdf`, type, body: bytes, inline: true }
  }),
  bind(routes.incomingAnswerPaper, async (ctx, { params }) => {
    const { name, bytes } = await openIncomingAnswer(ctx.services, actorOf(ctx), params.id)
    return { name, type, body: bytes, inline: true }
  }),
]
