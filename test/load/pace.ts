/** Time that passes because the world is so: a client's pause before it returns, and the beat of a load. Never a wait for something. */
import { setTimeout as after } from 'node:timers/promises'

/** Resolves after `ms`. */
export const pace = (ms: number): Promise<void> => after(ms)
