/** Calls, and how a letter goes on to reach somebody: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery, pageOf, WRITERS } from '#platform/contract'
import { addCallInput, CALL_STATES, callSchema, dropCallInput, finishCallInput } from '../call.ts'
import { reachSchema } from '../reach.ts'
import { byId } from './by-id.ts'

export const callFilters = {
  'filter[mine]': z.enum(['1']).optional().describe('calls the reader is to make'),
  'filter[state]': z.enum(CALL_STATES).optional().describe('open when left out'),
}

export const callRoutes = {
  listCalls: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/calls',
    access: EVERY_ROLE,
    summary: 'Whom to call, with the best moment of each; sorts: reply_due (the first due first), created_at',
    query: z.object({ ...listQuery, ...callFilters }),
    response: pageOf(callSchema),
  }),
  addCall: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/calls',
    access: WRITERS,
    summary: 'Put the counterparty of a letter on the list of calls; one that is open is answered as it is',
    params: byId,
    body: addCallInput,
    response: callSchema,
    status: 201,
  }),
  finishCall: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/calls/:id/finish',
    access: WRITERS,
    summary:
      'What came of a call; a promised day is kept on the letter as time that was asked for. If-Match names its rev',
    params: byId,
    body: finishCallInput,
    response: callSchema,
  }),
  dropCall: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/calls/:id/drop',
    access: WRITERS,
    summary: 'A call that nobody needs to make any more. If-Match names its rev',
    params: byId,
    body: dropCallInput,
    response: callSchema,
  }),
  readReach: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id/reach',
    access: EVERY_ROLE,
    summary: 'What the reach engine does next for a letter and why, whether the guest reads it now, and when to call',
    params: byId,
    response: reachSchema,
  }),
  stopReach: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/reach/stop',
    access: WRITERS,
    summary: 'The reach engine leaves this letter alone; planned reminders go on',
    params: byId,
    response: reachSchema,
  }),
  resumeReach: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/reach/resume',
    access: WRITERS,
    summary: 'The reach engine takes the letter up again',
    params: byId,
    response: reachSchema,
  }),
} as const
