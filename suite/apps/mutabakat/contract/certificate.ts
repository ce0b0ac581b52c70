/** The certificates a company seals its papers with. Private keys are never on the wire. */
import { z } from 'zod'

/** `own`: made by us, self-signed. `uploaded`: the company's, from an authority. */
export const CERTIFICATE_SOURCES = ['own', 'uploaded'] as const

/** `active` seals what is drawn from now on; there is at most one. `retired` ones stay, to check what they sealed. */
export const CERTIFICATE_STATES = ['active', 'retired'] as const

export const certificateSchema = z.object({
  id: z.string(),
  source: z.enum(CERTIFICATE_SOURCES),
  state: z.enum(CERTIFICATE_STATES),
  /** `CN=…, O=…`, nearest name first. */
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  /** SHA-256 of the certificate (DER), hex. */
  sha256: z.string(),
  algorithm: z.string(),
  not_before: z.string(),
  not_after: z.string(),
  /** Whole days until it ends, below 0 once it ended. */
  days_left: z.number().int(),
  /** How many papers it sealed. */
  documents: z.number().int(),
  /** How many issuers came with it. */
  chain_length: z.number().int(),
  created_at: z.string(),
  retired_at: z.string().nullable(),
})
export type CertificateRow = z.infer<typeof certificateSchema>

/** Largest PKCS#12 file, in bytes. */
export const MAX_PKCS12_BYTES = 64 * 1024

/** `pkcs12`: the file (.p12, .pfx) as base64; `password` opens it and is not kept. */
export const uploadCertificateInput = z.object({
  pkcs12: z.base64().max(Math.ceil(MAX_PKCS12_BYTES / 3) * 4),
  password: z.string().max(200),
})
export type UploadCertificateInput = z.output<typeof uploadCertificateInput>
