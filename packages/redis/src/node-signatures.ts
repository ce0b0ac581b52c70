/** How nodes of one cluster prove themselves to each other: signatures with a key that only they can derive. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

export const SECRET_BYTES = 32
const KEY_BYTES = 32

/** A key for one purpose; no other purpose's can be told from it. */
export const deriveKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `nabiz ${purpose}`, KEY_BYTES))

export class NodeSignatures {
  readonly #key: Buffer

  /** Throws a TypeError for a secret shorter than 32 bytes. */
  constructor(secret: string) {
    const bytes = Buffer.byteLength(secret)
    if (bytes < SECRET_BYTES) throw new TypeError(`secret: expected at least ${SECRET_BYTES} bytes, got ${bytes}`)
    this.#key = deriveKey(secret, 'nodes')
  }

  /** `words` in this order and number; the first says what is signed, so that nothing passes for something else. */
  sign(...words: readonly (string | number)[]): string {
    return this.#mac(words).toString('base64url')
  }

  verify(signature: string, ...words: readonly (string | number)[]): boolean {
    const given = Buffer.from(signature, 'base64url')
    const own = this.#mac(words)
    return given.length === own.length && timingSafeEqual(given, own)
  }

  #mac(words: readonly (string | number)[]): Buffer {
    return createHmac('sha256', this.#key).update(JSON.stringify(words)).digest()
  }
}
