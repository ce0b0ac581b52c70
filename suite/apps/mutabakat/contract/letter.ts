/** What a letter, its counterparty, its deliveries and its history look like on the wire. */
import { z } from 'zod'
import { CURRENCIES, moneySchema } from '#platform/contract'
import { counterpartySchema } from './counterparty.ts'
import { DELIVERY_STATES, deliverySchema } from './delivery.ts'
import { BABS_SCOPES, LETTER_KINDS, WRITTEN_KINDS } from './letter-kind.ts'
import { REMINDER_CHANNELS, reminderStepSchema } from './settings.ts'

/** In the order of a letter's life. `ready`: approved inside and not sent yet. `revised`: replaced by a newer version. */
export const LETTER_STATUSES = [
  'draft',
  'pending_approval',
  'ready',
  'sent',
  'viewed',
  'approved',
  'rejected',
  'expired',
  'revised',
  'resolved',
  'cancelled',
  'archived',
] as const
export type LetterStatus = (typeof LETTER_STATUSES)[number]
/** What the letter asks for: an answer either way, an answer only to disagree, or the other side's own figure. */
export const LETTER_STYLES = ['positive', 'negative', 'blank'] as const
/** How an answer came: by its link, on paper or by mail and written down by a member, or from the other side's ledger. */
export const ANSWER_WAYS = ['portal', 'recorded', 'mirror'] as const
/** How a recorded answer reached the company. */
export const RECORDED_CHANNELS = ['post', 'kep', 'email', 'hand'] as const
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

const count = z.number().int().min(0).max(1_000_000)

/** Of `ba` and `bs`: how many documents the month has; the balance is their whole amount without VAT. */
export const documentsSchema = z.object({ count, scope: z.enum(BABS_SCOPES) })
export type Documents = z.output<typeof documentsSchema>

/** One line of `cari_vade`: what is due on a day, of the letter's currency and with its own side. */
export const dueSchema = z.object({ due: daySchema, balance: moneySchema, side: z.enum(SIDES) })
export type Due = z.output<typeof dueSchema>

/** Most due-date lines of a letter. */
export const MAX_DUES = 60

/** Of `teyit`: the auditor who asked for the confirmation and gets a copy of the answer. `reference`: the auditor's own. */
export const auditorSchema = z.object({
  firm: z.string().trim().min(1).max(200),
  name: z.string().trim().min(2).max(150),
  email: z.email().max(254),
  reference: z.string().trim().min(1).max(60).nullable().default(null),
})
export type Auditor = z.output<typeof auditorSchema>

/** One row of the list, and what events patch in it. `rev` grows with every change. */
export const letterRowSchema = z.object({
  id: z.string(),
  no: z.string(),
  /** 1, and one more for each revision; all versions have the same `no`. */
  version: z.number().int(),
  kind: z.enum(LETTER_KINDS),
  status: z.enum(LETTER_STATUSES),
  counterparty: z.object({ id: z.string(), code: z.string(), title: z.string() }),
  balance_date: daySchema,
  balance: moneySchema,
  side: z.enum(SIDES),
  /** Null for other kinds than `ba` and `bs`. */
  documents: documentsSchema.nullable(),
  /** The balance in lira: itself, or by the letter's rate; null for a foreign balance without one. */
  try_balance: moneySchema.nullable(),
  responsible: z.object({ id: z.string(), name: z.string() }).nullable(),
  batch_id: z.string().nullable(),
  reply_due: daySchema.nullable(),
  delivery: z.enum(DELIVERY_STATES).nullable(),
  delivery_error: z.string().nullable(),
  sender: z.object({ id: z.string(), name: z.string() }).nullable(),
  created_at: z.string(),
  sent_at: z.string().nullable(),
  viewed_at: z.string().nullable(),
  answered_at: z.string().nullable(),
  answer_via: z.enum(ANSWER_WAYS).nullable(),
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
  /** Of `ba` and `bs`: documents in the other side's books, and ours minus theirs; null where none were named. */
  own_count: count.nullable(),
  count_difference: z.number().int().nullable(),
  answered_at: z.string(),
  via: z.enum(ANSWER_WAYS),
  /** L1: given behind a link with a one-time code, or by a signed-in member of the linked company. L0: written down by a member of the company that asked. */
  level: z.enum(['L0', 'L1']),
  /** Of a recorded answer; its paper is `document_id`. */
  recorded: z
    .object({
      channel: z.enum(RECORDED_CHANNELS),
      received_on: daySchema,
      by: z.string(),
      document_id: z.string(),
    })
    .nullable(),
})
export type Answer = z.infer<typeof answerSchema>

export const historySchema = z.object({
  at: z.string(),
  action: z.string(),
  actor: z.string(),
  detail: z.record(z.string(), z.unknown()),
})

/** What somebody may want to do with a letter. */
export const LETTER_ACTIONS = [
  'edit',
  'delete',
  'submit',
  'approve',
  'send_back',
  'send',
  'remind',
  'cancel',
  'revise',
  'record_answer',
] as const
export type LetterAction = (typeof LETTER_ACTIONS)[number]

/** `code` says why not: the failure that trying would answer with. Null when it may be done. */
export const verdictSchema = z.object({ ok: z.boolean(), code: z.string().nullable() })

const personAtSchema = z.object({ id: z.string().nullable(), name: z.string(), at: z.string() })

