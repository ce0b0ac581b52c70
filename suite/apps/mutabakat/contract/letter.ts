/** What a letter, its counterparty, its deliveries and its history look like on the wire. */
import { z } from 'zod'
import { LOCALES, moneySchema } from '#platform/contract'

export const LETTER_STATUSES = [
  'draft',
  'sent',
  'viewed',
  'approved',
  'rejected',
  'expired',
  'cancelled',
  'archived',
] as const
export type LetterStatus = (typeof LETTER_STATUSES)[number]
export const DELIVERY_STATES = ['queued', 'sent', 'bounced', 'failed'] as const
/** B: the counterparty owes us (our debit). A: we owe the counterparty. */
export const SIDES = ['B', 'A'] as const
export const REASON_CODES = [
  'missing_invoice',
  'missing_payment',
  'return',
  'exchange_difference',
  'date_cutoff',
  'double_booking',
  'vat',
  'opening_balance',
  'other',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** A calendar day, `2026-10-31`. */
export const daySchema = z.iso.date()

export const counterpartySchema = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  kind: z.enum(['customer', 'supplier', 'both']),
  tax_kind: z.enum(['vkn', 'tckn', 'voen', 'foreign', 'none']),
  tax_number: z.string().nullable(),
  tax_office: z.string().nullable(),
  contact_name: z.string().nullable(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  locale: z.enum(LOCALES),
  contract_notice: z.boolean(),
  rev: z.number().int(),
})
export type Counterparty = z.infer<typeof counterpartySchema>

export const counterpartyInput = z.object({
  code: z.string().trim().min(1).max(40),
  title: z.string().trim().min(1).max(250),
  kind: z.enum(['customer', 'supplier', 'both']).default('customer'),
  tax_kind: z.enum(['vkn', 'tckn', 'voen', 'foreign', 'none']).default('none'),
  tax_number: z.string().trim().max(20).nullable().default(null),
  tax_office: z.string().trim().max(100).nullable().default(null),
  contact_name: z.string().trim().max(150).nullable().default(null),
  email: z.string().trim().max(254).nullable().default(null),
  mobile: z.string().trim().max(30).nullable().default(null),
  locale: z.enum(LOCALES).default('tr'),
  contract_notice: z.boolean().default(false),
})
export type CounterpartyInput = z.output<typeof counterpartyInput>

/** One row of the list, and what events patch in it. `rev` grows with every change. */
export const letterRowSchema = z.object({
  id: z.string(),
  no: z.string(),
  status: z.enum(LETTER_STATUSES),
  counterparty: z.object({ id: z.string(), code: z.string(), title: z.string() }),
  balance_date: daySchema,
  balance: moneySchema,
  side: z.enum(SIDES),
  reply_due: daySchema.nullable(),
  delivery: z.enum(DELIVERY_STATES).nullable(),
  delivery_error: z.string().nullable(),
  sender: z.object({ id: z.string(), name: z.string() }).nullable(),
  created_at: z.string(),
  sent_at: z.string().nullable(),
  viewed_at: z.string().nullable(),
  answered_at: z.string().nullable(),
  rev: z.number().int(),
})
export type LetterRow = z.infer<typeof letterRowSchema>

export const answerSchema = z.object({
  choice: z.enum(['agree', 'disagree']),
  name: z.string(),
  title: z.string().nullable(),
  reason_code: z.enum(REASON_CODES).nullable(),
  note: z.string().nullable(),
  own_balance: moneySchema.nullable(),
  own_side: z.enum(SIDES).nullable(),
  difference: moneySchema.nullable(),
  answered_at: z.string(),
})
export type Answer = z.infer<typeof answerSchema>

export const deliverySchema = z.object({
  id: z.string(),
  channel: z.enum(['email']),
  address: z.string(),
  state: z.enum(DELIVERY_STATES),
  error: z.string().nullable(),
  created_at: z.string(),
  sent_at: z.string().nullable(),
})

export const historySchema = z.object({
  at: z.string(),
  action: z.string(),
  actor: z.string(),
  detail: z.record(z.string(), z.unknown()),
})

export const letterSchema = letterRowSchema.extend({
  note: z.string().nullable(),
  counterparty: counterpartySchema,
  answer: answerSchema.nullable(),
  deliveries: z.array(deliverySchema),
  history: z.array(historySchema),
  document: z.object({ file_id: z.string(), sha256: z.string(), verify_code: z.string(), size: z.number() }).nullable(),
  link_expires_at: z.string().nullable(),
})
export type Letter = z.infer<typeof letterSchema>

export const letterInput = z.object({
  counterparty_id: z.string(),
  balance_date: daySchema,
  balance: moneySchema,
  side: z.enum(SIDES),
  note: z.string().trim().max(2000).nullable().default(null),
})
export type LetterInput = z.output<typeof letterInput>

/** How many letters stand where, over all periods or one balance date; sums are of open differences. */
export const dashboardSchema = z.object({
  counts: z.record(z.enum(LETTER_STATUSES), z.number().int()),
  undelivered: z.number().int(),
  total: z.number().int(),
  closed_percent: z.number(),
  differences: z.array(moneySchema),
  periods: z.array(
    z.object({
      balance_date: daySchema,
      total: z.number().int(),
      approved: z.number().int(),
      rejected: z.number().int(),
      waiting: z.number().int(),
      draft: z.number().int(),
    }),
  ),
  recent: z.array(
    z.object({
      letter_id: z.string(),
      no: z.string(),
      counterparty: z.string(),
      action: z.string(),
      actor: z.string(),
      at: z.string(),
    }),
  ),
  slowest: z.array(z.object({ letter_id: z.string(), no: z.string(), counterparty: z.string(), sent_at: z.string() })),
})
export type Dashboard = z.infer<typeof dashboardSchema>
