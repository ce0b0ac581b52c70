/** The route of the declaration's list of a month. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { listBabs } from '../services/babs/list-babs.ts'
import { actorOf } from './actor-of.ts'

export const babsRoutes: BoundRoute[] = [
  bind(routes.listBabs, (ctx, { query }) => listBabs(ctx.services, actorOf(ctx), query)),
]
