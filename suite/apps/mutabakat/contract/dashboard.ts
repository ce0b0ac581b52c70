/** Where the letters of a company stand, as figures. */
import { z } from 'zod'
import { moneySchema } from '#platform/contract'
import { daySchema, LETTER_STATUSES } from './letter.ts'
import { LETTER_KINDS } from './letter-kind.ts'
import { PERIOD_STATES } from './period.ts'
import { standingSchema } from './standing.ts'

const count = z.number().int()

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
      ...standingSchema.shape,
      differences: z.array(moneySchema),
    }),
  ),
  /** One line for each responsible person, most waiting first; `id` null: nobody. */
  responsibles: z.array(z.object({ id: z.string().nullable(), name: z.string(), ...standingSchema.shape })),
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
