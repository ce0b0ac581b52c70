/** What a guest behind a link sees, before and after the one-time code. */
import { z } from 'zod'
import { CURRENCIES, LOCALES, moneySchema } from '#platform/contract'
import { SENT_CHANNELS } from './delivery.ts'
import {
  answerFields,
  answerSchema,
  auditorSchema,
  daySchema,
  documentsSchema,
  dueSchema,
  LETTER_STATUSES,
  LETTER_STYLES,
  SIDES,
} from './letter.ts'
import { LETTER_KINDS } from './letter-kind.ts'
import { DOCUMENT_KINDS, SIGNATURE_LEVELS } from './verification.ts'

/** Before the code: who asks, and where the code goes, masked. No amount, no counterparty's data. */
export const portalLinkSchema = z.object({
  company: z.object({ title: z.string() }),
  no: z.string(),
  status: z.enum(LETTER_STATUSES),
  /** How the code will come. */
  channel: z.enum(SENT_CHANNELS),
  masked_address: z.string(),
  locale: z.enum(LOCALES),
  expires_at: z.string(),
})
export type PortalLink = z.infer<typeof portalLinkSchema>

export const portalOtpSchema = z.object({
  channel: z.enum(SENT_CHANNELS),
  masked_address: z.string(),
  expires_at: z.string(),
  /** A new code may be asked for after this many ms. */
  resend_after_ms: z.number().int(),
})

/**
 * `grant` names this visit: it goes in the header `X-Portal-Grant` of what follows, for 30 minutes. It opens every letter
 * of this company that went to the same address.
 */
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
  version: z.number().int(),
  kind: z.enum(LETTER_KINDS),
  /** `blank`: the guest writes the balance; ours stays hidden until he has. `negative`: an answer only to disagree. */
  style: z.enum(LETTER_STYLES),
  balance_date: daySchema,
  currency: z.enum(CURRENCIES),
  /** Null while a `blank` letter has no answer; so is `side`. */
  balance: moneySchema.nullable(),
  side: z.enum(SIDES).nullable(),
  /** Of `ba` and `bs`; `count` is null while a `blank` letter has no answer. */
  documents: documentsSchema.extend({ count: documentsSchema.shape.count.nullable() }).nullable(),
  /** Of `cari_vade`, by day; null while a `blank` letter has no answer. */
  dues: z.array(dueSchema).nullable(),
  /** Of `teyit`: who asked for the confirmation. */
  auditor: auditorSchema.pick({ firm: true, name: true }).nullable(),
  /** The company's own words above the balance; '' without. */
  intro: z.string(),
  note: z.string().nullable(),
  reply_due: daySchema.nullable(),
  contact_name: z.string().nullable(),
  answer: answerSchema.nullable(),
  /** "I need until": the day asked for, and by whom. */
  asked_until: z.object({ day: daySchema, by: z.string() }).nullable(),
  statements: z.array(z.object({ name: z.string(), size: z.number().int(), at: z.string() })),
  /** The company's text about personal data; null: the platform's own. */
  privacy_notice: z.string().nullable(),
  can: z.object({ answer: z.boolean(), pass_on: z.boolean(), ask_time: z.boolean(), upload: z.boolean() }),
})
export type PortalLetter = z.infer<typeof portalLetterSchema>

/** One of the letters this visit may open; `token` goes where the link's token goes. */
export const portalListItemSchema = z.object({
  token: z.string(),
  current: z.boolean(),
  no: z.string(),
  version: z.number().int(),
  kind: z.enum(LETTER_KINDS),
  status: z.enum(LETTER_STATUSES),
  counterparty: z.string(),
  balance_date: daySchema,
  currency: z.enum(CURRENCIES),
  balance: moneySchema.nullable(),
  side: z.enum(SIDES).nullable(),
  reply_due: daySchema.nullable(),
})
export type PortalListItem = z.infer<typeof portalListItemSchema>

/** "I am not the right person": the letter goes to this colleague, and this link ends. */
export const portalPassInput = z.object({
  name: z.string().trim().min(2).max(150),
  email: z.string().trim().max(254),
  /** Who passes it on. */
  by: z.string().trim().min(2).max(150),
})
export type PortalPassInput = z.output<typeof portalPassInput>

/** "I need until": a day after today, at most 60 days away. */
export const portalUntilInput = z.object({
  day: daySchema,
  by: z.string().trim().min(2).max(150),
})
export type PortalUntilInput = z.output<typeof portalUntilInput>

/**
 * `agree` and `disagree` answer a letter that shows its balance. `balance` answers a `blank` one: the figures are
 * compared, and the letter is agreed when they differ by no more than the company's tolerance.
 */
export const portalAnswerInput = z
  .object({
    choice: z.enum(['agree', 'disagree', 'balance']),
    ...answerFields,
  })
  .refine(answer => answer.choice !== 'disagree' || answer.reason_code !== null, {
    path: ['reason_code'],
    message: 'reason_required',
  })
  .refine(answer => answer.own_balance === null || answer.own_side !== null, {
    path: ['own_side'],
    message: 'required',
  })
  .refine(answer => answer.choice !== 'balance' || answer.own_balance !== null, {
    path: ['own_balance'],
    message: 'required',
  })
export type PortalAnswerInput = z.output<typeof portalAnswerInput>

/** What anybody holding a letter may check: that it is ours, and whether the file is byte for byte the signed one. */
export const verifySchema = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  version: z.number().int(),
  /** Of the letter; these five are null for a package, which is of no single letter. */
  no: z.string().nullable(),
  letter_kind: z.enum(LETTER_KINDS).nullable(),
  counterparty_initials: z.string().nullable(),
  balance_date: daySchema.nullable(),
  status: z.enum(LETTER_STATUSES).nullable(),
  company: z.string(),
  issued_at: z.string(),
  sha256: z.string(),
  signature_level: z.enum(SIGNATURE_LEVELS),
})
