/** Exports, the auditor's package and reports: what is asked for, and what comes back. */
import { z } from 'zod'
import { LOCALES, moneySchema } from '#platform/contract'
import { babsOfSchema } from './babs.ts'
import { daySchema, LETTER_STATUSES, REASON_CODES } from './letter.ts'
import { LETTER_KINDS } from './letter-kind.ts'

/** Most letters of one export. */
export const MAX_EXPORTED = 20_000
/** Most letters of one package: each brings several files. */
export const MAX_PACKAGED = 10_000

/**
 * `letters`: the list as filtered. `answers`: one row for each answered letter. `differences`: open differences, by
 * letter. `papers`: a zip of the signed PDFs with `index.xlsx`. `babs`: a month's form in the declaration's columns. `post`:
 * what goes onto envelopes and into the post office's list, with a column for its barcodes.
 */
export const EXPORT_KINDS = ['letters', 'answers', 'differences', 'papers', 'babs', 'post'] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]

/** Which letters: all members narrow. Days are balance dates, both ends included. */
export const selectionSchema = z.object({
  ids: z.array(z.string().max(64)).max(10_000).optional(),
  status: z.array(z.enum(LETTER_STATUSES)).optional(),
  kind: z.enum(LETTER_KINDS).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  side: z.enum(['B', 'A']).optional(),
  currency: z.string().length(3).optional(),
  counterparty_id: z.string().max(64).optional(),
  /** Part of a number, an account code or a title. */
  q: z.string().max(200).optional(),
})
export type Selection = z.output<typeof selectionSchema>

export const exportInput = z
  .object({
    kind: z.enum(EXPORT_KINDS),
    /** Ignored for `papers`. */
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
    /** Ignored for `babs`. */
    selection: selectionSchema.default({}),
    /** Of `babs`, which requires it: the month and the form. */
    babs: babsOfSchema.optional(),
  })
  .refine(input => input.kind !== 'babs' || input.babs !== undefined, { path: ['babs'], message: 'required' })
export type ExportInput = z.output<typeof exportInput>

/** `size` letters drawn at random out of the selection; the same seed draws the same from the same letters. */
export const sampleSchema = z.object({
  size: z.number().int().min(1).max(5_000),
  /** Absent: made, and written into the manifest. */
  seed: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional(),
})

export const packageInput = z.object({
  selection: selectionSchema.default({}),
  sample: sampleSchema.nullable().default(null),
  /** Of the instructions. */
  locale: z.enum(LOCALES).default('tr'),
})
export type PackageInput = z.output<typeof packageInput>

/** The task's result has `file_id`; the file is downloaded at `/api/files/{file_id}`. */
export const startedTask = z.object({ task_id: z.string() })

const period = z.object({ from: daySchema.optional(), to: daySchema.optional() })
export const reportQuery = period

const replyFigures = {
  sent: z.number().int(),
  answered: z.number().int(),
  approved: z.number().int(),
  rejected: z.number().int(),
  expired: z.number().int(),
  /** 0–100, one decimal: answered of sent. */
  reply_percent: z.number(),
  /** Hours from sending to the answer: half of the answers came within. Null without an answer. */
  median_hours: z.number().nullable(),
}

/** How many of the sent letters were answered, and how fast. */
export const replyReportSchema = z.object({
  total: z.object(replyFigures),
  by_period: z.array(z.object({ balance_date: daySchema, ...replyFigures })),
  by_responsible: z.array(z.object({ user_id: z.string().nullable(), name: z.string(), ...replyFigures })),
})
export type ReplyReport = z.infer<typeof replyReportSchema>

/** Open differences: sums of absolute amounts, for each currency. `reason_code` null: none was given. */
export const differenceReportSchema = z.object({
  by_reason: z.array(
    z.object({ reason_code: z.enum(REASON_CODES).nullable(), count: z.number().int(), amount: moneySchema }),
  ),
  by_currency: z.array(z.object({ count: z.number().int(), amount: moneySchema })),
})
export type DifferenceReport = z.infer<typeof differenceReportSchema>

/** The letters of one counterparty, newest balance first, at most 200. */
export const counterpartyReportSchema = z.object({
  counterparty: z.object({ id: z.string(), code: z.string(), title: z.string() }),
  total: z.object(replyFigures),
  letters: z.array(
    z.object({
      id: z.string(),
      no: z.string(),
      kind: z.enum(LETTER_KINDS),
      balance_date: daySchema,
      balance: moneySchema,
      side: z.enum(['B', 'A']),
      status: z.enum(LETTER_STATUSES),
      reason_code: z.enum(REASON_CODES).nullable(),
      difference: moneySchema.nullable(),
      sent_at: z.string().nullable(),
      answered_at: z.string().nullable(),
    }),
  ),
})
export type CounterpartyReport = z.infer<typeof counterpartyReportSchema>
