/** Passwords: Node's own argon2id, and the few words nobody may choose. */
import { argon2, type BinaryLike, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { fail } from '#platform/contract'

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

/** What guessing programs try first among passwords of ten signs or more; the length rule has refused the shorter ones. */
const WELL_KNOWN = new Set(
  `1234567890 12345678910 0123456789 0987654321 1234512345 1122334455 123123123123 1111111111 0000000000 9876543210
  qwertyuiop qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl123 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 zaqxswcde1 1qaz2wsx3edc
  password12 password123 password1234 passw0rd123 p@ssw0rd123 password!1 letmein123 welcome123 welcome2024 welcome2025
  welcome2026 admin12345 admin123456 administrator iloveyou123 trustno1234 abcd123456 abcdefghij abc1234567 aa12345678
  sifre12345 sifre123456 şifre12345 parola1234 parola12345 parola123456 galatasaray galatasaray1905 fenerbahce fenerbahçe
  fenerbahce1907 besiktas1903 beşiktaş1903 trabzonspor trabzonspor61 istanbul34 istanbul1453 ankara0606 izmir35353
  turkiye1923 türkiye1923 ataturk1881 atatürk1881 mustafakemal cumhuriyet1923 azerbaycan azerbaijan azərbaycan baku123456
  qarabag2020 muhasebe123 mutabakat123 nabiz12345 nabiz123456 deneme1234 deneme12345 test123456 testtest12`
    .split(/\s+/)
    .map(word => word.normalize('NFKC')),
)

/** Throws `bad_request` on a password everybody knows, one repeated sign, or the address itself. `path` names the field. */
export const refuseWeakPassword = (password: string, email: string, path = 'password'): void => {
  const plain = password.normalize('NFKC').toLowerCase()
  const weak = WELL_KNOWN.has(plain) || new Set(plain).size < 3 || plain === email || plain === email.split('@')[0]
  if (weak) throw fail('bad_request', { fields: [{ path, code: 'weak_password' }] })
}
