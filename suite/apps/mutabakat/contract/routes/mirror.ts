/** Linked companies and the letters that come in from them: routes as contracts for both ends. */
import { z } from 'zod'
import { ADMINS, defineRoute, EVERY_ROLE, listQuery, pageOf, WRITERS } from '#platform/contract'
import { LETTER_KINDS } from '../letter-kind.ts'
import {
  acceptLinkInput,
  cardLinkSchema,
  incomingAnswerInput,
  incomingRowSchema,
  incomingSchema,
  linksSchema,
  MIRROR_RESULTS,
} from '../mirror.ts'
import { byId } from './by-id.ts'

export const incomingFilters = {
  'filter[waits]': z.enum(['1', '0']).optional().describe('1: an answer may still be given'),
  'filter[result]': z.enum(MIRROR_RESULTS).optional(),
  'filter[kind]': z.enum(LETTER_KINDS).optional(),
  'filter[counterparty]': z.string().max(64).optional(),
}
export const INCOMING_SORTS = ['received_at', 'reply_due', 'balance_date'] as const

export const mirrorRoutes = {
  cardLink: defineRoute({
    method: 'GET',
    path: '/api/counterparties/:id/link',
    access: EVERY_ROLE,
    summary: 'Whether this card is linked with a company that keeps its books here, or that was asked',
    params: byId,
    response: cardLinkSchema,
  }),
  askForLink: defineRoute({
    method: 'POST',
    path: '/api/counterparties/:id/link',
    access: ADMINS,
    summary:
      'Ask the company with the tax number of this card to be linked. The answer tells nothing of whether there is one',
    params: byId,
    response: cardLinkSchema,
    status: 202,
    rate: 30,
  }),
  endLink: defineRoute({
    method: 'DELETE',
    path: '/api/counterparties/:id/link',
    access: ADMINS,
    summary: 'End the link of this card, or take the question back',
    params: byId,
    response: cardLinkSchema,
  }),
  links: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/links',
    access: ADMINS,
    summary: 'Companies that ask to be linked, those that were asked, and those that are linked',
    response: linksSchema,
  }),
  acceptLink: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/links/:id/accept',
    access: ADMINS,
    summary: 'Accept, naming which of our cards the company is',
    params: byId,
    body: acceptLinkInput,
    response: linksSchema,
  }),
  refuseLink: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/links/:id/refuse',
    access: ADMINS,
    summary: 'Refuse; who asked is not told',
    params: byId,
    response: linksSchema,
  }),
  listIncoming: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/incoming',
    access: EVERY_ROLE,
    summary: 'Letters of linked companies, compared with our books; sorts: received_at, reply_due, balance_date',
    query: z.object({ ...listQuery, ...incomingFilters }),
    response: pageOf(incomingRowSchema),
  }),
  countIncoming: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/incoming/count',
    access: EVERY_ROLE,
    summary: 'How many of them nobody has read, and how many wait for an answer',
    response: z.object({ unread: z.number().int(), waiting: z.number().int() }),
  }),
  getIncoming: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/incoming/:id',
    access: EVERY_ROLE,
    summary: 'One of them, beside our own figure',
    params: byId,
    response: incomingSchema,
  }),
  readIncoming: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/incoming/:id/read',
    access: WRITERS,
    summary: 'Somebody has it before their eyes: the sender sees it as opened. Again is harmless',
    params: byId,
    response: incomingSchema,
  }),
  answerIncoming: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/incoming/:id/answer',
    access: WRITERS,
    summary: 'Answer, once; of two answers the second is shown the first',
    params: byId,
    body: incomingAnswerInput,
    response: incomingSchema,
    idempotent: true,
  }),
  incomingDocument: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/incoming/:id/document',
    access: EVERY_ROLE,
    summary: 'The signed letter',
    params: byId,
    produces: 'application/pdf',
  }),
  incomingAnswerPaper: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/incoming/:id/answer.pdf',
    access: EVERY_ROLE,
    summary: 'The answered letter as a signed paper',
    params: byId,
    produces: 'application/pdf',
  }),
} as const
