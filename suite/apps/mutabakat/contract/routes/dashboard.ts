/** Where the letters of a company stand: a route as contract for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE } from '#platform/contract'
import { dashboardSchema } from '../dashboard.ts'
import { daySchema } from '../letter.ts'
import { LETTER_KINDS } from '../letter-kind.ts'

export const dashboardRoutes = {
  dashboard: defineRoute({
    method: 'GET',
    path: '/api/dashboard',
    access: EVERY_ROLE,
    summary: 'Where the letters stand: all of them, one date, or one period',
    query: z.object({ balance_date: daySchema.optional(), kind: z.enum(LETTER_KINDS).optional() }),
    response: dashboardSchema,
  }),
} as const
