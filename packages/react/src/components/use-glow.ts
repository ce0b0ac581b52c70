/** Lets what changed live glow once: `odd` and `even` in turn, because a new animation name starts the animation anew. */
import { useState } from 'react'

export type Glow = 'odd' | 'even' | undefined

/** `version` differs when the thing changed. The first one does not glow, nor does what comes after null. */
export const useGlow = (version: string | number | null): Glow => {
  const [seen, setSeen] = useState({ version, turns: 0 })
  if (seen.version !== version) setSeen({ version, turns: seen.version === null ? seen.turns : seen.turns + 1 })
  if (seen.turns === 0) return undefined
  return seen.turns % 2 === 1 ? 'odd' : 'even'
}
