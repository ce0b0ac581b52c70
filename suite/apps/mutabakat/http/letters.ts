/** Routes of letters, counterparties and the dashboard. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { cancelLetter } from '../services/cancel-letter.ts'
import { createLetter } from '../services/create-letter.ts'
import { getLetter } from '../services/get-letter.ts'
import { listCounterparties } from '../services/list-counterparties.ts'
import { listLetters } from '../services/list-letters.ts'
import { readDashboard } from '../services/read-dashboard.ts'
import { readLetterPdf } from '../services/read-letter-pdf.ts'
import { createCounterparty, updateCounterparty } from '../services/save-counterparty.ts'
import { sendLetter } from '../services/send-letter.ts'
import { sendMany } from '../services/send-many.ts'
import { updateLetter } from '../services/update-letter.ts'
import { actorOf, revOf } from './actor-of.ts'

export const letterRoutes: BoundRoute[] = [
  bind(routes.listLetters, (ctx, { query }) => listLetters(ctx.services, actorOf(ctx), query)),
  bind(routes.createLetter, (ctx, { body }) => createLetter(ctx.services, actorOf(ctx), body)),
  bind(routes.getLetter, async (ctx, { params }) => {
    const letter = await getLetter(ctx.services, actorOf(ctx), params.id)
    ctx.etag(letter.rev)
    return letter
  }),
  bind(routes.updateLetter, (ctx, { params, body }) =>
    updateLetter(ctx.services, actorOf(ctx), params.id, body, revOf(ctx)),
  ),
  bind(routes.sendLetter, (ctx, { params }) => sendLetter(ctx.services, actorOf(ctx), params.id)),
  bind(routes.cancelLetter, (ctx, { params, body }) =>
    cancelLetter(ctx.services, actorOf(ctx), params.id, body.reason),
  ),
  bind(routes.sendMany, (ctx, { body }) => sendMany(ctx.services, actorOf(ctx), body.ids)),
  bind(routes.letterPdf, async (ctx, { params }) => {
    const { name, bytes } = await readLetterPdf(ctx.services, actorOf(ctx), params.id)
    return { name, type: 'application/pdf', body: bytes, inline: true }
  }),
  bind(routes.dashboard, (ctx, { query }) => readDashboard(ctx.services, actorOf(ctx), query.balance_date)),
  bind(routes.listCounterparties, (ctx, { query }) => listCounterparties(ctx.services, actorOf(ctx), query)),
  bind(routes.createCounterparty, (ctx, { body }) => createCounterparty(ctx.services, actorOf(ctx), body)),
  bind(routes.updateCounterparty, (ctx, { params, body }) =>
    updateCounterparty(ctx.services, actorOf(ctx), params.id, body, revOf(ctx)),
  ),
]
