/** The look over all companies of one person: a route as contract for both ends. */
import { z } from 'zod'
import { defineRoute } from '#platform/contract'
import { boardSchema } from '../board.ts'

export const boardRoutes = {
  board: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/board',
    access: 'user',
    summary: 'Every company the caller belongs to, with the periods that are not closed; those with most to do first',
    query: z.object({
      /** `open`: only companies with a period that is not closed. */
      show: z.enum(['open', 'all']).default('all'),
    }),
    response: boardSchema,
  }),
} as const
