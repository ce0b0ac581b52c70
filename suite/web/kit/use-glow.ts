/** Lets what changed live glow once: `odd` and `even` in turn, because a new animation name starts the animation anew. */
import { useState } from 'react'

export type Glow = 'odd' | 'even' | undefined

/** Anything that differs when the thing changed; undefined while nothing is shown yet. */
export type Version = string | number | null | undefined

type Seen = { version: Version; turns: number }

/** Arriving is no change, and neither is going away. Pure. */
export const nextGlow = (seen: Seen, version: Version): Seen => ({
  version,
  turns: seen.version === undefined || version === undefined ? 0 : seen.turns + 1,
})

export const glowOf = ({ turns }: Pick<Seen, 'turns'>): Glow =>
  turns === 0 ? undefined : turns % 2 === 1 ? 'odd' : 'even'

/** The first version that is shown never glows unless `fromStart`. */
export const useGlow = (version: Version, fromStart = false): Glow => {
  const [seen, setSeen] = useState<Seen>({ version, turns: fromStart ? 1 : 0 })
  if (seen.version !== version) setSeen(nextGlow(seen, version))
  return glowOf(seen)
}
