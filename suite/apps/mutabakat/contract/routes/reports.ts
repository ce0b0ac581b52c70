/** Papers, exports, the auditor's package and reports: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, WRITERS } from '#platform/contract'
import { MAX_PRINTED, printInput } from '../print.ts'
import {
  counterpartyReportSchema,
  differenceReportSchema,
  exportInput,
  packageInput,
  replyReportSchema,
  reportQuery,
  startedTask,
} from '../report.ts'
import { documentSchema, pdfVerdictSchema } from '../verification.ts'
import { byId } from './by-id.ts'

/** Largest PDF that is checked or taken in, in bytes. */
const MAX_PDF_BYTES = 20 * 1024 * 1024

export const reportRoutes = {
  letterDocuments: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id/documents',
    access: EVERY_ROLE,
    summary: 'Papers of a letter, newest first',
    params: byId,
    response: z.object({ items: z.array(documentSchema) }),
  }),
  letterDocument: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id/documents/:document_id',
    access: EVERY_ROLE,
    summary: 'One paper of a letter, byte for byte as it was kept',
    params: byId.extend({ document_id: z.string().max(64) }),
    produces: 'application/octet-stream',
  }),
  uploadSignedPdf: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/signed-pdf',
    access: WRITERS,
    summary:
      'Keep a PDF that a person signed with a card of their own, as the letter or as its answer; says what it is worth',
    params: byId,
    query: z.object({ as: z.enum(['letter', 'answer']).default('letter') }),
    upload: { maxBytes: MAX_PDF_BYTES },
    response: documentSchema,
    status: 201,
  }),
  verifyFile: defineRoute({
    method: 'POST',
    path: '/api/verify',
    access: 'public',
    summary: 'Check the signatures of a PDF; nothing of it is kept',
    upload: { maxBytes: MAX_PDF_BYTES },
    response: pdfVerdictSchema.extend({
      /** What the installation knows of exactly these bytes; null when they are not of its making. */
      known: z.object({ no: z.string().nullable(), company: z.string(), kind: z.string() }).nullable(),
    }),
    rate: 10,
  }),
  startExport: defineRoute({
    method: 'POST',
    path: '/api/exports',
    access: EVERY_ROLE,
    summary: 'Write letters, answers, differences or signed papers into a file, as a task',
    body: exportInput,
    response: startedTask,
    status: 202,
    idempotent: true,
  }),
  startPrint: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/bulk/print',
    access: EVERY_ROLE,
    summary: `Put the pages of at most ${MAX_PRINTED} letters into one PDF to print, as a task; a signature is of files, so what is printed has none`,
    body: printInput,
    response: startedTask,
    status: 202,
    idempotent: true,
  }),
  startPackage: defineRoute({
    method: 'POST',
    path: '/api/reports/auditor-package',
    access: EVERY_ROLE,
    summary: 'Put papers, answers and evidence together for an auditor, signed and checkable offline, as a task',
    body: packageInput,
    response: startedTask,
    status: 202,
    idempotent: true,
  }),
  replyReport: defineRoute({
    method: 'GET',
    path: '/api/reports/replies',
    access: EVERY_ROLE,
    summary:
      'How many letters were answered and how fast, by balance date and by responsible; narrowed by balance date',
    query: reportQuery,
    response: replyReportSchema,
  }),
  differenceReport: defineRoute({
    method: 'GET',
    path: '/api/reports/differences',
    access: EVERY_ROLE,
    summary: 'Open differences by reason and by currency; narrowed by balance date',
    query: reportQuery,
    response: differenceReportSchema,
  }),
  counterpartyReport: defineRoute({
    method: 'GET',
    path: '/api/reports/counterparties/:id',
    access: EVERY_ROLE,
    summary: 'What became of the letters to one counterparty',
    params: byId,
    response: counterpartyReportSchema,
  }),
} as const
