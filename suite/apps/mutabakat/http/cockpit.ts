/** Routes of the cockpit of a period. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { handOver } from '../services/cockpit/hand-over.ts'
import { listLane } from '../services/cockpit/list-lane.ts'
import { readCockpit } from '../services/cockpit/read-cockpit.ts'
import { actorOf } from './actor-of.ts'

export const cockpitRoutes: BoundRoute[] = [
  bind(routes.cockpit, (ctx, { params }) => readCockpit(ctx.services, actorOf(ctx), params.id)),
  bind(routes.listLane, (ctx, { params, query }) => listLane(ctx.services, actorOf(ctx), params.id, query)),
  bind(routes.handOver, (ctx, { params, body }) => handOver(ctx.services, actorOf(ctx), params.id, body)),
]
