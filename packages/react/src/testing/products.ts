/** The data that tests of live queries keep: products by id, each with its revision. */
import type { Apply } from '../live-query.ts'

export type Products = Record<string, number>
export type Change = { id: string; rev: number }

/** Sets the product's revision, unless the snapshot has a newer one. */
export const upsert: Apply<Products> = (current, { data }) => {
  const { id, rev } = data as Change
  return (current[id] ?? 0) >= rev ? undefined : { ...current, [id]: rev }
}
