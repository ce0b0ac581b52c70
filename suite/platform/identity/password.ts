/** Passwords as they are kept: Node's own argon2id. */
import { argon2, type BinaryLike, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2) as (
  algorithm: 'argon2id',
  parameters: {
    message: BinaryLike
    nonce: BinaryLike
    parallelism: number
    tagLength: number
    memory: number
    passes: number
  },
) => Promise<Buffer>

/** OWASP's floor: 19 MiB, two passes, one lane; about 50 ms. Older hashes keep the numbers written in them. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32

/** NFKC, because a keyboard may write ğ as one sign or as two; nothing is cut off. */
const messageOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'))

/** The PHC form: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export const hashPassword = async (password: string): Promise<string> => {
  const nonce = randomBytes(SALT_BYTES)
  const tag = await derive('argon2id', { message: messageOf(password), nonce, tagLength: TAG_BYTES, ...COST })
  const { memory, passes, parallelism } = COST
  return ['', 'argon2id', 'v=19', `m=${memory},t=${passes},p=${parallelism}`, toBase64(nonce), toBase64(tag)].join('$')
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** False for a hash that is not ours, as for a wrong password. */
export const verifyPassword = async ({ hash, password }: { hash: string; password: string }): Promise<boolean> => {
  const parts = PHC.exec(hash)
  if (!parts) return false
  const expected = Buffer.from(parts[5]!, 'base64')
  const tag = await derive('argon2id', {
    message: messageOf(password),
    nonce: Buffer.from(parts[4]!, 'base64'),
    tagLength: expected.length,
    memory: Number(parts[1]),
    passes: Number(parts[2]),
    parallelism: Number(parts[3]),
  })
  return timingSafeEqual(tag, expected)
}

const toBase64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
