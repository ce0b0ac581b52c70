/** Routes of calls, and of how a letter goes on to reach somebody. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { addCall } from '../services/calls/add-call.ts'
import { dropCall, finishCall } from '../services/calls/close-call.ts'
import { listCalls } from '../services/calls/list-calls.ts'
import { tellReading } from '../services/portal/tell-reading.ts'
import { readReach } from '../services/reach/read-reach.ts'
import { stopReach } from '../services/reach/stop-reach.ts'
import { actorOf, grantOf, revOf } from './actor-of.ts'

export const callRoutes: BoundRoute[] = [
  bind(routes.listCalls, (ctx, { query }) => listCalls(ctx.services, actorOf(ctx), query)),
  bind(routes.addCall, (ctx, { params, body }) => addCall(ctx.services, actorOf(ctx), params.id, body.note)),
  bind(routes.finishCall, (ctx, { params, body }) =>
    finishCall(ctx.services, actorOf(ctx), params.id, body, revOf(ctx)),
  ),
  bind(routes.dropCall, (ctx, { params, body }) =>
    dropCall(ctx.services, actorOf(ctx), params.id, body.note, revOf(ctx)),
  ),
  bind(routes.readReach, (ctx, { params }) => readReach(ctx.services, actorOf(ctx), params.id)),
  bind(routes.stopReach, (ctx, { params }) => stopReach(ctx.services, actorOf(ctx), params.id, true)),
  bind(routes.resumeReach, (ctx, { params }) => stopReach(ctx.services, actorOf(ctx), params.id, false)),
  bind(routes.portalReading, (ctx, { params, body }) =>
    tellReading(ctx.services, params.token, grantOf(ctx), body.reading),
  ),
]
