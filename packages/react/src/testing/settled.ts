/** Waits for what needs no clock: promises and React Query's notices. */
import { notifyManager } from '@tanstack/react-query'

/** Everything that is already decided has happened: promises first, then React Query's own queue of notices. */
export const settled = () => new Promise<void>(resolve => setImmediate(() => notifyManager.schedule(resolve)))
