/** Where a room lives in Redis. No two rooms share a name, whatever companies are called; all names of one room share a slot. */

/** The names of one room. */
export type RoomKeys = {
  /** A hash: epoch, top and what is kept. */
  readonly facts: string
  /** A stream: the kept events, `offset-0`. */
  readonly log: string
  /** What its events are told by, to every node. */
  readonly live: string
  /** `digest`: of a publisher's key. */
  readonly once: (digest: string) => string
}

/** Before all names: several installations may share one Redis. Braces would move a room's names to another slot. */
const PREFIX = /^[A-Za-z0-9_.:-]{1,64}$/

export const isPrefix = (text: string): boolean => PREFIX.test(text)

/** `room` as brokers get it, `name` or `company/name`. */
export const roomKeys = (prefix: string, room: string): RoomKeys => {
  const name = slotted(prefix, room)
  return { facts: name('facts'), log: name('log'), live: name('live'), once: digest => `${name('once')}:${digest}` }
}

/** Names of one room by kind. Stars, quotes and brackets of a company mean something to Redis. */
export const slotted = (prefix: string, room: string): ((kind: string) => string) => {
  const safe = room.replace(/[^A-Za-z0-9_.@=:%/-]/g, escaped)
  return kind => `${prefix}:${kind}:{${safe}}`
}

const escaped = (character: string): string =>
  [...Buffer.from(character)].map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