export const letterSchema = letterRowSchema.extend({
  note: z.string().nullable(),
  style: z.enum(LETTER_STYLES),
  /** Lira for one unit of the balance's currency, at most six decimals; null for lira and where none is known. */
  rate: z.string().nullable(),
  counterparty: counterpartySchema,
  /** By day; null for other kinds than `cari_vade`. */
  dues: z.array(dueSchema).nullable(),
  /** Null for other kinds than `teyit`. Of an auditor who was erased as a person name and address are gone. */
  auditor: auditorSchema.extend({ name: z.string(), email: z.string() }).nullable(),
  /** All versions of the number, newest first, this one among them. */
  versions: z.array(
    z.object({ id: z.string(), version: z.number().int(), status: z.enum(LETTER_STATUSES), balance: moneySchema }),
  ),
  /** Who wrote the figures last: not the one who approves them. */
  author: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  submitted: personAtSchema.nullable(),
  /** Approved or sent back, inside the company. */
  decided: personAtSchema.extend({ note: z.string().nullable() }).nullable(),
  cancel_reason: z.string().nullable(),
  archived_at: z.string().nullable(),
  /** The plan it was sent with, and what went out of it. `step` null: somebody asked for it. */
  reminders: z.object({
    plan: z.array(reminderStepSchema),
    done: z.array(
      z.object({
        step: z.number().int().nullable(),
        channel: z.enum(REMINDER_CHANNELS),
        outcome: z.enum(['queued', 'skipped', 'no_contact']),
        by: z.string().nullable(),
        at: z.string(),
      }),
    ),
  }),
  /** For the reader: by role, state, four eyes and period. */
  can: z.record(z.enum(LETTER_ACTIONS), verdictSchema),
  answer: answerSchema.nullable(),
  deliveries: z.array(deliverySchema),
  /** The counterparty asked for time until this day. */
  asked_until: z.object({ day: daySchema, by: z.string() }).nullable(),
  history: z.array(historySchema),
  document: z.object({ file_id: z.string(), sha256: z.string(), verify_code: z.string(), size: z.number() }).nullable(),
  link_expires_at: z.string().nullable(),
})
export type Letter = z.infer<typeof letterSchema>

/** A rate as the wire takes it: positive decimal text with at most six decimals. */
export const rateSchema = z.string().regex(/^(?!0*(\.0*)?$)\d{1,12}(\.\d{1,6})?$/)

/**
 * What the kinds ask for beyond a balance. Each is refused (`field_not_of_kind`) by the kinds that do not have it, and
 * required by those that do: `documents` by `ba` and `bs`, `dues` by `cari_vade`, `auditor` by `teyit`.
 */
const kindFields = {
  documents: documentsSchema.nullable().default(null),
  /** By day, or in any order; their signed sum is the balance. */
  dues: z.array(dueSchema).min(1).max(MAX_DUES).nullable().default(null),
  auditor: auditorSchema.nullable().default(null),
}

/**
 * Of `ba` and `bs`: `balance_date` is the last day of the month, `balance` whole lira without VAT, and the side is the
 * form's own (`bs`: B, `ba`: A), whatever `side` says.
 */
export const letterInput = z.object({
  /** Null: lira is `cari`, every other currency `cari_doviz`. */
  kind: z.enum(WRITTEN_KINDS).nullable().default(null),
  ...kindFields,
  counterparty_id: z.string(),
  balance_date: daySchema,
  balance: moneySchema,
  side: z.enum(SIDES),
  style: z.enum(LETTER_STYLES).default('positive'),
  /** Ignored for lira. */
  rate: rateSchema.nullable().default(null),
  /** A member of the company; absent: who writes it. */
  responsible_id: z.string().max(64).nullable().default(null),
  note: z.string().trim().max(2000).nullable().default(null),
})
export type LetterInput = z.output<typeof letterInput>

/** The new figures of a revised letter; what is left out stays. */
export const reviseInput = z.object({
  balance: moneySchema,
  side: z.enum(SIDES),
  rate: rateSchema.nullable().default(null),
  note: z.string().trim().max(2000).nullable().optional(),
  /** Left out: those of the letter it replaces. */
  documents: documentsSchema.optional(),
  dues: z.array(dueSchema).min(1).max(MAX_DUES).optional(),
  auditor: auditorSchema.optional(),
})
export type ReviseInput = z.output<typeof reviseInput>

/** What whoever answers says beside yes or no: who they are, why not, and what their own books have. */
export const answerFields = {
  name: z.string().trim().min(2).max(150),
  title: z.string().trim().max(150).nullable().default(null),
  reason_code: z.enum(REASON_CODES).nullable().default(null),
  note: z.string().trim().max(2000).nullable().default(null),
  own_balance: z
    .object({ amount: z.string().regex(/^\d{1,16}\.\d{2}$/), currency: z.enum(CURRENCIES) })
    .nullable()
    .default(null),
  own_side: z.enum(SIDES).nullable().default(null),
  /** Documents in their books: of `ba` and `bs` alone, refused elsewhere (`count_not_asked`). */
  own_count: count.nullable().default(null),
}

/** An answer that came outside the portal. `file_id` is of `POST /api/files`: its scan, a PDF or a picture. */
export const recordedAnswerInput = z
  .object({
    choice: z.enum(['agree', 'disagree']),
    ...answerFields,
    channel: z.enum(RECORDED_CHANNELS),
    received_on: daySchema,
    file_id: z.string().max(64),
  })
  .refine(answer => answer.choice === 'agree' || answer.reason_code !== null, {
    path: ['reason_code'],
    message: 'reason_required',
  })
  .refine(answer => answer.own_balance === null || answer.own_side !== null, {
    path: ['own_side'],
    message: 'required',
  })
export type RecordedAnswerInput = z.output<typeof recordedAnswerInput>
