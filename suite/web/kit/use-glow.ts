/** Lets what changed live glow once: `odd` and `even` in turn, because a new animation name starts the animation anew. */
import { useState } from 'react'

export type Glow = 'odd' | 'even' | undefined

/** `version` is anything that differs when the thing changed; the first one never glows unless `fromStart`. */
export const useGlow = (version: string | number | null | undefined, fromStart = false): Glow => {
  const [seen, setSeen] = useState({ version, turns: fromStart ? 1 : 0 })
  if (seen.version !== version) setSeen({ version, turns: seen.turns + 1 })
  if (seen.turns === 0) return undefined
  return seen.turns % 2 === 1 ? 'odd' : 'even'
}
