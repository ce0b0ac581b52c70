/** The one shape of lists: `?q=&filter[x]=&sort=-created_at&limit=50&cursor=` → a page with opaque cursors. */
import { z } from 'zod'

/** `total` is counted up to 10,000; beyond it `total_is_exact` is false. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next_cursor: z.string().nullable(),
    prev_cursor: z.string().nullable(),
    total: z.number().int(),
    total_is_exact: z.boolean(),
  })
export type Page<Item> = {
  items: Item[]
  next_cursor: string | null
  prev_cursor: string | null
  total: number
  total_is_exact: boolean
}

/** The query members every list takes; lists add their own `filter[x]` members. */
export const listQuery = {
  q: z.string().max(200).optional(),
  sort: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
}
