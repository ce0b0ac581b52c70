/** Files of balances and their wrong rows: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery, pageOf, WRITERS } from '#platform/contract'
import { importErrorSchema, importSchema } from '../import.ts'
import { byId } from './by-id.ts'

export const importRoutes = {
  createImport: defineRoute({
    method: 'POST',
    path: '/api/imports',
    access: WRITERS,
    summary: 'Upload an Excel or CSV of balances; it is read in the background',
    upload: { maxBytes: 20 * 1024 * 1024 },
    response: importSchema,
    status: 202,
    idempotent: true,
  }),
  listImports: defineRoute({
    method: 'GET',
    path: '/api/imports',
    access: EVERY_ROLE,
    summary: 'Imports, newest first',
    query: z.object(listQuery),
    response: pageOf(importSchema),
  }),
  getImport: defineRoute({
    method: 'GET',
    path: '/api/imports/:id',
    access: EVERY_ROLE,
    summary: 'One import',
    params: byId,
    response: importSchema,
  }),
  importErrors: defineRoute({
    method: 'GET',
    path: '/api/imports/:id/errors',
    access: EVERY_ROLE,
    summary: 'Wrong rows with their reasons, by row',
    params: byId,
    query: z.object(listQuery),
    response: pageOf(importErrorSchema),
  }),
  importErrorsFile: defineRoute({
    method: 'GET',
    path: '/api/imports/:id/errors.xlsx',
    access: EVERY_ROLE,
    summary: 'Wrong rows as a file to correct and upload again',
    params: byId,
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  importSample: defineRoute({
    method: 'GET',
    path: '/api/imports/template.xlsx',
    access: EVERY_ROLE,
    summary: 'An empty file with the headings',
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
} as const
