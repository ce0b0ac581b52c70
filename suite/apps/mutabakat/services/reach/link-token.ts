/**
 * The token of a counterparty's link: 16 bytes of the link's id and 16 bytes of a keyed hash of it. Nothing secret is
 * stored, an altered token is refused without a look at the database, and 128 bits cannot be guessed.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Services } from '#platform/app'

const mac = (id: Buffer, secret: Buffer): Buffer =>
  createHmac('sha256', secret).update('mutabakat.link').update(id).digest().subarray(0, 16)

const idToBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')
const bytesToId = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** 43 characters of base64url. */
export const makeLinkToken = (link_id: string, secret: Buffer): string => {
  const id = idToBytes(link_id)
  return Buffer.concat([id, mac(id, secret)]).toString('base64url')
}

/** The link's id, or null for a token that is not exactly one of ours. */
export const readLinkToken = (token: string, secret: Buffer): string | null => {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  const id = bytes.subarray(0, 16)
  // base64url of 32 bytes has two spare bits: only the canonical spelling counts.
  if (bytes.length !== 32 || bytes.toString('base64url') !== token) return null
  return timingSafeEqual(mac(id, secret), bytes.subarray(16)) ? bytesToId(id) : null
}

/** The page behind a link. */
export const linkUrl = (services: Pick<Services, 'publicUrl' | 'secrets'>, link_id: string): string =>
  `${services.publicUrl}/p/m/${makeLinkToken(link_id, services.secrets.key('mutabakat-link'))}`
