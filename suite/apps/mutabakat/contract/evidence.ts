/** The evidence of one letter: a chain of facts, each tied to the one before it, that anybody can verify again. */
import { z } from 'zod'

export const EVIDENCE_FACTS = [
  'created',
  'sealed',
  'sent',
  'bounced',
  'link_copied',
  'opened',
  'code_sent',
  'code_passed',
  'viewed',
  'passed_on',
  'more_time_asked',
  'statement_uploaded',
  'answered',
  'recorded',
  'auditor_informed',
  'resolved',
  'expired',
  'revised',
  'cancelled',
] as const
export type EvidenceFact = (typeof EVIDENCE_FACTS)[number]

/** Flat, so that its text has one form: members in the order of their names. */
export const evidenceDetail = z.record(z.string(), z.union([z.string(), z.number().int(), z.boolean(), z.null()]))
export type EvidenceDetail = z.infer<typeof evidenceDetail>

/**
 * `hash` = SHA-256, in hex, of these lines joined by a line feed: `prev_hash`, `seq`, `fact`, `at`, `link_id`,
 * `detail_sha256`, `text_sha256`, `document_sha256`; what is null is written `-`. `detail_sha256` = SHA-256 of `salt`
 * followed by the detail as JSON with its members in the order of their names. The first `prev_hash` is the SHA-256 of
 * the letter's id. `detail` and `salt` are null once a person was erased: the chain holds without them.
 */
export const evidenceRowSchema = z.object({
  seq: z.number().int(),
  fact: z.enum(EVIDENCE_FACTS),
  at: z.string(),
  link_id: z.string().nullable(),
  detail: evidenceDetail.nullable(),
  salt: z.string().nullable(),
  detail_sha256: z.string(),
  text_sha256: z.string().nullable(),
  document_sha256: z.string().nullable(),
  prev_hash: z.string(),
  hash: z.string(),
})
export type EvidenceRow = z.infer<typeof evidenceRowSchema>

/** `missing`: a fact was taken out. `moved`: it is not tied to the one before. `cut`: the end is gone. */
export const EVIDENCE_FAULTS = ['missing', 'moved', 'changed', 'detail_changed', 'cut'] as const
export type EvidenceFault = (typeof EVIDENCE_FAULTS)[number]

export const evidenceSchema = z.object({
  letter_id: z.string(),
  no: z.string(),
  facts: z.array(evidenceRowSchema),
  /** Facts that hold, from the first; `broken` names the first that does not. */
  checked: z.number().int(),
  broken: z.object({ seq: z.number().int(), fault: z.enum(EVIDENCE_FAULTS) }).nullable(),
  head: z.string(),
})
export type Evidence = z.infer<typeof evidenceSchema>

/**
 * What the guest is shown of it: no addresses of others, no connections. The details are behind their salted
 * fingerprints; everything else of the chain can be computed again.
 */
export const portalEvidenceSchema = z.object({
  letter_id: z.string(),
  facts: z.array(evidenceRowSchema.omit({ detail: true, salt: true })),
  holds: z.boolean(),
  head: z.string(),
})
export type PortalEvidence = z.infer<typeof portalEvidenceSchema>
