/** Tokens of links that are sent or printed: 128 bits, shown once, kept only as a hash. */
import { createHash, randomBytes } from 'node:crypto'

export const newLinkToken = (): string => randomBytes(16).toString('base64url')

/** A token is random, so a plain hash is enough: there is nothing to guess. */
export const hashLinkToken = (token: string): string => createHash('sha256').update(token).digest('hex')
