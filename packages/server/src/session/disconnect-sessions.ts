/** Ends connections from the application's side, and with `revoke` makes older tokens worthless, here and in the store. */
import type { Identity } from '../room/identity.ts'
import type { SessionParts } from './parts.ts'
import type { Revocations, Revoked } from './revocations.ts'
import type { Session } from './session.ts'
import type { SessionRegistry } from './session-registry.ts'

/** One session by its name, a sign-in, a user (of one company where it is named too), or everybody of a company. */
export type DisconnectTarget = { readonly session: string } | Revoked

type Parts = Pick<SessionParts, 'audit'> & { readonly revocations: Revocations }

/** A sign-in without a name cannot be told from the user's others: then all of them are meant. */
export const whoseOf = ({ sid, user_id, company }: Identity): Revoked =>
  sid === undefined ? { user_id, ...(company !== undefined && { company }) } : { sid }

export const fits = (whose: Revoked, { identity }: Session): boolean => {
  if ('sid' in whose) return identity.sid === whose.sid
  if ('user_id' in whose)
    return identity.user_id === whose.user_id && (whose.company === undefined || identity.company === whose.company)
  return identity.company === whose.company
}

/**
 * Ends with 4005, or 4502 with `revoke`; gives how many sessions were ended. Connections end before this returns for
 * the first time; it resolves when the revocation is kept, and rejects when the store could not: then it counts until
 * the process ends.
 */
export const disconnectSessions = async (
  parts: Parts,
  sessions: SessionRegistry,
  target: DisconnectTarget,
  revoke: boolean,
): Promise<number> => {
  const named = 'session' in target ? sessions.get(target.session) : undefined
  const whose = 'session' in target ? (named && revoke ? whoseOf(named.identity) : null) : target
  const meant = whose === null ? (named ? [named] : []) : [...sessions.all()].filter(session => fits(whose, session))
  const kept = revoke && whose !== null ? parts.revocations.add(whose) : null
  for (const session of meant) {
    const { user_id, company = null } = session.identity
    if (revoke) parts.audit({ kind: 'revoked', user_id, company, session: session.id })
    sessions.end(session, revoke ? 4502 : 4005)
  }
  await kept
  return meant.length
}
