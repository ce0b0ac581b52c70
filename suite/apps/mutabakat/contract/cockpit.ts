/** The cockpit of one period: where it stands, how answers come in, when it may be done, and who has how much left. */
import { z } from 'zod'
import { daySchema } from './letter.ts'
import { periodSchema } from './period.ts'
import { standingSchema } from './standing.ts'

const count = z.number().int()

/**
 * `unknown` says why: no letter is out, too few answers for a pace, or it would take more than a year of working days.
 * `range`: two times out of three it is over between `from` and `to`, `likely` the middle of what was looked at. `basis`:
 * this period's own pace, how earlier ones of its kind ended, or both; `earlier`: how many of those.
 */
export const closingRangeSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('done') }),
  z.object({ is: z.literal('unknown'), why: z.enum(['nothing_sent', 'few_answers', 'too_far']) }),
  z.object({
    is: z.literal('range'),
    from: daySchema,
    likely: daySchema,
    to: daySchema,
    basis: z.enum(['pace', 'earlier', 'both']),
    earlier: count,
  }),
])
export type ClosingRange = z.infer<typeof closingRangeSchema>

/** What happened on one day where the company is. `works`: neither a weekend nor a holiday. */
export const flowDaySchema = z.object({ day: daySchema, works: z.boolean(), sent: count, answered: count })
export type FlowDay = z.infer<typeof flowDaySchema>

/** One responsible person, or nobody (`id` null), with the letters of the period that are theirs. */
export const laneSchema = z.object({
  id: z.string().nullable(),
  name: z.string(),
  /** False for somebody who left the company and still has letters. */
  is_member: z.boolean(),
  ...standingSchema.shape,
  /** Counterparties with a letter that is unfinished: unsent, waiting, not agreed or unanswered. */
  unfinished: count,
})
export type Lane = z.infer<typeof laneSchema>

export const cockpitSchema = z.object({
  period: periodSchema,
  standing: standingSchema,
  /** From the first letter out to today, at most 62 days; `before`: what came earlier than those. */
  flow: z.object({ before: z.object({ sent: count, answered: count }), days: z.array(flowDaySchema) }),
  forecast: closingRangeSchema,
  /** Most unfinished first; members without letters last. */
  lanes: z.array(laneSchema),
  /** Newest first, at most 20. */
  recent: z.array(
    z.object({
      letter_id: z.string(),
      no: z.string(),
      counterparty: z.string(),
      action: z.enum(['mutabakat_sent', 'mutabakat_viewed', 'mutabakat_approved', 'mutabakat_rejected']),
      actor: z.string().nullable(),
      at: z.string(),
    }),
  ),
  /** Whose counterparties the reader may hand over: everybody's, their own, or nobody's. */
  can: z.object({ hand_over: z.enum(['all', 'own', 'none']) }),
})
export type Cockpit = z.infer<typeof cockpitSchema>

/** A counterparty in a lane, with its unfinished letters of the period. */
export const laneRowSchema = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  /** Of the card; a hand-over names it. */
  rev: count,
  unsent: count,
  waiting: count,
  rejected: count,
  expired: count,
  undelivered: count,
})
export type LaneRow = z.infer<typeof laneRowSchema>

const person = z.string().max(64).nullable()

/** Null for nobody. Counterparties with the `rev` their lane showed. */
export const handOverInput = z.object({
  from: person,
  to: person,
  counterparties: z
    .array(z.object({ id: z.string().max(64), rev: count }))
    .min(1)
    .max(500),
})
export type HandOverInput = z.output<typeof handOverInput>

/** With their new `rev`, so that the way back can name it; `letters`: how many went along. */
export const handOverSchema = z.object({
  counterparties: z.array(z.object({ id: z.string(), rev: count })),
  letters: count,
})
export type HandOver = z.infer<typeof handOverSchema>

/** What a stale hand-over is refused with: whose they are now. `responsible` null: nobody's. */
export type HeldByOther = {
  id: string
  title: string
  rev: number
  responsible: { id: string; name: string } | null
}
