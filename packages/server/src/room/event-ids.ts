/** Names of events: random for this life of the process, then a number. Unlike the name of a session, that of an event opens nothing. */
import { randomBytes } from 'node:crypto'

/** 96 random bits before the number, so that no two processes ever name the same. */
export const createEventIds = (): (() => string) => {
  const life = randomBytes(12).toString('base64url')
  let count = 0
  return () => `${life}.${(++count).toString(36)}`
}
