/** Routes of letters and the dashboard. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { cancelLetter } from '../services/letters/cancel-letter.ts'
import { cancelMany } from '../services/letters/cancel-many.ts'
import { createLetter } from '../services/letters/create-letter.ts'
import { decideLetter } from '../services/letters/decide-letter.ts'
import { deleteLetter } from '../services/letters/delete-letter.ts'
import { getLetter } from '../services/letters/get-letter.ts'
import { listLetters } from '../services/letters/list-letters.ts'
import { recordAnswer } from '../services/letters/record-answer.ts'
import { reviseLetter } from '../services/letters/revise-letter.ts'
import { sendLetter } from '../services/letters/send-letter.ts'
import { sendMany } from '../services/letters/send-many.ts'
import { submitLetter } from '../services/letters/submit-letter.ts'
import { updateLetter } from '../services/letters/update-letter.ts'
import { readLetterPdf } from '../services/proof/read-letter-pdf.ts'
import { remindLetter } from '../services/reach/remind-letter.ts'
import { remindMany } from '../services/reach/remind-many.ts'
import { readDashboard } from '../services/reports/read-dashboard.ts'
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
  bind(routes.deleteLetter, (ctx, { params }) => deleteLetter(ctx.services, actorOf(ctx), params.id, revOf(ctx))),
  bind(routes.submitLetter, (ctx, { params }) => submitLetter(ctx.services, actorOf(ctx), params.id, revOf(ctx))),
  bind(routes.approveLetter, (ctx, { params, body }) =>
    decideLetter(ctx.services, actorOf(ctx), params.id, { approved: true, note: body.note }, revOf(ctx)),
  ),
  bind(routes.sendBackLetter, (ctx, { params, body }) =>
    decideLetter(ctx.services, actorOf(ctx), params.id, { approved: false, note: body.reason }, revOf(ctx)),
  ),
  bind(routes.sendLetter, (ctx, { params }) => sendLetter(ctx.services, actorOf(ctx), params.id, revOf(ctx))),
  bind(routes.remindLetter, (ctx, { params, body }) =>
    remindLetter(ctx.services, actorOf(ctx), params.id, body.channel, revOf(ctx)),
  ),
  bind(routes.cancelLetter, (ctx, { params, body }) =>
    cancelLetter(ctx.services, actorOf(ctx), params.id, body.reason, revOf(ctx)),
  ),
  bind(routes.reviseLetter, (ctx, { params, body }) =>
    reviseLetter(ctx.services, actorOf(ctx), params.id, body, revOf(ctx)),
  ),
  bind(routes.recordAnswer, (ctx, { params, body }) =>
    recordAnswer(ctx.services, actorOf(ctx), params.id, body, revOf(ctx)),
  ),
  bind(routes.sendMany, (ctx, { body }) => sendMany(ctx.services, actorOf(ctx), body.ids)),
  bind(routes.remindMany, (ctx, { body }) => remindMany(ctx.services, actorOf(ctx), body.ids, body.channel)),
  bind(routes.cancelMany, (ctx, { body }) => cancelMany(ctx.services, actorOf(ctx), body.ids, body.reason)),
  bind(routes.letterPdf, async (ctx, { params }) => {
    const { name, bytes } = await readLetterPdf(ctx.services, actorOf(ctx), params.id)
    return { name, type: 'application/pdf', body: bytes, inline: true }
  }),
  bind(routes.dashboard, (ctx, { query }) => readDashboard(ctx.services, actorOf(ctx), query)),
]
