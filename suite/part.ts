/** Which part of the work a process does: all of it, or one side of two that share a database. */

/**
 * - `all`: serves and works, as `npm start` does.
 * - `web`: serves screens, API and live connections; its jobs wait for a worker.
 * - `worker`: works on jobs and serves nobody.
 */
export const PARTS = ['all', 'web', 'worker'] as const
export type Part = (typeof PARTS)[number]
