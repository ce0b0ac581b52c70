/** Periods and batches: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery, pageOf, WRITERS } from '#platform/contract'
import {
  BATCH_STATES,
  batchInput,
  batchPlanSchema,
  batchPreviewSchema,
  batchSchema,
  batchSelectionSchema,
} from '../batch.ts'
import { LETTER_KINDS } from '../letter-kind.ts'
import { closeInput, PERIOD_STATES, periodInput, periodSchema } from '../period.ts'
import { byId } from './by-id.ts'
import { LEADERS } from './letters.ts'

export const periodFilters = {
  'filter[kind]': z.enum(LETTER_KINDS).optional(),
  'filter[state]': z.enum(PERIOD_STATES).optional(),
}

export const batchFilters = { 'filter[state]': z.enum(BATCH_STATES).optional() }

export const periodRoutes = {
  listPeriods: defineRoute({
    method: 'GET',
    path: '/api/periods',
    access: EVERY_ROLE,
    summary: 'Periods with their counts; sorts: date (newest first by default), created_at',
    query: z.object({ ...listQuery, ...periodFilters }),
    response: pageOf(periodSchema),
  }),
  getPeriod: defineRoute({
    method: 'GET',
    path: '/api/periods/:id',
    access: EVERY_ROLE,
    summary: 'One period',
    params: byId,
    response: periodSchema,
  }),
  openPeriod: defineRoute({
    method: 'POST',
    path: '/api/periods',
    access: WRITERS,
    summary: 'Open a period by hand; one that is there is answered as it is',
    body: periodInput,
    response: periodSchema,
  }),
  closePeriod: defineRoute({
    method: 'POST',
    path: '/api/periods/:id/close',
    access: WRITERS,
    summary: 'Close a period now, or once its last answer is in; `force` is for those who lead. If-Match names its rev',
    params: byId,
    body: closeInput,
    response: periodSchema,
  }),
  reopenPeriod: defineRoute({
    method: 'POST',
    path: '/api/periods/:id/reopen',
    access: LEADERS,
    summary: 'Open a closed period again; what the archive took stays there',
    params: byId,
    response: periodSchema,
  }),
  previewBatch: defineRoute({
    method: 'POST',
    path: '/api/batches/preview',
    access: WRITERS,
    summary: 'What a batch would gather: figures and the first five letters; nothing is written',
    body: batchSelectionSchema,
    response: batchPreviewSchema,
  }),
  createBatch: defineRoute({
    method: 'POST',
    path: '/api/batches',
    access: WRITERS,
    summary: 'Gather letters into a batch, at most 10,000, and plan when they go out',
    body: batchInput,
    response: batchSchema,
    status: 201,
    idempotent: true,
  }),
  listBatches: defineRoute({
    method: 'GET',
    path: '/api/batches',
    access: EVERY_ROLE,
    summary: 'Batches, newest first',
    query: z.object({ ...listQuery, ...batchFilters }),
    response: pageOf(batchSchema),
  }),
  getBatch: defineRoute({
    method: 'GET',
    path: '/api/batches/:id',
    access: EVERY_ROLE,
    summary: 'One batch with how its letters stand',
    params: byId,
    response: batchSchema,
  }),
  changeBatch: defineRoute({
    method: 'PATCH',
    path: '/api/batches/:id',
    access: WRITERS,
    summary: 'Change name or plan of a batch that has not begun; If-Match names its rev',
    params: byId,
    body: z.object({ title: batchInput.shape.title, plan: batchPlanSchema }).partial(),
    response: batchSchema,
  }),
  cancelBatch: defineRoute({
    method: 'POST',
    path: '/api/batches/:id/cancel',
    access: WRITERS,
    summary: 'Call off a batch that has not begun; its letters stay as they are',
    params: byId,
    response: batchSchema,
  }),
} as const
