/** Comparing two statements, for members and for the guest of the letter: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery, pageOf, WRITERS } from '#platform/contract'
import {
  comparisonSchema,
  consentInput,
  decideInput,
  explainInput,
  lineSchema,
  pairInput,
  pairSchema,
  STATEMENT_SIDES,
  statementSchema,
} from '../comparison.ts'
import { byId } from './by-id.ts'

const byToken = z.object({ token: z.string().max(200) })
export const lineOf = z.object({ id: z.string().max(64), line: z.string().max(64) })
const guestLine = z.object({ token: z.string().max(200), line: z.string().max(64) })
export const statementUpload = { maxBytes: 20 * 1024 * 1024 }

/** `confirmed` and `proposed` leave suspects out. */
export const pairQuery = z.object({
  ...listQuery,
  'filter[shown]': z.enum(['confirmed', 'proposed', 'suspects']).optional(),
})
/** Lines without a partner. */
export const lineQuery = z.object({ ...listQuery, 'filter[side]': z.enum(STATEMENT_SIDES) })

export const comparisonRoutes = {
  comparison: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id/comparison',
    access: EVERY_ROLE,
    summary: 'Both statements of a letter, how far they were matched, and what is left of the difference',
    params: byId,
    response: comparisonSchema,
  }),
  listPairs: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id/matches',
    access: EVERY_ROLE,
    summary: 'Pairs with their lines, by day',
    params: byId,
    query: pairQuery,
    response: pageOf(pairSchema),
  }),
  listLoneLines: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id/lines',
    access: EVERY_ROLE,
    summary: 'Lines of one side that have no partner, by day',
    params: byId,
    query: lineQuery,
    response: pageOf(lineSchema),
  }),
  uploadStatement: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/statements/:side',
    access: WRITERS,
    summary:
      'Upload a statement (XLSX or CSV) of our books, or theirs as it came by mail; it is read and matched in the background',
    params: z.object({ id: z.string().max(64), side: z.enum(STATEMENT_SIDES) }),
    upload: statementUpload,
    response: statementSchema,
    status: 202,
    idempotent: true,
  }),
  matchStatements: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/matches/run',
    access: WRITERS,
    summary: 'Match again what is not confirmed',
    params: byId,
    response: comparisonSchema,
    status: 202,
  }),
  decidePairs: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/matches/decide',
    access: WRITERS,
    summary: 'Confirm or refuse pairs, by ids or by rule',
    params: byId,
    body: decideInput,
    response: comparisonSchema,
  }),
  pairLines: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/matches',
    access: WRITERS,
    summary: 'Put lines together by hand',
    params: byId,
    body: pairInput,
    response: comparisonSchema,
    status: 201,
  }),
  /** If-Match is the line's `version`; a stale one is answered with the line as it is now. */
  explainLine: defineRoute({
    method: 'PATCH',
    path: '/api/mutabakat/:id/lines/:line',
    access: WRITERS,
    summary: 'Say why a line has no partner',
    params: lineOf,
    body: explainInput,
    response: comparisonSchema,
  }),
  agreeToDifference: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/resolve',
    access: WRITERS,
    summary: 'Agree to the list of differences; when both sides have, the letter is resolved',
    params: byId,
    body: consentInput,
    response: comparisonSchema,
  }),
  portalComparison: defineRoute({
    method: 'GET',
    path: '/api/portal/:token/comparison',
    access: 'public',
    summary: 'The same for the guest; needs X-Portal-Grant',
    params: byToken,
    response: comparisonSchema,
    rate: 120,
  }),
  portalPairs: defineRoute({
    method: 'GET',
    path: '/api/portal/:token/matches',
    access: 'public',
    summary: 'Pairs with their lines; needs X-Portal-Grant',
    params: byToken,
    query: pairQuery,
    response: pageOf(pairSchema),
    rate: 120,
  }),
  portalLoneLines: defineRoute({
    method: 'GET',
    path: '/api/portal/:token/lines',
    access: 'public',
    summary: 'Lines of one side that have no partner; needs X-Portal-Grant',
    params: byToken,
    query: lineQuery,
    response: pageOf(lineSchema),
    rate: 120,
  }),
  portalDecidePairs: defineRoute({
    method: 'POST',
    path: '/api/portal/:token/matches/decide',
    access: 'public',
    summary: 'Confirm or refuse pairs; needs X-Portal-Grant',
    params: byToken,
    body: decideInput,
    response: comparisonSchema,
    rate: 120,
  }),
  portalPairLines: defineRoute({
    method: 'POST',
    path: '/api/portal/:token/matches',
    access: 'public',
    summary: 'Put lines together by hand; needs X-Portal-Grant',
    params: byToken,
    body: pairInput,
    response: comparisonSchema,
    status: 201,
    rate: 60,
  }),
  portalExplainLine: defineRoute({
    method: 'PATCH',
    path: '/api/portal/:token/lines/:line',
    access: 'public',
    summary: 'Say why a line has no partner; needs X-Portal-Grant',
    params: guestLine,
    body: explainInput,
    response: comparisonSchema,
    rate: 120,
  }),
  portalAgree: defineRoute({
    method: 'POST',
    path: '/api/portal/:token/resolve',
    access: 'public',
    summary: 'Agree to the list of differences; needs X-Portal-Grant',
    params: byToken,
    body: consentInput,
    response: comparisonSchema,
    rate: 30,
  }),
  portalConnection: defineRoute({
    method: 'POST',
    path: '/api/portal/:token/connection',
    access: 'public',
    summary: 'A token for the live connection of this visit: the room of the letter alone; needs X-Portal-Grant',
    params: byToken,
    response: z.object({ token: z.string(), room: z.string() }),
    rate: 30,
  }),
} as const
