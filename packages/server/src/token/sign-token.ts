/** Makes a connection token with a shared secret: for the `nabiz token` command, for tests, and for backends in TypeScript. */
import type { JsonObject } from '@nabiz/protocol'
import { SignJWT } from 'jose'

export type TokenWish = {
  user_id: string
  /** Life in ms; servers cap it at 24 h by default. */
  ttl_ms: number
  company?: string
  /** The sign-in it belongs to, so that one device can be revoked. */
  sid?: string
  /** Patterns of rooms that may be joined; absent = none. */
  rooms?: readonly string[]
  /** Patterns of rooms that may be published to; absent = none. */
  publish?: readonly string[]
  info?: JsonObject
}

/** The token, signed with HS256. `now` in ms. */
export const signToken = (secret: string, wish: TokenWish, now: number = Date.now()): Promise<string> => {
  const { user_id, ttl_ms, company, sid, rooms, publish, info } = wish
  const iat = Math.floor(now / 1_000)
  // What is undefined is left out of the JSON.
  return new SignJWT({ company, sid, rooms, publish, info })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(user_id)
    .setIssuedAt(iat)
    .setExpirationTime(iat + Math.ceil(ttl_ms / 1_000))
    .sign(new TextEncoder().encode(secret))
}
