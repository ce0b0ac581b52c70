/** The route of the look over all companies of one person. */
import { type BoundRoute, bind } from '#platform/app'
import { routes } from '../contract/index.ts'
import { readBoard } from '../services/reports/read-board.ts'

export const boardRoutes: BoundRoute[] = [
  bind(routes.board, async (ctx, { query }) => readBoard(ctx.services, await ctx.companies(), query.show)),
]
