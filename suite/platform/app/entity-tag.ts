/** Row versions as ETag and If-Match: nobody overwrites what they have not seen. */
import { fail } from '#platform/contract'

export const entityTag = (version: string | number | bigint): string => `"${version}"`

/** Throws `stale` with the current row when `header` names other versions only. `*` and an absent header fit. */
export const checkIfMatch = (header: string | undefined, version: string | number | bigint, current: unknown): void => {
  if (header === undefined || header.trim() === '*') return
  const named = header.split(',').map(tag => tag.trim().replace(/^W\//, ''))
  if (!named.includes(entityTag(version))) throw fail('stale', { extra: { current } })
}
