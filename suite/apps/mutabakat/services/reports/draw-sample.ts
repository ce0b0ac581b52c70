/** Draws a sample that anybody draws again from the same letters and the same seed. */
import { createHash } from 'node:crypto'

/** The `size` ids with the smallest SHA-256 of `seed:id`, in the order they came. */
export const drawSample = (ids: readonly string[], size: number, seed: string): string[] => {
  const drawn = ids
    .map(id => ({ id, rank: createHash('sha256').update(`${seed}:${id}`).digest('hex') }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
  const chosen = new Set(drawn.map(one => one.id))
  return ids.filter(id => chosen.has(id))
}
