/** What an accountant of many companies sees of all of them: which periods are not closed, and why. */
import { z } from 'zod'
import { ROLES } from '#platform/contract'
import { daySchema } from './letter.ts'
import { LETTER_KINDS } from './letter-kind.ts'
import { PERIOD_STATES } from './period.ts'

/** `closed_percent`: of the letters that left, how many have an answer that was agreed to. */
export const boardPeriodSchema = z.object({
  id: z.string(),
  kind: z.enum(LETTER_KINDS),
  date: daySchema,
  state: z.enum(PERIOD_STATES),
  total: z.number().int(),
  drafts: z.number().int(),
  waiting: z.number().int(),
  rejected: z.number().int(),
  expired: z.number().int(),
  undelivered: z.number().int(),
  agreed: z.number().int(),
  closed_percent: z.number(),
})

/** `periods` are those that are not closed, the oldest first. `oldest_open`: the day of the first of them. */
export const boardRowSchema = z.object({
  company: z.object({ id: z.string(), slug: z.string(), title: z.string(), role: z.enum(ROLES) }),
  periods: z.array(boardPeriodSchema),
  oldest_open: daySchema.nullable(),
  waiting: z.number().int(),
  rejected: z.number().int(),
  expired: z.number().int(),
  drafts: z.number().int(),
  undelivered: z.number().int(),
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
