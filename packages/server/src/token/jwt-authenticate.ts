/** Checks JSON Web Tokens for `createServer({ authenticate })`: signature, times, purpose, then claims. */
import { decodeProtectedHeader, errors, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose'
import { ConnectRefused, type Identity } from '../room/identity.ts'
import { readClaims } from './read-claims.ts'
import { type KeySource, type VerificationKeys, verificationKeys } from './verification-keys.ts'

export type JwtOptions = KeySource & {
  /** The `iss` a token must have. Absent: not asked. */
  issuer?: string
  /** The `aud` a token must have. Absent: a token made for a named audience is refused. */
  audience?: string
  /** However late its `exp`, a token ends so long after its `iat`. Default 24 h, as long as revocations are remembered. */
  maxAgeMs?: number
  /** ms since 1970. Default `Date.now`. */
  now?: () => number
}

const DAY = 86_400_000
/** Clocks of two machines differ by a little; only a start in the future is forgiven, never an end. */
const CLOCK_MS = 10_000
/** Headers that name a key: whoever follows them asks the forger which key to trust. */
const NAMING_A_KEY = ['jku', 'jwk', 'x5u', 'x5c'] as const

/**
 * Throws a TypeError for keys and algorithms that contradict each other.
 * The function it gives throws {@link ConnectRefused} 4500 or 4501; anything else means that keys could not be read.
 * @example createServer({ authenticate: jwtAuthenticate({ secret: 'at least 32 bytes, known to both servers' }) })
 */
export const jwtAuthenticate = (options: JwtOptions): ((token: string) => Promise<Identity>) => {
  const keys = verificationKeys(options)
  const { issuer, audience, maxAgeMs = DAY, now = Date.now } = options
  return async token => {
    const header = readHeader(token)
    const at = now()
    const claims = await verify(token, header, keys, new Date(at))
    if (issuer !== undefined && claims.iss !== issuer) throw new ConnectRefused(4500, 'The token has another issuer')
    checkPurpose(claims, audience)
    const identity = readClaims(claims, maxAgeMs)
    if (identity.issued_at > at + CLOCK_MS) throw new ConnectRefused(4500, 'The token is not issued yet')
    if (identity.expires_at <= at) throw new ConnectRefused(4501, 'The token ran out')
    return identity
  }
}

const readHeader = (token: string): JWTHeaderParameters => {
  if (token === '') throw new ConnectRefused(4500, 'The token is missing')
  try {
    const header = decodeProtectedHeader(token) as JWTHeaderParameters
    if (NAMING_A_KEY.some(name => name in header)) throw new ConnectRefused(4500, 'The token brings its own key')
    // `typ` keeps tokens for refreshing, for logging out and the like from opening a connection (RFC 8725, 3.11).
    const { typ } = header
    if (typ !== undefined && !/^(?:application\/)?(?:at\+)?jwt$/i.test(String(typ)))
      throw new ConnectRefused(4500, 'The token is for something else')
    return header
  } catch (error) {
    if (error instanceof ConnectRefused) throw error
    throw new ConnectRefused(4500, 'The token is no JSON Web Token')
  }
}

const verify = async (
  token: string,
  header: JWTHeaderParameters,
  keys: VerificationKeys,
  currentDate: Date,
): Promise<JWTPayload> => {
  if (!(keys.algorithms as readonly string[]).includes(header.alg))
    throw new ConnectRefused(4500, 'The token has an algorithm that is not allowed')
  const algorithms = [...keys.algorithms]
  for (const key of await keys.find(header)) {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms, currentDate, clockTolerance: 0 })
      return payload
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new ConnectRefused(4501, 'The token ran out')
      if (error instanceof errors.JWSSignatureVerificationFailed) continue
      if (error instanceof errors.JOSEError) throw new ConnectRefused(4500, 'The token is bad')
      throw error
    }
  }
  throw new ConnectRefused(4500, 'The token is signed with a key that is not known')
}

/** A token that was made for another reader or another use opens nothing, however well it is signed. */
const checkPurpose = (claims: JWTPayload, audience: string | undefined): void => {
  const meant = claims.aud === undefined ? [] : [claims.aud].flat()
  const forUs = audience === undefined ? meant.length === 0 : meant.includes(audience)
  if (!forUs) throw new ConnectRefused(4500, 'The token is for another audience')
  const { token_use, purpose } = claims
  const used = (token_use ?? 'access') === 'access' && (purpose ?? 'connect') === 'connect'
  if (!used) throw new ConnectRefused(4500, 'The token is for something else')
}
