/** What an accountant of many companies sees of all of them: which periods are not closed, and why. */
import { z } from 'zod'
import { ROLES } from '#platform/contract'
import { daySchema } from './letter.ts'
import { LETTER_KINDS } from './letter-kind.ts'
import { PERIOD_STATES } from './period.ts'
import { standingSchema } from './standing.ts'

export const boardPeriodSchema = standingSchema.extend({
  id: z.string(),
  kind: z.enum(LETTER_KINDS),
  date: daySchema,
  state: z.enum(PERIOD_STATES),
})

/** `periods` are those that are not closed, the oldest first. `oldest_open`: the day of the first of them. */
export const boardRowSchema = z.object({
  company: z.object({ id: z.string(), slug: z.string(), title: z.string(), role: z.enum(ROLES) }),
  periods: z.array(boardPeriodSchema),
  oldest_open: daySchema.nullable(),
  /** Of its open periods together. */
  standing: standingSchema,
  last_answer_at: z.string().nullable(),
})
export type BoardRow = z.infer<typeof boardRowSchema>

export const boardSchema = z.object({
  companies: z.number().int(),
  /** Companies without an open period. */
  closed: z.number().int(),
  items: z.array(boardRowSchema),
})
export type Board = z.infer<typeof boardSchema>
