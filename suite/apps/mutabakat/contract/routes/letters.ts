/** Letters of a company, from draft to answer: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery, moneySchema, pageOf, type RouteAccess, WRITERS } from '#platform/contract'
import { COUNTERPARTY_KINDS } from '../counterparty.ts'
import {
  daySchema,
  LETTER_STATUSES,
  letterInput,
  letterRowSchema,
  letterSchema,
  recordedAnswerInput,
  reviseInput,
} from '../letter.ts'
import { LETTER_KINDS } from '../letter-kind.ts'
import { REMINDER_CHANNELS } from '../settings.ts'
import { byId } from './by-id.ts'

/** Who lead: they approve what others wrote, and close periods. */
export const LEADERS: RouteAccess = { roles: ['owner', 'admin', 'manager'] }

const id = z.string().max(64)
const reason = z.string().trim().min(1).max(500)

/** All members narrow; amounts are of the letter's own currency, both ends included. */
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
  'filter[kind]': z.enum(LETTER_KINDS).optional(),
  'filter[period]': id.optional().describe('id of a period'),
  'filter[responsible]': id.optional().describe('id of a user, or `none`'),
  'filter[party]': z.enum(COUNTERPARTY_KINDS).optional(),
  'filter[min]': moneySchema.shape.amount.optional(),
  'filter[max]': moneySchema.shape.amount.optional(),
  'filter[batch]': id.optional(),
  'filter[counterparty]': id.optional(),
  'filter[mine]': z.enum(['1']).optional().describe('letters the reader is responsible for, wrote or sent'),
}

/** `-` in front for descending. */
export const LETTER_SORTS = [
  'no',
  'counterparty',
  'balance_date',
  'balance',
  'status',
  'created_at',
  'answered_at',
  'reply_due',
  'sent_at',
] as const

/** Many letters as one task: 202 with its id; what cannot be done is counted, not refused. */
const many = <Body extends z.ZodRawShape>(path: string, summary: string, body: Body) =>
  defineRoute({
    method: 'POST',
    path,
    access: WRITERS,
    summary,
    body: z.object({ ids: z.array(id).min(1).max(10_000), ...body }),
    response: z.object({ task_id: z.string() }),
    status: 202,
    idempotent: true,
  })

/**
 * Every write of one letter honours If-Match: with an older `rev` it is 412, and the refusal holds the letter as it is.
 * What may be done, and why not, stands in `can` of the letter.
 */
export const letterRoutes = {
  listLetters: defineRoute({
    method: 'GET',
    path: '/api/mutabakat',
    access: EVERY_ROLE,
    summary: 'Letters of the company, paged, sorted and filtered; all versions',
    query: z.object({ ...listQuery, ...letterFilters }),
    response: pageOf(letterRowSchema),
  }),
  createLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat',
    access: WRITERS,
    summary: 'Save a letter as draft; opens the period of its kind and date',
    body: letterInput,
    response: letterSchema,
    status: 201,
    idempotent: true,
  }),
  getLetter: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id',
    access: EVERY_ROLE,
    summary: 'One letter with its versions, deliveries, answer, history, and what the reader may do with it',
    params: byId,
    response: letterSchema,
  }),
  updateLetter: defineRoute({
    method: 'PATCH',
    path: '/api/mutabakat/:id',
    access: WRITERS,
    summary: 'Change a draft; what is left out stays',
    params: byId,
    // Without the defaults of a new letter: what a change leaves out must not be reset.
    body: z
      .object({
        documents: letterInput.shape.documents.unwrap(),
        dues: letterInput.shape.dues.unwrap(),
        auditor: letterInput.shape.auditor.unwrap(),
        balance_date: letterInput.shape.balance_date,
        balance: letterInput.shape.balance,
        side: letterInput.shape.side,
        style: letterInput.shape.style.unwrap(),
        rate: letterInput.shape.rate.unwrap(),
        responsible_id: letterInput.shape.responsible_id.unwrap(),
        note: letterInput.shape.note.unwrap(),
      })
      .partial(),
    response: letterSchema,
  }),
  deleteLetter: defineRoute({
    method: 'DELETE',
    path: '/api/mutabakat/:id',
    access: WRITERS,
    summary: 'Delete a draft that was never sent; its number is not used again',
    params: byId,
    status: 204,
  }),
  submitLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/submit',
    access: WRITERS,
    summary: 'Ask for the second pair of eyes: draft to pending_approval; those who may approve are told',
    params: byId,
    response: letterSchema,
  }),
  approveLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/approve-internal',
    access: LEADERS,
    summary: 'Approve inside (pending_approval to ready), by somebody who neither wrote nor submitted it',
    params: byId,
    body: z.object({ note: z.string().trim().max(500).nullable().default(null) }).prefault({}),
    response: letterSchema,
  }),
  sendBackLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/send-back',
    access: LEADERS,
    summary: 'Send back to its author with a reason: pending_approval to draft',
    params: byId,
    body: z.object({ reason }),
    response: letterSchema,
  }),
  sendLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/send',
    access: WRITERS,
    summary: 'Put the letter on its way: drawn, signed and delivered in the background',
    params: byId,
    response: letterSchema,
    status: 202,
    idempotent: true,
  }),
  remindLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/remind',
    access: WRITERS,
    summary: 'Remind of a letter that waits for its answer; once a day at most, plan included',
    params: byId,
    body: z.object({ channel: z.enum(REMINDER_CHANNELS).default('email') }).prefault({}),
    response: letterSchema,
    status: 202,
    idempotent: true,
  }),
  cancelLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/cancel',
    access: WRITERS,
    summary: 'Withdraw a letter that nobody answered; its link then says so',
    params: byId,
    body: z.object({ reason }),
    response: letterSchema,
  }),
  reviseLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/revise',
    access: WRITERS,
    summary:
      'Replace a rejected or expired letter by a new version, a draft; the old one keeps its answer. Answers the new one',
    params: byId,
    body: reviseInput,
    response: letterSchema,
    status: 201,
    idempotent: true,
  }),
  recordAnswer: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/record-answer',
    access: WRITERS,
    summary: 'Write down an answer that came on paper, by KEP or by mail, with its scan; shown as recorded (L0)',
    params: byId,
    body: recordedAnswerInput,
    response: letterSchema,
    idempotent: true,
  }),
  sendMany: many(
    '/api/mutabakat/bulk/send',
    'Send many letters as one task; those that need approval are submitted',
    {},
  ),
  remindMany: many('/api/mutabakat/bulk/remind', 'Remind of many letters as one task', {
    channel: z.enum(REMINDER_CHANNELS).default('email'),
  }),
  cancelMany: many('/api/mutabakat/bulk/cancel', 'Withdraw many letters as one task', { reason }),
  letterPdf: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id/pdf',
    access: EVERY_ROLE,
    summary: 'The letter as PDF: the signed file once sent, a signed preview before',
    params: byId,
    produces: 'application/pdf',
  }),
} as const
