/** A batch: letters chosen together, and when they go out. */
import { z } from 'zod'
import { moneySchema } from '#platform/contract'
import { COUNTERPARTY_KINDS } from './counterparty.ts'
import { daySchema, letterRowSchema, SIDES } from './letter.ts'

const id = z.string().max(64)

/**
 * Where its letters come from. `letters`: free choice. `import`: those an import wrote. `period`: drafts of a period.
 * `copy`: new drafts for the counterparties of a period, with its balances, at another date of the same kind.
 */
export const batchSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('letters'), ids: z.array(id).min(1).max(10_000) }),
  z.object({ kind: z.literal('import'), import_id: id }),
  z.object({ kind: z.literal('period'), period_id: id }),
  z.object({ kind: z.literal('copy'), period_id: id, date: daySchema }),
])
export type BatchSource = z.output<typeof batchSourceSchema>

/** All members narrow. Amounts are of the letter's own currency, both ends included. */
export const batchFilterSchema = z.object({
  /** Only letters whose balance is not zero. */
  non_zero: z.boolean().default(false),
  min: moneySchema.shape.amount.nullable().default(null),
  max: moneySchema.shape.amount.nullable().default(null),
  responsible_id: id.nullable().default(null),
  /** Customers, suppliers, or cards that are both. */
  party: z.enum(COUNTERPARTY_KINDS).nullable().default(null),
  /** The cards' own group, as the ledger names it. */
  group_code: z.string().trim().max(40).nullable().default(null),
})
export type BatchFilter = z.output<typeof batchFilterSchema>

/**
 * `none`: only gathered (and, for a copy, written). `now`: at once. `workday`: on the first working day from `from`
 * (absent: today) at `time` in the company's zone; official holidays are passed over unless the settings send on them.
 */
export const batchPlanSchema = z.discriminatedUnion('when', [
  z.object({ when: z.literal('none') }),
  z.object({ when: z.literal('now') }),
  z.object({
    when: z.literal('workday'),
    from: daySchema.nullable().default(null),
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .default('09:30'),
  }),
])
export type BatchPlan = z.output<typeof batchPlanSchema>

export const batchSelectionSchema = z.object({ source: batchSourceSchema, filter: batchFilterSchema.prefault({}) })
export type BatchSelection = z.output<typeof batchSelectionSchema>

export const batchInput = batchSelectionSchema.extend({
  title: z.string().trim().min(1).max(150),
  plan: batchPlanSchema,
})
export type BatchInput = z.output<typeof batchInput>

/** What would be gathered: figures, and the first five as they are (of a copy: as they were). */
export const batchPreviewSchema = z.object({
  total: z.number().int(),
  /** One a currency and side: what others owe us and what we owe them is no one figure. */
  sums: z.array(moneySchema.extend({ side: z.enum(SIDES) })),
  /** They would be submitted, not sent. */
  needs_approval: z.number().int(),
  /** Neither the card nor a contact of it has a mail address or a mobile number. */
  no_contact: z.number().int(),
  letters: z.array(letterRowSchema),
})
export type BatchPreview = z.infer<typeof batchPreviewSchema>

/**
 * `gathered`: without a plan. `scheduled`: waits for its hour. Both may be planned anew and called off. `running`, `done`,
 * `stopped` are its task's: stopped by somebody or by an error, what was not sent yet stays as it is. It is `done` once none
 * of its letters is leaving any more.
 */
export const BATCH_STATES = ['gathered', 'scheduled', 'running', 'done', 'stopped', 'cancelled'] as const
export type BatchState = (typeof BATCH_STATES)[number]

export const batchSchema = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }),
  source: batchSourceSchema,
  plan: batchPlanSchema,
  state: z.enum(BATCH_STATES),
  send_at: z.string().nullable(),
  task_id: z.string().nullable(),
  total: z.number().int(),
  /** Of its letters, as they stand now. `leaving`: on their way to the mail server; drafts and ready ones are without them. */
  counts: z.object({
    leaving: z.number().int(),
    draft: z.number().int(),
    pending_approval: z.number().int(),
    ready: z.number().int(),
    waiting: z.number().int(),
    answered: z.number().int(),
    expired: z.number().int(),
    ended: z.number().int(),
    undelivered: z.number().int(),
  }),
  created_at: z.string(),
  finished_at: z.string().nullable(),
  rev: z.number().int(),
})
export type Batch = z.infer<typeof batchSchema>
