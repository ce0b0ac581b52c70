/** Tells "the database is out of reach or full" from a fault of ours: it passes, and may be tried again. */

/** PostgreSQL's own codes (appendix A): connection trouble, shutting down, starting up, no connection left. */
const SQL_STATES = /^(08\w{3}|57P0[1-3]|53[34]00)$/
const SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'])
/** What `pg` says without a code: the pool had nothing free in time, or the server went away in between. */
const SENTENCES = /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection/

export const isOutOfReach = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  if (typeof code === 'string' && SQL_STATES.test(code)) return true
  // A missing file is ENOENT as well; only connecting is meant.
  if (typeof code === 'string' && SYSTEM.has(code) && (syscall === 'connect' || syscall === 'read')) return true
  return SENTENCES.test(error.message) || (error.cause !== undefined && isOutOfReach(error.cause))
}
