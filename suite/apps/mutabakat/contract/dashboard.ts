/** Where the letters of a company stand, as figures. */
import { z } from 'zod'
import { moneySchema } from '#platform/contract'
import { daySchema, LETTER_STATUSES } from './letter.ts'
import { LETTER_KINDS } from './letter-kind.ts'
import { PERIOD_STATES } from './period.ts'

const count = z.number().int()

/** Living letters: neither cancelled, nor archived, nor replaced by a newer version. */
const standing = {
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
}

export const dashboardSchema = z.object({
  counts: z.record(z.enum(LETTER_STATUSES), count),
  undelivered: count,
  total: count,
  closed_percent: z.number(),
  /** Sums of open differences, one a currency, without their signs. */
  differences: z.array(moneySchema),
  /** Newest first, at most 24. */
  periods: z.array(
    z.object({
      id: z.string().nullable(),
      kind: z.enum(LETTER_KINDS),
      balance_date: daySchema,
      state: z.enum(PERIOD_STATES),
      ...standing,
      differences: z.array(moneySchema),
    }),
  ),
  /** One line for each responsible person, most waiting first; `id` null: nobody. */
  responsibles: z.array(z.object({ id: z.string().nullable(), name: z.string(), ...standing })),
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
