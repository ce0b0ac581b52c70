/** Waits for a condition by looking again and again, for conditions that no event tells. */
import { setTimeout as pause } from 'node:timers/promises'

/** False when it did not come true within `ms`. */
export const came = async (condition: () => boolean, ms = 10_000): Promise<boolean> => {
  for (const end = performance.now() + ms; performance.now() < end; await pause(5)) if (condition()) return true
  return condition()
}

/** Throws with `what` when it did not come true within `ms`. */
export const until = async (what: string, condition: () => boolean, ms = 10_000): Promise<void> => {
  if (!(await came(condition, ms))) throw new Error(`no ${what} within ${ms} ms`)
}
