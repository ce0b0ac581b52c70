/** A period: all letters of one kind and balance date, opened with the first of them and closed by people. */
import { z } from 'zod'
import { daySchema, LETTER_STATUSES } from './letter.ts'
import { LETTER_KINDS, WRITTEN_KINDS } from './letter-kind.ts'

/**
 * `open`: letters are written. `closing`: no new ones; it closes by itself when no letter waits for an answer.
 * `closed`: nothing is written in it, and what is settled goes to the archive at night.
 */
export const PERIOD_STATES = ['open', 'closing', 'closed'] as const
export type PeriodState = (typeof PERIOD_STATES)[number]

export const periodSchema = z.object({
  id: z.string(),
  kind: z.enum(LETTER_KINDS),
  date: daySchema,
  state: z.enum(PERIOD_STATES),
  counts: z.record(z.enum(LETTER_STATUSES), z.number().int()),
  /** Letters of all states. */
  total: z.number().int(),
  closed_at: z.string().nullable(),
  closed_by: z.string().nullable(),
  /** Why it was closed although letters were unfinished. */
  close_reason: z.string().nullable(),
  /** Closing has to wait for these: drafts, letters in approval or ready, and open answers. */
  unfinished: z.object({ drafts: z.number().int(), waiting: z.number().int() }),
  rev: z.number().int(),
})
export type Period = z.infer<typeof periodSchema>

/** A month of `ba` or `bs` is named by its last day; another day is refused. */
export const periodInput = z.object({ kind: z.enum(WRITTEN_KINDS), date: daySchema })
export type PeriodInput = z.output<typeof periodInput>

/**
 * `now`: refused with `period_not_finished` while something is unfinished, unless `force` with a reason.
 * `answered`: refused while there are drafts; new letters stop, and it closes when the last answer is in or overdue.
 */
export const closeInput = z
  .object({
    when: z.enum(['now', 'answered']).default('now'),
    force: z.boolean().default(false),
    reason: z.string().trim().min(1).max(500).nullable().default(null),
  })
  .refine(input => !input.force || input.reason !== null, { path: ['reason'], message: 'required' })
export type CloseInput = z.output<typeof closeInput>
