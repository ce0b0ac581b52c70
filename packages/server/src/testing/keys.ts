/** Key pairs and tokens for tests: signed well, and forged in every way we know. */
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'

export const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
export const ed = generateKeyPairSync('ed25519')

export const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()

const base64 = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** Any header over any claims, signed as HS256 would be with `secret`. */
export const handmade = (header: object, claims: object, secret = ''): string => {
  const signed = `${base64(header)}.${base64(claims)}`
  return `${signed}.${secret === '' ? '' : createHmac('sha256', secret).update(signed).digest('base64url')}`
}

export const signed = (
  claims: JWTPayload,
  key: KeyObject | Uint8Array,
  header: { alg: string; [name: string]: unknown },
): Promise<string> => new SignJWT(claims).setProtectedHeader(header).sign(key)
