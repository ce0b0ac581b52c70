/** Papers of a letter and what a checked PDF tells: kinds, signature levels and verdicts on the wire. */
import { z } from 'zod'

/**
 * `letter`: what was sent. `answer`: the answered letter, drawn after the answer. `statement`: a file the counterparty
 * attached. `recorded`: the scan of an answer that came on paper. `package`: what was put together for an auditor.
 */
export const DOCUMENT_KINDS = ['letter', 'answer', 'statement', 'recorded', 'package'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/**
 * What the file alone proves, never overstated. L0: nothing but its bytes. L2: a seal of the company by the server.
 * L3: a person's qualified signature whose chain was checked against the trust list. L1 is the evidence of the portal:
 * it lives in the audit chain, no file has it.
 */
export const SIGNATURE_LEVELS = ['L0', 'L2', 'L3'] as const
export type SignatureLevel = (typeof SIGNATURE_LEVELS)[number]

export const SIGNATURE_PROBLEMS = [
  /** The signed range does not begin at 0, overlaps, or leaves more than the signature itself unsigned. */
  'range_invalid',
  /** Bytes stand behind the last signed one. */
  'changed_after_signing',
  /** A signed byte was changed. */
  'digest_mismatch',
  /** The signature was not made with the key of its certificate, or the certificate was exchanged. */
  'signature_invalid',
  /** The certificate was not valid on the claimed day of signing. */
  'certificate_not_in_force',
  /** The structure cannot be read in one way only. */
  'malformed',
  /** A kind of signature or a hash that is not accepted: time stamps alone, SHA-1, MD5. */
  'unsupported',
] as const
export type SignatureProblem = (typeof SIGNATURE_PROBLEMS)[number]

/**
 * How far the signer is known. `pinned`: the company's own certificate. `trusted`: the chain ends in the installation's
 * trust list. `untrusted`: it does not. `unchecked`: there is no trust list. Revocation is never asked for.
 */
export const CHAIN_VERDICTS = ['pinned', 'trusted', 'untrusted', 'unchecked'] as const

export const signatureSchema = z.object({
  valid: z.boolean(),
  problem: z.enum(SIGNATURE_PROBLEMS).nullable(),
  /** Common name of the certificate, else its organization; null when the signature cannot be read. */
  signer: z.string().nullable(),
  certificate: z
    .object({
      subject: z.string(),
      issuer: z.string(),
      serial: z.string(),
      sha256: z.string(),
      not_before: z.string(),
      not_after: z.string(),
      /** The certificate says of itself that it is a qualified one of a person (ETSI, or Law 5070). */
      qualified: z.boolean(),
    })
    .nullable(),
  chain: z.enum(CHAIN_VERDICTS),
  /** What the file claims; nothing proves it. */
  signed_at: z.string().nullable(),
  /** The signature covers the file to its last byte. */
  covers_whole_file: z.boolean(),
  /** Later additions were further signatures and nothing else. True when there are none. */
  later_additions_allowed: z.boolean(),
})
export type SignatureVerdict = z.infer<typeof signatureSchema>

/** `valid`: at least one signature, all of them valid, and the file ends with the last of them. */
export const pdfVerdictSchema = z.object({
  sha256: z.string(),
  /** Bytes. */
  size: z.number().int(),
  signed: z.boolean(),
  valid: z.boolean(),
  level: z.enum(SIGNATURE_LEVELS),
  signatures: z.array(signatureSchema),
})
export type PdfVerdict = z.infer<typeof pdfVerdictSchema>

/** One paper of a letter as a member sees it. `broken_at`: the nightly check found other bytes than were kept. */
export const documentSchema = z.object({
  id: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  /** Counted for the letter and the kind; the highest is the one in force. */
  version: z.number().int(),
  level: z.enum(SIGNATURE_LEVELS),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  verify_code: z.string(),
  /** The verifier's words about a PDF that somebody signed and uploaded; null for what we made ourselves. */
  verdict: pdfVerdictSchema.nullable(),
  broken_at: z.string().nullable(),
  created_at: z.string(),
})
export type LetterDocument = z.infer<typeof documentSchema>
