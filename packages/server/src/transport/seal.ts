/** Seals what a plain EventSource carries for us: who it is and where it was, so that nobody else can read or make it. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16
const MIN_SECRET_BYTES = 32

/** Characters of a sealed text whose content has so many bytes. */
export const sealedLength = (bytes: number): number =>
  Math.ceil(((SALT_BYTES + NONCE_BYTES + TAG_BYTES + bytes) * 4) / 3)

/** Seals for one connection. `name` tells its seals from those of every other. */
export type Sealer = { readonly name: string; seal(content: object): string }

export class Seals {
  readonly #secret: Buffer

  /** Without a secret, seals end with this process. Throws for a secret shorter than 32 bytes. */
  constructor(secret?: string) {
    this.#secret = secret === undefined ? randomBytes(MIN_SECRET_BYTES) : Buffer.from(secret)
    if (this.#secret.length < MIN_SECRET_BYTES)
      throw new TypeError(`secret: expected at least ${MIN_SECRET_BYTES} bytes, got ${this.#secret.length}`)
  }

  // Each connection has a key of its own, so that a counter is a safe nonce however many nodes share the secret.
  sealer(): Sealer {
    const salt = randomBytes(SALT_BYTES)
    const key = this.#keyOf(salt)
    let count = 0
    return {
      name: salt.toString('base64url'),
      seal: content => {
        const nonce = Buffer.alloc(NONCE_BYTES)
        nonce.writeUIntBE(++count, NONCE_BYTES - 6, 6)
        const cipher = createCipheriv(CIPHER, key, nonce)
        const text = cipher.update(JSON.stringify(content), 'utf8')
        cipher.final()
        return Buffer.concat([salt, nonce, text, cipher.getAuthTag()]).toString('base64url')
      },
    }
  }

  /** What was sealed, and the name of its sealer; null for anything that was not sealed with this secret. */
  open(sealed: string): { name: string; content: unknown } | null {
    const bytes = Buffer.from(sealed, 'base64url')
    if (bytes.length <= SALT_BYTES + NONCE_BYTES + TAG_BYTES) return null
    const salt = bytes.subarray(0, SALT_BYTES)
    const nonce = bytes.subarray(SALT_BYTES, SALT_BYTES + NONCE_BYTES)
    const decipher = createDecipheriv(CIPHER, this.#keyOf(salt), nonce, { authTagLength: TAG_BYTES })
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    try {
      const text = decipher.update(bytes.subarray(SALT_BYTES + NONCE_BYTES, -TAG_BYTES), undefined, 'utf8')
      return { name: salt.toString('base64url'), content: JSON.parse(text + decipher.final('utf8')) }
    } catch {
      return null
    }
  }

  #keyOf(salt: Buffer): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#secret, salt, 'nabiz last-event-id', 32))
  }
}
