/** Letters of a company and where they stand: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery, pageOf, WRITERS } from '#platform/contract'
import { dashboardSchema, daySchema, LETTER_STATUSES, letterInput, letterRowSchema, letterSchema } from '../letter.ts'
import { byId } from './by-id.ts'

export const letterFilters = {
  'filter[status]': z
    .string()
    .max(200)
    .optional()
    .describe('one or more of the statuses, separated by commas')
    .refine(
      value => !value || value.split(',').every(status => (LETTER_STATUSES as readonly string[]).includes(status)),
    ),
  'filter[balance_date]': daySchema.optional(),
  'filter[side]': z.enum(['B', 'A']).optional(),
  'filter[currency]': z.string().length(3).optional(),
  'filter[undelivered]': z.enum(['1']).optional(),
}

/** Sorts: no, counterparty, balance_date, balance, status, created_at, answered_at; `-` in front for descending. */
export const LETTER_SORTS = [
  'no',
  'counterparty',
  'balance_date',
  'balance',
  'status',
  'created_at',
  'answered_at',
] as const

export const letterRoutes = {
  listLetters: defineRoute({
    method: 'GET',
    path: '/api/mutabakat',
    access: EVERY_ROLE,
    summary: 'Letters of the company, paged, sorted and filtered',
    query: z.object({ ...listQuery, ...letterFilters }),
    response: pageOf(letterRowSchema),
  }),
  createLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat',
    access: WRITERS,
    summary: 'Save a letter as draft',
    body: letterInput,
    response: letterSchema,
    status: 201,
    idempotent: true,
  }),
  getLetter: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id',
    access: EVERY_ROLE,
    summary: 'One letter with its deliveries, answer and history',
    params: byId,
    response: letterSchema,
  }),
  updateLetter: defineRoute({
    method: 'PATCH',
    path: '/api/mutabakat/:id',
    access: WRITERS,
    summary: 'Change a draft; If-Match names its rev',
    params: byId,
    body: letterInput.omit({ counterparty_id: true }).partial(),
    response: letterSchema,
  }),
  sendLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/send',
    access: WRITERS,
    summary: 'Draw, sign and mail the letter',
    params: byId,
    response: letterSchema,
    status: 202,
    idempotent: true,
  }),
  cancelLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/cancel',
    access: WRITERS,
    summary: 'Withdraw a letter; its link then says so',
    params: byId,
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
    response: letterSchema,
  }),
  sendMany: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/bulk/send',
    access: WRITERS,
    summary: 'Send many drafts as one task',
    body: z.object({ ids: z.array(z.string().max(64)).min(1).max(10_000) }),
    response: z.object({ task_id: z.string() }),
    status: 202,
    idempotent: true,
  }),
  letterPdf: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id/pdf',
    access: EVERY_ROLE,
    summary: 'The letter as PDF: the signed file once sent, a signed preview before',
    params: byId,
    produces: 'application/pdf',
  }),
  dashboard: defineRoute({
    method: 'GET',
    path: '/api/dashboard',
    access: EVERY_ROLE,
    summary: 'Where the letters stand',
    query: z.object({ balance_date: daySchema.optional() }),
    response: dashboardSchema,
  }),
} as const
