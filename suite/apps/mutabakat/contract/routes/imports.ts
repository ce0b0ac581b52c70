/** Files of balances and of cards, from upload to the last repaired row: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, listQuery, pageOf, WRITERS } from '#platform/contract'
import {
  dryRunSchema,
  importErrorSchema,
  importLookSchema,
  importMapInput,
  importSchema,
  importTemplateSchema,
  rowRepairInput,
  rowRepairSchema,
  uploadedImportSchema,
} from '../import.ts'
import { IMPORT_KINDS } from '../import-field.ts'
import { byId } from './by-id.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const kind = z.enum(IMPORT_KINDS).default('balances')
const rowOf = z.object({ id: z.string().max(64), row: z.coerce.number().int().min(1).max(1_048_576) })
const templateName = z.string().trim().min(1).max(80)

export const importRoutes = {
  createImport: defineRoute({
    method: 'POST',
    path: '/api/imports',
    access: WRITERS,
    summary:
      'Upload an Excel or CSV; it waits with a look at its first rows, or (apply=1) is applied in the background',
    query: z.object({ kind, apply: z.enum(['0', '1']).default('0') }),
    upload: { maxBytes: 20 * 1024 * 1024 },
    response: uploadedImportSchema,
    status: 202,
    idempotent: true,
  }),
  lookAtImport: defineRoute({
    method: 'GET',
    path: '/api/imports/:id/look',
    access: EVERY_ROLE,
    summary: 'The first rows of a sheet and what its columns are taken for; heading_row as in the sheet, from 1',
    params: byId,
    query: z.object({
      sheet: z.string().max(200).optional(),
      heading_row: z.coerce.number().int().min(1).max(1_048_576).optional(),
    }),
    response: importLookSchema,
  }),
  mapImport: defineRoute({
    method: 'POST',
    path: '/api/imports/:id/map',
    access: WRITERS,
    summary: 'Say how a waiting file is read; on wish kept as a template',
    params: byId,
    body: importMapInput,
    response: importSchema,
  }),
  startDryRun: defineRoute({
    method: 'POST',
    path: '/api/imports/:id/preview',
    access: WRITERS,
    summary: 'Find out in the background what applying would change, without writing',
    params: byId,
    response: dryRunSchema,
    status: 202,
  }),
  readDryRun: defineRoute({
    method: 'GET',
    path: '/api/imports/:id/preview',
    access: EVERY_ROLE,
    summary: 'The newest dry run: counts, and the first hundred differences',
    params: byId,
    response: dryRunSchema,
  }),
  applyImport: defineRoute({
    method: 'POST',
    path: '/api/imports/:id/apply',
    access: WRITERS,
    summary: 'Apply a waiting file in the background',
    params: byId,
    response: importSchema,
    status: 202,
    idempotent: true,
  }),
  discardImport: defineRoute({
    method: 'DELETE',
    path: '/api/imports/:id',
    access: WRITERS,
    summary: 'Throw a waiting file away',
    params: byId,
    status: 204,
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
    produces: XLSX,
  }),
  repairRow: defineRoute({
    method: 'PATCH',
    path: '/api/imports/:id/rows/:row',
    access: WRITERS,
    summary: 'Correct cells of a wrong row; it is read again and applied when right',
    params: rowOf,
    body: rowRepairInput,
    response: rowRepairSchema,
  }),
  skipRow: defineRoute({
    method: 'POST',
    path: '/api/imports/:id/rows/:row/skip',
    access: WRITERS,
    summary: 'Leave a wrong row out',
    params: rowOf,
    response: importSchema,
  }),
  importSample: defineRoute({
    method: 'GET',
    path: '/api/imports/template.xlsx',
    access: EVERY_ROLE,
    summary: 'A file with the headings of one kind of import and an example',
    query: z.object({ kind }),
    produces: XLSX,
  }),
  listImportTemplates: defineRoute({
    method: 'GET',
    path: '/api/imports/templates',
    access: EVERY_ROLE,
    summary: 'Saved ways of reading files, by name',
    response: z.array(importTemplateSchema),
  }),
  renameImportTemplate: defineRoute({
    method: 'PATCH',
    path: '/api/imports/templates/:id',
    access: WRITERS,
    summary: 'Give a template another name',
    params: byId,
    body: z.object({ name: templateName }),
    response: importTemplateSchema,
  }),
  deleteImportTemplate: defineRoute({
    method: 'DELETE',
    path: '/api/imports/templates/:id',
    access: WRITERS,
    summary: 'Forget a template; imports made with it stay as they are',
    params: byId,
    status: 204,
  }),
} as const
