/** Routes of guests: the counterparty behind a link, and whoever checks a letter. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { answerLetter } from '../services/answer-letter.ts'
import { enterPortal } from '../services/enter-portal.ts'
import { openPortalDocument, openPortalLetter, readPortalLink } from '../services/read-portal.ts'
import { sendCode } from '../services/send-code.ts'
import { verifyDocument } from '../services/verify-document.ts'
import { grantOf } from './actor-of.ts'

export const portalRoutes: BoundRoute[] = [
  bind(routes.portalLink, (ctx, { params }) => readPortalLink(ctx.services, params.token)),
  bind(routes.portalCode, (ctx, { params }) => sendCode(ctx.services, params.token)),
  bind(routes.portalEnter, (ctx, { params, body }) => enterPortal(ctx.services, params.token, body.code)),
  bind(routes.portalLetter, (ctx, { params }) => openPortalLetter(ctx.services, params.token, grantOf(ctx))),
  bind(routes.portalAnswer, (ctx, { params, body }) =>
    answerLetter(ctx.services, params.token, { grant: grantOf(ctx), ip: ctx.ip, agent: ctx.agent }, body),
  ),
  bind(routes.portalDocument, async (ctx, { params }) => {
    const { no, bytes } = await openPortalDocument(ctx.services, params.token, grantOf(ctx))
    return { name: `${no}.pdf`, type: 'application/pdf', body: bytes, inline: true }
  }),
  bind(routes.verify, (ctx, { params }) => verifyDocument(ctx.services, params.hash)),
]
