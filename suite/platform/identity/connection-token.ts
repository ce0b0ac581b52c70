/** The ten-minute token that opens a live connection: signed for one session, and good only while that session lives. */
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Auth } from './auth.ts'
import { TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TTL_S } from './auth-options.ts'
import type { LiveSession, Sessions } from './sessions.ts'

/** `code` is the close code of the wire: 4500 no good, 4501 expired, 4502 the session ended. Times are Unix ms. */
export type TokenCheck =
  | { ok: true; user_id: string; session_id: string; name: string; expires_at: number }
  | { ok: false; code: 4500 | 4501 | 4502; reason: string }

export type ConnectionTokens = {
  issue(session: LiveSession): Promise<{ token: string; expires_at: number }>
  verify(token: string): Promise<TokenCheck>
  keys(): Promise<JSONWebKeySet>
}

/** Tokens with unknown key ids cannot make us read the keys more often than this. */
const REREAD_MS = 10_000

export const createConnectionTokens = (options: {
  auth: Auth
  sessions: Sessions
  now: () => Date
}): ConnectionTokens => {
  const { auth, sessions, now } = options
  let kept: { find: JWTVerifyGetKey; read_at: number } | null = null

  const keys = async (): Promise<JSONWebKeySet> => (await auth.api.getJwks()) as JSONWebKeySet

  const readKeys = async () => {
    kept = { find: createLocalJWKSet(await keys()), read_at: now().getTime() }
    return kept
  }

  const check = async (token: string, find: JWTVerifyGetKey) =>
    jwtVerify(token, find, {
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      algorithms: ['EdDSA'],
      requiredClaims: ['sub', 'sid', 'exp', 'iat'],
      currentDate: now(),
    })

  const checkWithKeys = async (token: string) => {
    const known = kept ?? (await readKeys())
    try {
      return await check(token, known.find)
    } catch (error) {
      const stale = now().getTime() - known.read_at > REREAD_MS
      if (!(error instanceof errors.JWKSNoMatchingKey) || !stale) throw error
      return check(token, (await readKeys()).find)
    }
  }

  return {
    keys,
    async issue(session) {
      const iat = Math.floor(now().getTime() / 1000)
      // Never longer than the session itself.
      const exp = Math.min(iat + TOKEN_TTL_S, Math.floor(session.expires_at / 1000))
      const payload = { sub: session.user.id, sid: session.session_id, name: session.user.name, iat, exp }
      const { token } = await auth.api.signJWT({ body: { payload } })
      return { token, expires_at: exp * 1000 }
    },
    async verify(token) {
      try {
        const { payload } = await checkWithKeys(token)
        const { sub, sid, name, exp } = payload
        if (typeof sid !== 'string' || typeof sub !== 'string') return refused(4500, 'claims are not text')
        const session = await sessions.ofId(sid)
        if (session?.user.id !== sub) return refused(4502, 'the session ended')
        return { ok: true, user_id: sub, session_id: sid, name: String(name ?? ''), expires_at: exp! * 1000 }
      } catch (error) {
        if (error instanceof errors.JWTExpired) return refused(4501, 'the token expired')
        // Anything else of jose is about the token; a lost database is not, and must not look like a bad token.
        if (error instanceof errors.JOSEError) return refused(4500, 'the token is not valid')
        throw error
      }
    },
  }
}

const refused = (code: 4500 | 4501 | 4502, reason: string): TokenCheck => ({ ok: false, code, reason })
