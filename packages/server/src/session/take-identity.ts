/** A token → who it stands for, or the code it is refused with. Expiry and revocation are checked here, every time. */
import type { CloseCode, ErrorCode } from '@nabiz/protocol'
import { ConnectRefused, type Identity } from '../room/identity.ts'
import type { SessionParts } from './parts.ts'
import type { Revocations } from './revocations.ts'

/** `close` is what a connection that has nothing else ends with; 1011 = a fault of ours, come back. */
export type Taken =
  | { readonly ok: true; readonly identity: Identity }
  | {
      readonly ok: false
      readonly close: CloseCode | 1011
      readonly error: ErrorCode
      readonly reason: string
      readonly retry_after_ms?: number
    }

const ERROR_OF = { 4500: 'token_invalid', 4501: 'token_expired', 4502: 'token_revoked' } as const

export type IdentityParts = Pick<SessionParts, 'authenticate' | 'now' | 'onError'> & {
  readonly revocations: Revocations
}

export const takeIdentity = async (parts: IdentityParts, token: string): Promise<Taken> => {
  let identity: Identity
  try {
    await parts.revocations.loaded()
    identity = await parts.authenticate(token)
  } catch (error) {
    if (error instanceof ConnectRefused) {
      return { ok: false, close: error.code, error: ERROR_OF[error.code], reason: error.reason }
    }
    parts.onError(error, 'authenticate')
    return {
      ok: false,
      close: 1011,
      error: 'unavailable',
      reason: 'The token could not be checked',
      retry_after_ms: 1_000,
    }
  }
  return checkIdentity(parts, identity)
}

/** The part that time changes: for an identity that was proved before. */
export const checkIdentity = (parts: Pick<IdentityParts, 'now' | 'revocations'>, identity: Identity): Taken => {
  const { expires_at } = identity
  if (expires_at !== undefined && expires_at <= parts.now()) {
    return { ok: false, close: 4501, error: 'token_expired', reason: 'The token ran out' }
  }
  if (parts.revocations.covers(identity)) {
    return { ok: false, close: 4502, error: 'token_revoked', reason: 'The sign-in was ended' }
  }
  return { ok: true, identity }
}
