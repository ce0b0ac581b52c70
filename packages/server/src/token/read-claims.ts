/** A token's claims → who it stands for. What does not fit is refused by name, never guessed. */
import { isRoomName, type JsonObject } from '@nabiz/protocol'
import type { JWTPayload } from 'jose'
import { ConnectRefused, type Identity } from '../room/identity.ts'

/** Longest name of a user, a company or a sign-in, in characters. */
export const MAX_ID = 128

const refuse = (claim: string, expected: string): never => {
  throw new ConnectRefused(4500, `The token's ${claim}: expected ${expected}`)
}

/** Ids are texts; backends that number their users sign numbers. */
const id = (claim: string, value: unknown): string => {
  const text = Number.isSafeInteger(value) ? String(value) : value
  if (typeof text === 'string' && text !== '' && text.length <= MAX_ID) return text
  return refuse(claim, `a text of 1 to ${MAX_ID} characters`)
}

const seconds = (claim: string, value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(claim, 'a number of seconds')

/** What `rooms` and `publish` may list: a room's name, one followed by `:*`, or `*`. */
export const isRoomPattern = (value: unknown): boolean =>
  value === '*' || isRoomName(typeof value === 'string' && value.endsWith(':*') ? value.slice(0, -2) : value)

const patterns = (claim: string, value: unknown): string[] => {
  if (Array.isArray(value) && value.every(isRoomPattern)) return value as string[]
  return refuse(claim, 'a list of room names, names followed by :*, or *')
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Throws {@link ConnectRefused} 4500. `maxAgeMs` caps the life of every token, so that revoking need not be remembered
 * for longer; `expires_at` and `issued_at` are in ms.
 */
export const readClaims = (
  claims: JWTPayload,
  maxAgeMs: number,
): Identity & { expires_at: number; issued_at: number } => {
  const issued_at = seconds('iat', claims.iat) * 1_000
  const { company, sid, rooms, publish, info } = claims
  return {
    user_id: id('sub', claims.sub),
    issued_at,
    expires_at: Math.min(seconds('exp', claims.exp) * 1_000, issued_at + maxAgeMs),
    ...(company !== undefined && { company: id('company', company) }),
    ...(sid !== undefined && { sid: id('sid', sid) }),
    ...(rooms !== undefined && { rooms: patterns('rooms', rooms) }),
    ...(publish !== undefined && { publish: patterns('publish', publish) }),
    ...(info !== undefined && { info: isObject(info) ? info : refuse('info', 'an object') }),
  }
}
