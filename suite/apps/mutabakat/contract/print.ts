/** Many letters in one PDF to print: which, and how. */
import { z } from 'zod'
import { listQuery } from '#platform/contract'
import { letterFilters } from './routes/letters.ts'

/** Most letters of one printed file. */
export const MAX_PRINTED = 1_000

/**
 * `list`: filters, search and order of the list of letters, as its own query has them; `ids` narrows to the chosen ones.
 * Of a letter with several versions the newest is printed, withdrawn ones are left out. `double_sided`: each begins on an
 * odd page.
 */
export const printInput = z.object({
  ids: z.array(z.string().max(64)).min(1).max(MAX_PRINTED).optional(),
  list: z.object({ q: listQuery.q, sort: listQuery.sort, ...letterFilters }).default({}),
  double_sided: z.boolean().default(false),
})
export type PrintInput = z.output<typeof printInput>
