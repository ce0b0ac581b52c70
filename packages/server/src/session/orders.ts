/** Orders about people: given to all nodes by the one that was asked, and obeyed by those that hear of them. */
import type { CommandParts } from './commands.ts'
import type { Control, Order } from './control.ts'
import { type DisconnectTarget, disconnectSessions, fits, whoseOf } from './disconnect-sessions.ts'
import { recheckUser } from './recheck-rooms.ts'
import type { Revoked } from './revocations.ts'
import type { SessionRegistry } from './session-registry.ts'

/** Gives how many sessions were ended. */
export const obeyOrder = async (
  parts: CommandParts,
  sessions: SessionRegistry,
  control: Control,
  order: Order,
): Promise<number> => {
  if (order.kind === 'refresh_permissions') {
    await recheckUser(parts, sessions, order.user_id)
    return 0
  }
  const { target, revoke, at } = order
  if (!revoke) return disconnectSessions(parts, sessions, target, false)
  if (!('session' in target)) return endRevoked(parts, sessions, target, at)
  // Only the session's own node knows whose it is, so that one keeps the revocation and tells the others.
  return sessions.get(target.session) ? disconnectEverywhere(parts, sessions, control, target, true) : 0
}

/** Ends sessions here, as {@link disconnectSessions}, and on every other node. Gives how many in all. */
export const disconnectEverywhere = async (
  parts: CommandParts,
  sessions: SessionRegistry,
  control: Control,
  target: DisconnectTarget,
  revoke: boolean,
): Promise<number> => {
  const named = revoke && 'session' in target ? sessions.get(target.session) : undefined
  const meant = named ? whoseOf(named.identity) : target
  const at = parts.now()
  const ended = await Promise.all([
    disconnectSessions(parts, sessions, meant, revoke),
    control.tell({ kind: 'disconnect', target: meant, revoke, at }),
  ])
  return ended[0] + ended[1]
}

/** A revocation may be told again long after: sessions that began with a newer token stay. */
const endRevoked = (parts: CommandParts, sessions: SessionRegistry, whose: Revoked, at: number): number => {
  if (!parts.revocations.learn({ whose, at })) return 0
  const meant = [...sessions.all()].filter(session => {
    const { issued_at } = session.identity
    return fits(whose, session) && (issued_at === undefined || parts.revocations.covers(session.identity))
  })
  for (const session of meant) {
    const { user_id, company = null } = session.identity
    parts.audit({ kind: 'revoked', user_id, company, session: session.id })
    sessions.end(session, 4502)
  }
  return meant.length
}
