/** Counterparties: routes as contracts for both ends. */

import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery, pageOf, WRITERS } from '#platform/contract'
import { counterpartyInput, counterpartySchema } from '../letter.ts'
import { byId } from './by-id.ts'

export const counterpartyRoutes = {
  listCounterparties: defineRoute({
    method: 'GET',
    path: '/api/counterparties',
    access: EVERY_ROLE,
    summary: 'Counterparties, paged; sorts: code, title',
    query: z.object(listQuery),
    response: pageOf(counterpartySchema),
  }),
  createCounterparty: defineRoute({
    method: 'POST',
    path: '/api/counterparties',
    access: WRITERS,
    summary: 'Add a counterparty',
    body: counterpartyInput,
    response: counterpartySchema,
    status: 201,
    idempotent: true,
  }),
  updateCounterparty: defineRoute({
    method: 'PATCH',
    path: '/api/counterparties/:id',
    access: WRITERS,
    summary: 'Change a counterparty; If-Match names its rev',
    params: byId,
    body: counterpartyInput.partial(),
    response: counterpartySchema,
  }),
} as const
