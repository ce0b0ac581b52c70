/** Where presence of a room lives in Redis, beside the room's events and in the same slot. */
import { slotted } from './room-keys.ts'

export type PresenceKeys = {
  /** A hash: by node, the number of what it told last. */
  readonly nodes: string
  /** A hash: the members on one node, by name, as JSON. */
  readonly membersOf: (node: string) => string
  /** What every node is told by. */
  readonly told: string
}

/** `room` as the server names it, `name` or `company/name`. */
export const presenceKeys = (prefix: string, room: string): PresenceKeys => {
  const name = slotted(prefix, room)
  return { nodes: name('present'), membersOf: node => `${name('members')}:${node}`, told: name('presence') }
}
