/** Asks anew whether a session may be in each of its rooms, and takes it out of those where it may not. */
import type { SessionParts } from './parts.ts'
import type { Session } from './session.ts'
import type { SessionRegistry } from './session-registry.ts'

/** Asks anew for every session of a user on this node, and for joins that are under way. */
export const recheckUser = async (parts: SessionParts, sessions: SessionRegistry, user_id: string): Promise<void> => {
  const affected = sessions.ofUser(user_id)
  for (const session of affected) session.permissions++
  await Promise.all(affected.map(session => recheckRooms(parts, session)))
}

/** Resolves when every joined room was decided on; the client is told `room_left` where its permission ended. */
export const recheckRooms = async (parts: SessionParts, session: Session): Promise<void> => {
  const { attachment, identity } = session
  if (!attachment) return
  await Promise.all(
    [...attachment.memberships.values()].map(async membership => {
      if (await parts.may(identity, membership.name, 'join')) return
      if (membership.left) return
      const told = membership.entered
      attachment.drop(membership)
      session.presence.leave(membership.key)
      if (told) attachment.send({ type: 'room_left', room: membership.name, reason: 'permission_ended' })
      const { user_id, company = null } = identity
      parts.audit({ kind: 'permission_ended', user_id, company, session: session.id, room: membership.name })
    }),
  )
}
