/** Who may use the HTTP API: whoever knows one of the configured keys. Several, so that a new one can replace an old one. */
import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

export class ApiKeys {
  readonly #digests: readonly Buffer[]

  /** Throws a TypeError for no key at all, or one that no header can carry. */
  constructor(keys: readonly string[]) {
    const good = keys.length > 0 && keys.every(key => /^[\x21-\x7e]+$/.test(key))
    if (!good)
      throw new TypeError('apiKeys: expected at least one key, each of letters, digits and signs without blanks')
    this.#digests = keys.map(digest)
  }

  /**
   * A name for the key of an `Authorization: Bearer` header, which says nothing of the key, or null. Digests of equal
   * length are compared, all of them, so that the time it takes tells nothing either.
   */
  nameOf(authorization: string | undefined): string | null {
    const given = digest(/^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '')
    let found: Buffer | null = null
    for (const known of this.#digests) if (timingSafeEqual(known, given)) found = known
    return found?.subarray(0, 9).toString('base64url') ?? null
  }
}
