/** The frames of presence: what a member says of itself, and a page of who is there. */
import type { PresenceFrame, PresenceListFrame } from '@nabiz/protocol'
import { Refused } from '../room/refused.ts'
import { roomKey } from '../room/room-key.ts'
import type { Attachment } from './attachment.ts'
import type { SessionParts } from './parts.ts'
import type { Session } from './session.ts'

const kept = (parts: SessionParts, room: string): void => {
  if (!parts.presence.keeps(room)) throw new Refused('denied', 'The room keeps no presence')
}

/** Answered by nothing but what the watchers of the room see. Throws `Refused`. */
export const setPresence = (
  parts: SessionParts,
  session: Session,
  attachment: Attachment,
  { room, tab, state }: PresenceFrame,
): void => {
  const key = roomKey(session.identity.company, room)
  if (!attachment.memberships.get(key)?.entered) throw new Refused('not_joined')
  kept(parts, room)
  session.presence.set(key, tab, state, session.identity, parts.limits)
}

/** Throws `Refused`. */
export const listPresence = async (
  parts: SessionParts,
  session: Session,
  attachment: Attachment,
  { room, after = '', limit, ref }: PresenceListFrame,
): Promise<void> => {
  // An answer is read only by who took what came before: many questions at once cost one answer of memory.
  await attachment.queue.whenIdle()
  if (!(await parts.may(session.identity, room, 'join'))) throw new Refused('denied')
  kept(parts, room)
  const { company } = session.identity
  const page = await parts.presence.whole(company, room, () => parts.presence.page(company, room, after, limit))
  const { members, version, count, more } = page
  const head = JSON.stringify({ type: 'presence_list', ref, room, version, count, more })
  attachment.sendJson(`${head.slice(0, -1)},"members":[${members.join(',')}]}`)
}
