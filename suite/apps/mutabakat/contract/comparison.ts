/** Two statements of one letter beside each other: their lines, what was found to belong together, and what both sides say of it. */
import { z } from 'zod'
import { moneySchema } from '#platform/contract'
import { daySchema, REASON_CODES } from './letter.ts'

export const STATEMENT_SIDES = ['ours', 'theirs'] as const
export type StatementSide = (typeof STATEMENT_SIDES)[number]
export const STATEMENT_STATES = ['reading', 'ready', 'failed'] as const

/** In the order they are tried; `manual`: people put the lines together. */
export const PAIR_RULES = ['opening', 'number_amount', 'amount_date', 'number', 'sum', 'suspect', 'manual'] as const
export const PAIR_SUSPICIONS = ['far_apart', 'wrong_side', 'small_difference'] as const
/** `refused` lines are free again; a run does not propose the same lines by the same rule twice. */
export const PAIR_STATES = ['proposed', 'confirmed', 'refused'] as const
export type PairState = (typeof PAIR_STATES)[number]

/** A row that could not be read; `row` is its number in the file, from 1. `message` in the reader's language. */
export const statementProblemSchema = z.object({ row: z.number().int(), column: z.string(), message: z.string() })

/** `debit` and `credit` are the sums of its lines as its own side wrote them; `problems` are the first fifty. */
export const statementSchema = z.object({
  id: z.string(),
  side: z.enum(STATEMENT_SIDES),
  file_name: z.string(),
  state: z.enum(STATEMENT_STATES),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  lines: z.number().int(),
  wrong: z.number().int(),
  /** Rows of other accounts or currencies, passed over. */
  skipped: z.number().int(),
  problems: z.array(statementProblemSchema),
  debit: moneySchema,
  credit: moneySchema,
  from: daySchema.nullable(),
  to: daySchema.nullable(),
  by: z.string(),
  created_at: z.string(),
})
export type Statement = z.infer<typeof statementSchema>

/** Amounts are texts of the letter's currency. `effect`: what the line adds to "they owe us", signed. */
export const lineSchema = z.object({
  id: z.string(),
  side: z.enum(STATEMENT_SIDES),
  /** From 1, in the order of the file. */
  position: z.number().int(),
  date: daySchema,
  due: daySchema.nullable(),
  document_type: z.string(),
  number: z.string(),
  description: z.string(),
  debit: z.string(),
  credit: z.string(),
  effect: z.string(),
  pair_id: z.string().nullable(),
  /** Of a line without a partner: the machine's guess until somebody says otherwise. */
  reason: z.enum(REASON_CODES).nullable(),
  note: z.string().nullable(),
  /** Another one as soon as somebody writes another reason or note: what If-Match of `explainLine` names. */
  version: z.string(),
})
export type Line = z.infer<typeof lineSchema>

export const pairSchema = z.object({
  id: z.string(),
  rule: z.enum(PAIR_RULES),
  /** Percent. */
  confidence: z.number().int(),
  /** Days between its earliest and its latest line. */
  days: z.number().int(),
  /** Ours minus theirs, as "they owe us". */
  difference: z.string(),
  suspicion: z.enum(PAIR_SUSPICIONS).nullable(),
  state: z.enum(PAIR_STATES),
  decided: z.object({ by: z.string(), side: z.enum(STATEMENT_SIDES), at: z.string() }).nullable(),
  ours: z.array(lineSchema),
  theirs: z.array(lineSchema),
})
export type LinePair = z.infer<typeof pairSchema>

/** What one side agreed to; both together make the letter `resolved`. */
export const consentSchema = z.object({
  by: z.string(),
  at: z.string(),
  /** Who books the correction, and until when; null when nothing is left to correct. */
  correction: z.object({ side: z.enum(STATEMENT_SIDES), until: daySchema, note: z.string() }).nullable(),
})
export type Consent = z.infer<typeof consentSchema>

/**
 * `difference`: our balance minus theirs, signed as "they owe us". `explained`: the part of it that lines without a partner
 * and pairs with a difference account for; `open` is what is left. All texts of the letter's currency.
 */
export const comparisonSchema = z.object({
  letter_id: z.string(),
  currency: z.string(),
  ours: statementSchema.nullable(),
  theirs: statementSchema.nullable(),
  run: z
    .object({
      state: z.enum(['queued', 'running', 'done', 'failed']),
      /** Rules done so far, with how many pairs each found. */
      steps: z.array(z.object({ rule: z.enum(PAIR_RULES), pairs: z.number().int() })),
      /** Lines for which more sums were possible than were looked at. */
      cut: z.number().int(),
      started_at: z.string(),
      finished_at: z.string().nullable(),
    })
    .nullable(),
  counts: z.object({
    confirmed: z.number().int(),
    proposed: z.number().int(),
    suspects: z.number().int(),
    only_ours: z.number().int(),
    only_theirs: z.number().int(),
  }),
  difference: z.string().nullable(),
  explained: z.string().nullable(),
  open: z.string().nullable(),
  consent: z.object({ ours: consentSchema.nullable(), theirs: consentSchema.nullable() }),
  /** May the reader upload, decide and agree; why not, as a failure's code. */
  can: z.object({
    upload: z.object({ ok: z.boolean(), code: z.string().nullable() }),
    decide: z.object({ ok: z.boolean(), code: z.string().nullable() }),
    agree: z.object({ ok: z.boolean(), code: z.string().nullable() }),
  }),
  /** Grows with every change of statements, pairs, reasons and consents. */
  rev: z.number().int(),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** By ids, or all proposals of one rule. */
export const decideInput = z
  .object({
    decision: z.enum(['confirmed', 'refused']),
    ids: z.array(z.string().max(64)).min(1).max(500).optional(),
    rule: z.enum(PAIR_RULES).optional(),
  })
  .refine(input => (input.ids === undefined) !== (input.rule === undefined), { path: ['ids'], message: 'required' })
export type DecideInput = z.output<typeof decideInput>

export const pairInput = z.object({
  ours: z.array(z.string().max(64)).min(1).max(20),
  theirs: z.array(z.string().max(64)).min(1).max(20),
})
export type PairInput = z.output<typeof pairInput>

export const explainInput = z.object({
  reason: z.enum(REASON_CODES),
  note: z.string().trim().max(500).nullable().default(null),
})
export type ExplainInput = z.output<typeof explainInput>

export const consentInput = z.object({
  correction: z
    .object({ side: z.enum(STATEMENT_SIDES), until: daySchema, note: z.string().trim().min(1).max(500) })
    .nullable()
    .default(null),
})
export type ConsentInput = z.output<typeof consentInput>
