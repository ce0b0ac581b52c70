/** Routes of guests: the counterparty behind a link, and whoever checks a letter. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { readPortalEvidence } from '../services/letters/read-evidence.ts'
import { answerLetter } from '../services/portal/answer-letter.ts'
import { askForTime } from '../services/portal/ask-for-time.ts'
import { attachStatement } from '../services/portal/attach-statement.ts'
import { enterPortal } from '../services/portal/enter-portal.ts'
import { openAnswerPaper } from '../services/portal/open-answer-paper.ts'
import { passLetter } from '../services/portal/pass-letter.ts'
import {
  listPortalLetters,
  openPortalDocument,
  openPortalLetter,
  readPortalLink,
} from '../services/portal/read-portal.ts'
import { sendCode } from '../services/portal/send-code.ts'
import { verifyDocument } from '../services/proof/verify-document.ts'
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
