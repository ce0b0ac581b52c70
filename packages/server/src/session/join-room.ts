/** Joining: allowed now, opened, judged against the position given, and entered in one step. */
import type { JoinFrame } from '@nabiz/protocol'
import type { PresenceRoom } from '../room/presence-room.ts'
import { Refused } from '../room/refused.ts'
import { roomKey } from '../room/room-key.ts'
import type { Attachment } from './attachment.ts'
import { errorFrameOf } from './error-frame.ts'
import { Membership } from './membership.ts'
import type { SessionParts } from './parts.ts'
import { PresenceWatch } from './presence-watch.ts'
import type { Session } from './session.ts'

export type JoinWish = Pick<JoinFrame, 'room' | 'since' | 'ref' | 'presence'>

/** Answers `room_joined` or `error`. A room joined before is left first, without a word: the new position counts. */
export const joinRoom = async (
  parts: SessionParts,
  session: Session,
  attachment: Attachment,
  wish: JoinWish,
): Promise<void> => {
  const key = roomKey(session.identity.company, wish.room)
  const before = attachment.memberships.get(key)
  if (before) attachment.drop(before)
  try {
    await allowed(parts, session, wish.room)
    if (attachment.ended) return
    if (attachment.memberships.size >= parts.limits.roomsPerSession) throw new Refused('too_many_rooms')
    const names = () => [...attachment.memberships.values()].map(({ name }) => name)
    if (attachment.wire.carries?.([...names(), wish.room]) === false) throw new Refused('too_many_rooms')
    const membership = new Membership(key, wish.room, attachment)
    attachment.memberships.set(key, membership)
    try {
      await enter(parts, session, attachment, membership, wish)
    } catch (error) {
      attachment.drop(membership)
      throw error
    }
    const { user_id, company = null } = session.identity
    parts.audit({ kind: 'joined', user_id, company, session: session.id, room: wish.room })
  } catch (error) {
    if (attachment.ended) return
    session.presence.leave(key)
    attachment.send(errorFrameOf(error, wish, parts.onError, 'join'))
  }
}

/** Resolves when the session may join; asks again if its permissions changed while it was asked. */
const allowed = async (parts: SessionParts, session: Session, room: string): Promise<void> => {
  for (;;) {
    const { permissions, identity } = session
    const yes = await parts.may(identity, room, 'join')
    if (permissions !== session.permissions) continue
    if (yes) return
    const { user_id, company = null } = identity
    parts.audit({ kind: 'join_refused', user_id, company, session: session.id, room, code: 'denied' })
    throw new Refused('denied')
  }
}

const enter = async (
  parts: SessionParts,
  session: Session,
  attachment: Attachment,
  membership: Membership,
  wish: JoinWish,
): Promise<void> => {
  const room = await parts.hub.hold(membership.key)
  const { presence } = room.rules.contract
  let seen: PresenceRoom | null = null
  let entered = false
  try {
    if (presence) seen = await parts.presence.open(session.identity.company, room.name)
    const reset = wish.since ? await room.judge(wish.since, parts.limits.recoveryEvents) : null
    // Left while it was joining: its connection ended, or its permission did.
    if (attachment.ended) return
    if (membership.left) throw new Refused('denied')
    const place = seen && session.presence.join(room.key, room.name, session.identity)
    const watch = place && wish.presence ? new PresenceWatch(place, wish.presence, attachment) : null
    membership.enter(room, wish.since ?? null, reset, wish.ref, watch)
    entered = true
  } finally {
    // From here on the membership holds the room.
    if (!entered) parts.hub.release(room)
    if (seen) parts.presence.release(seen)
  }
}
