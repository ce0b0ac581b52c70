/** Where keys come from: configuration alone, never a token. A token's `kid` only chooses among them. */
import { createPublicKey, createSecretKey, type KeyObject, type webcrypto } from 'node:crypto'
import { createRemoteJWKSet, customFetch, errors, type JWK, type JWTHeaderParameters } from 'jose'
import type { Algorithm, PublicAlgorithm } from './algorithms.ts'
import { fetchSmall } from './fetch-small.ts'

/** Exactly one source of keys. Several secrets or keys: a new one beside an old one while tokens of both live. */
export type KeySource =
  | { secret: string | readonly string[]; algorithms?: readonly 'HS256'[] }
  /** PEM (`BEGIN PUBLIC KEY`) or JWK. */
  | { publicKeys: readonly (string | JWK)[]; algorithms: readonly PublicAlgorithm[] }
  /** Read when a token comes, kept for ten minutes; an unknown `kid` reads it again, at most every 30 s. */
  | { jwks: URL; algorithms: readonly PublicAlgorithm[] }

type VerificationKey = KeyObject | webcrypto.CryptoKey

export type VerificationKeys = {
  readonly algorithms: readonly Algorithm[]
  /** Keys that may have signed a token with this header; none when it names one we do not have. Rejects when they cannot be read. */
  readonly find: (header: JWTHeaderParameters) => Promise<readonly VerificationKey[]>
}

/** A set of keys is a few kilobytes. */
const KEY_SET = { bytes: 1024 * 1024, timeout_ms: 5_000 }

/** Addresses nobody stands between. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Throws a TypeError for sources that contradict each other: the process must not start with them. */
export const verificationKeys = (source: KeySource): VerificationKeys => {
  const named = (['secret', 'publicKeys', 'jwks'] as const).filter(name => name in source)
  if (named.length !== 1) throw new TypeError('a token needs exactly one of secret, publicKeys and jwks')
  if ('secret' in source) return bySecret(source)
  const { algorithms } = source
  if (algorithms.length === 0) throw new TypeError('algorithms: name at least one')
  // The public key of RS256 taken as the secret of HS256 is the oldest forgery there is.
  if ((algorithms as readonly string[]).includes('HS256')) throw new TypeError('algorithms: HS256 needs a secret')
  return { algorithms, find: 'jwks' in source ? byUrl(source.jwks) : byPublicKeys(source.publicKeys, algorithms) }
}

const bySecret = ({ secret, algorithms }: Extract<KeySource, { secret: unknown }>): VerificationKeys => {
  const secrets = typeof secret === 'string' ? [secret] : secret
  if (secrets.length === 0 || secrets.includes('')) throw new TypeError('secret: expected a text')
  if (algorithms?.some(one => one !== 'HS256')) throw new TypeError('algorithms: a secret checks HS256 alone')
  const keys = secrets.map(one => createSecretKey(one, 'utf8'))
  return { algorithms: ['HS256'], find: async () => keys }
}

/** What a key checks, by its kind. */
const algorithmOf = (key: KeyObject): PublicAlgorithm | null => {
  if (key.asymmetricKeyType === 'rsa') return 'RS256'
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA'
  return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : null
}

const byPublicKeys = (
  given: readonly (string | JWK)[],
  algorithms: readonly PublicAlgorithm[],
): VerificationKeys['find'] => {
  if (given.length === 0) throw new TypeError('publicKeys: name at least one')
  const keys = given.map((one, index) => {
    const key = createPublicKey(typeof one === 'string' ? one : { key: one as webcrypto.JsonWebKey, format: 'jwk' })
    const algorithm = algorithmOf(key)
    if (algorithm === null || !algorithms.includes(algorithm))
      throw new TypeError(`publicKeys[${index}]: a key for none of ${algorithms.join(', ')}`)
    return { key, algorithm, kid: typeof one === 'string' ? undefined : one.kid }
  })
  return async ({ alg, kid }) =>
    keys
      .filter(one => one.algorithm === alg && (one.kid === undefined || kid === undefined || one.kid === kid))
      .map(({ key }) => key)
}

const byUrl = (url: URL): VerificationKeys['find'] => {
  if (url.protocol !== 'https:' && !LOOPBACK.includes(url.hostname))
    throw new TypeError('jwks: expected an https address; whoever changes keys on their way signs anything')
  const remote = createRemoteJWKSet(url, { [customFetch]: fetchSmall(KEY_SET) })
  return async header => {
    try {
      return [await remote(header)]
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return []
      if (error instanceof errors.JWKSMultipleMatchingKeys) return all(error)
      throw error
    }
  }
}

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}
