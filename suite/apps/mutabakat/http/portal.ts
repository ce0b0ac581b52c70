/** Routes of guests: the counterparty behind a link, and whoever checks a letter. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { answerLetter } from '../services/answer-letter.ts'
import { askForTime } from '../services/ask-for-time.ts'
import { attachStatement } from '../services/attach-statement.ts'
import { enterPortal } from '../services/enter-portal.ts'
import { openAnswerPaper } from '../services/open-answer-paper.ts'
import { passLetter } from '../services/pass-letter.ts'
import { readPortalEvidence } from '../services/read-evidence.ts'
import { listPortalLetters, openPortalDocument, openPortalLetter, readPortalLink } from '../services/read-portal.ts'
import { sendCode } from '../services/send-code.ts'
import { verifyDocument } from '../services/verify-document.ts'
import { grantOf } from './actor-of.ts'

export const portalRoutes: BoundRoute[] = [
  bind(routes.portalLink, (ctx, { params }) => readPortalLink(ctx.services, params.token)),
  bind(routes.portalCode, (ctx, { params }) => sendCode(ctx.services, params.token)),
  bind(routes.portalEnter, (ctx, { params, body }) =>
    enterPortal(ctx.services, params.token, body.code, { ip: ctx.ip, agent: ctx.agent }),
  ),
  bind(routes.portalLetter, (ctx, { params }) => openPortalLetter(ctx.services, params.token, grantOf(ctx))),
  bind(routes.portalLetters, (ctx, { params }) => listPortalLetters(ctx.services, params.token, grantOf(ctx))),
  bind(routes.portalPass, (ctx, { params, body }) => passLetter(ctx.services, params.token, grantOf(ctx), body)),
  bind(routes.portalUntil, (ctx, { params, body }) => askForTime(ctx.services, params.token, grantOf(ctx), body)),
  bind(routes.portalStatement, (ctx, { params }) =>
    attachStatement(ctx.services, params.token, grantOf(ctx), () => ctx.upload()),
  ),
  bind(routes.portalEvidence, (ctx, { params }) => readPortalEvidence(ctx.services, params.token, grantOf(ctx))),
  bind(routes.portalAnswer, (ctx, { params, body }) =>
    answerLetter(ctx.services, params.token, { grant: grantOf(ctx), ip: ctx.ip, agent: ctx.agent }, body),
  ),
  bind(routes.portalDocument, async (ctx, { params }) => {
    const { no, bytes } = await openPortalDocument(ctx.services, params.token, grantOf(ctx))
    return { name: `${no}.pdf`, type: 'application/pdf', body: bytes, inline: true }
  }),
  bind(routes.portalAnswerPaper, async (ctx, { params }) => {
    const { name, bytes } = await openAnswerPaper(ctx.services, params.token, grantOf(ctx))
    return { name, type: 'application/pdf', body: bytes, inline: true }
  }),
  bind(routes.verify, (ctx, { params }) => verifyDocument(ctx.services, params.hash)),
]
