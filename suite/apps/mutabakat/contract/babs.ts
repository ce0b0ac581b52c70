/** The list of one month's form BA or BS in the order of the declaration, and what the other sides answered. */
import { z } from 'zod'
import { moneySchema, pageOf } from '#platform/contract'
import { documentsSchema, LETTER_STATUSES } from './letter.ts'
import { BABS_FORMS, BABS_SCOPES } from './letter-kind.ts'
import { monthSchema } from './settings.ts'

/** Which declaration. */
export const babsOfSchema = z.object({ month: monthSchema, form: z.enum(BABS_FORMS) })
export type BabsOf = z.output<typeof babsOfSchema>

/**
 * One line of the declaration: the newest version of a letter that is not withdrawn. `no`: its place in the whole list,
 * from 1, by title; a filter does not renumber. `answer_*`: what the other side named, null where it named nothing or
 * agreed. Differences are ours minus theirs. `below_limit`: of less than the month's limit; whether it is declared is for
 * the accountant to say, since documents left out of the letter count for the limit as well.
 */
export const babsRowSchema = z.object({
  no: z.number().int(),
  letter_id: z.string(),
  letter_no: z.string(),
  counterparty: z.object({ id: z.string(), code: z.string() }),
  title: z.string(),
  /** Two letters (ISO 3166). */
  country: z.string(),
  tax_number: z.string().nullable(),
  count: documentsSchema.shape.count,
  scope: z.enum(BABS_SCOPES),
  /** Whole lira without VAT. */
  amount: moneySchema,
  status: z.enum(LETTER_STATUSES),
  answer_count: z.number().int().nullable(),
  answer_amount: moneySchema.nullable(),
  count_difference: z.number().int().nullable(),
  difference: moneySchema.nullable(),
  below_limit: z.boolean(),
})
export type BabsRow = z.infer<typeof babsRowSchema>

/**
 * `totals` are of the whole month, whatever is filtered: `rows` are letters, `unsent` drafts and letters in approval,
 * `waiting` sent and viewed, `silent` expired. `empty`: nothing to declare; that is declared as well.
 */
export const babsListSchema = pageOf(babsRowSchema).extend({
  ...babsOfSchema.shape,
  empty: z.boolean(),
  /** In force in the month; null before the first one of the settings. */
  limit: moneySchema.nullable(),
  totals: z.object({
    rows: z.number().int(),
    count: z.number().int(),
    amount: moneySchema,
    unsent: z.number().int(),
    waiting: z.number().int(),
    agreed: z.number().int(),
    differing: z.number().int(),
    silent: z.number().int(),
    below_limit: z.number().int(),
  }),
})
export type BabsList = z.infer<typeof babsListSchema>
