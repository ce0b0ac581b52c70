/** The cockpit of a period: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery, pageOf, WRITERS } from '#platform/contract'
import { cockpitSchema, handOverInput, handOverSchema, laneRowSchema } from '../cockpit.ts'
import { byId } from './by-id.ts'

export const cockpitRoutes = {
  cockpit: defineRoute({
    method: 'GET',
    path: '/api/periods/:id/cockpit',
    access: EVERY_ROLE,
    summary: 'Where a period stands: counts, answers by day, a range for its end, one lane for each responsible person',
    params: byId,
    response: cockpitSchema,
  }),
  listLane: defineRoute({
    method: 'GET',
    path: '/api/periods/:id/lane',
    access: EVERY_ROLE,
    summary: 'Unfinished counterparties of one person in a period, by title',
    params: byId,
    query: z.object({
      limit: listQuery.limit,
      cursor: listQuery.cursor,
      responsible: z.string().max(64).describe('id of a user, or `none`'),
    }),
    response: pageOf(laneRowSchema),
  }),
  handOver: defineRoute({
    method: 'POST',
    path: '/api/periods/:id/hand-over',
    access: WRITERS,
    summary:
      'Give counterparties to a colleague, their unfinished letters of the period with them; 412 with `current` when one is no longer as its lane showed it. Members give away their own alone',
    params: byId,
    body: handOverInput,
    response: handOverSchema,
    idempotent: true,
  }),
} as const
