/** What a guest behind a link sees, before and after the one-time code. */
import { z } from 'zod'
import { CURRENCIES, LOCALES, moneySchema } from '#platform/contract'
import { answerSchema, daySchema, LETTER_STATUSES, REASON_CODES, SIDES } from './letter.ts'

/** Before the code: who asks, and where the code goes, masked. No amount, no counterparty's data. */
export const portalLinkSchema = z.object({
  company: z.object({ title: z.string() }),
  no: z.string(),
  status: z.enum(LETTER_STATUSES),
  masked_email: z.string(),
  locale: z.enum(LOCALES),
  expires_at: z.string(),
})
export type PortalLink = z.infer<typeof portalLinkSchema>

export const portalOtpSchema = z.object({
  masked_email: z.string(),
  expires_at: z.string(),
  /** A new code may be asked for after this many ms. */
  resend_after_ms: z.number().int(),
})

/** `grant` names this visit: it goes in the header `X-Portal-Grant` of what follows, for 30 minutes. */
export const portalGrantSchema = z.object({ grant: z.string(), expires_at: z.string() })

export const portalLetterSchema = z.object({
  no: z.string(),
  status: z.enum(LETTER_STATUSES),
  company: z.object({
    title: z.string(),
    tax_office: z.string().nullable(),
    vkn: z.string().nullable(),
    address: z.string().nullable(),
  }),
  counterparty: z.object({ title: z.string(), tax_number: z.string().nullable() }),
  balance_date: daySchema,
  balance: moneySchema,
  side: z.enum(SIDES),
  note: z.string().nullable(),
  reply_due: daySchema.nullable(),
  contact_name: z.string().nullable(),
  answer: answerSchema.nullable(),
})
export type PortalLetter = z.infer<typeof portalLetterSchema>

export const portalAnswerInput = z
  .object({
    choice: z.enum(['agree', 'disagree']),
    name: z.string().trim().min(2).max(150),
    title: z.string().trim().max(150).nullable().default(null),
    reason_code: z.enum(REASON_CODES).nullable().default(null),
    note: z.string().trim().max(2000).nullable().default(null),
    own_balance: z
      .object({ amount: z.string().regex(/^\d{1,16}\.\d{2}$/), currency: z.enum(CURRENCIES) })
      .nullable()
      .default(null),
    own_side: z.enum(SIDES).nullable().default(null),
  })
  .refine(answer => answer.choice === 'agree' || answer.reason_code !== null, {
    path: ['reason_code'],
    message: 'reason_required',
  })
  .refine(answer => answer.own_balance === null || answer.own_side !== null, {
    path: ['own_side'],
    message: 'required',
  })
export type PortalAnswerInput = z.output<typeof portalAnswerInput>

/** What anybody holding a letter may check: that it is ours, and whether the file is byte for byte the signed one. */
export const verifySchema = z.object({
  no: z.string(),
  company: z.string(),
  counterparty_initials: z.string(),
  balance_date: daySchema,
  issued_at: z.string(),
  sha256: z.string(),
  status: z.enum(LETTER_STATUSES),
  signature_level: z.literal('L2'),
})
