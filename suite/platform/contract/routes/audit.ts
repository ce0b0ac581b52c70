/** Routes of the audit log: reading, exporting and verifying what was done in a company. */
import { z } from 'zod'
import { listQuery, pageOf } from '../page.ts'
import { ADMINS, defineRoute } from '../route.ts'

/** `actor.name` is null for `system`, `anonymous`, guests and people who left. */
export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string().nullable() }),
  /** `noun.verb`: `letter.sent`. */
  action: z.string(),
  object: z.object({ type: z.string(), id: z.string() }).nullable(),
  old: z.unknown(),
  new: z.unknown(),
  ip: z.string().nullable(),
  agent: z.string().nullable(),
  /** Its place in the company's chain, from 1 without holes, and the fingerprint that ties it to the one before. */
  position: z.number().int(),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

const day = z.iso.date()

/** `action`: exactly, or all of a noun with a dot at the end (`letter.`). Days are the company's, both included. */
export const auditFilters = {
  'filter[actor]': z.string().max(100).optional(),
  'filter[action]': z.string().max(100).optional(),
  'filter[object_type]': z.string().max(60).optional(),
  'filter[object_id]': z.string().max(100).optional(),
  'filter[from]': day.optional(),
  'filter[to]': day.optional(),
}

export type AuditFilters = z.infer<z.ZodObject<typeof auditFilters>>

/** Sorts: `-at` (newest first, the default) and `at`. */
export const listAuditRoute = defineRoute({
  method: 'GET',
  path: '/api/audit',
  access: ADMINS,
  summary: 'What was done in the company: who, what, before and after, from where',
  query: z.object({ ...listQuery, ...auditFilters }),
  response: pageOf(auditEntrySchema),
})

export const AUDIT_FORMATS = ['csv', 'xlsx', 'json'] as const

/** Answers with a task; its result names the file. The export itself is written to the log. */
export const exportAuditRoute = defineRoute({
  method: 'POST',
  path: '/api/audit/export',
  access: ADMINS,
  summary: 'Export the audit log with these filters as a file, in the background',
  body: z.object({ ...auditFilters, format: z.enum(AUDIT_FORMATS) }),
  response: z.object({ task_id: z.string() }),
  status: 202,
  rate: 20,
})

/**
 * - `changed`: the record, or the fingerprint beside it, is not what was written.
 * - `missing`: the record or its place in the chain is gone.
 * - `moved`: the record does not follow the one that stands before it.
 * - `inserted`: the record was added past the chain.
 * - `cut`: the chain ended later than it does now.
 * - `rewritten`: the chain fits together and is not the one whose head was signed.
 * - `head_forged`: a kept head has a signature that is not ours.
 */
export const AUDIT_FAULTS = ['changed', 'missing', 'moved', 'inserted', 'cut', 'rewritten', 'head_forged'] as const

export const auditVerdictSchema = z.object({
  whole: z.boolean(),
  /** Records of the company that were read. */
  checked: z.number().int(),
  /** Up to which place the newest signed head vouches for the chain, and since when; null before the first. */
  anchored: z.object({ position: z.number().int(), at: z.string() }).nullable(),
  /** The first place that does not hold; null when the chain is whole. */
  problem: z
    .object({
      fault: z.enum(AUDIT_FAULTS),
      position: z.number().int().nullable(),
      /** The record that stands there, as far as one does. */
      record: z.object({ id: z.string(), at: z.string().nullable(), action: z.string().nullable() }).nullable(),
      /** The same as a sentence in the reader's language. */
      message: z.string(),
    })
    .nullable(),
})
export type AuditVerdict = z.infer<typeof auditVerdictSchema>

export const verifyAuditRoute = defineRoute({
  method: 'POST',
  path: '/api/audit/verify',
  access: ADMINS,
  summary: 'Verify the chain of the audit log: whole, or the first record that does not hold',
  response: auditVerdictSchema,
  rate: 10,
})
