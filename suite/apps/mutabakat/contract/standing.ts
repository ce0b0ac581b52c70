/** How some letters stand, as figures: of a period, a person, a company. */
import { z } from 'zod'

const count = z.number().int()

/** Living letters: neither cancelled, nor archived, nor replaced by a newer version. */
export const standingSchema = z.object({
  total: count,
  /** Draft, waiting for approval, or ready. */
  draft: count,
  sent: count,
  viewed: count,
  /** Sent and viewed together. */
  waiting: count,
  /** Agreed, in the end also after a difference was resolved. */
  approved: count,
  rejected: count,
  /** The day of the answer passed in silence. */
  expired: count,
  undelivered: count,
  /** Answered of all, 0–100 with one decimal. */
  closed_percent: z.number(),
})
export type Standing = z.infer<typeof standingSchema>
