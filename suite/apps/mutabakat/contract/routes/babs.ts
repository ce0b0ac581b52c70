/** The declaration's list of a month: a route as contract for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery } from '#platform/contract'
import { babsListSchema, babsOfSchema } from '../babs.ts'
import { letterFilters } from './letters.ts'

export const babsRoutes = {
  listBabs: defineRoute({
    method: 'GET',
    path: '/api/babs',
    access: EVERY_ROLE,
    summary: "A month's form BA or BS in the declaration's order, paged, with its totals and the other sides' answers",
    query: z.object({
      ...babsOfSchema.shape,
      cursor: listQuery.cursor,
      limit: listQuery.limit,
      q: listQuery.q,
      status: letterFilters['filter[status]'],
    }),
    response: babsListSchema,
  }),
} as const
