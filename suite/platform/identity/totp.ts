/** One-time codes by the clock (RFC 6238: SHA-1, six digits, thirty seconds), as every authenticator makes them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const STEP_MS = 30_000
const DIGITS = 6
/** How many steps the authenticator's clock may be off, either way. */
const DRIFT_STEPS = 1
const SECRET_BYTES = 20
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES)

/** RFC 4648 without padding: `JBSWY3DPEHPK3PXP`. */
export const toBase32 = (bytes: Buffer): string => {
  let [bits, held, text] = [0, 0, '']
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >>> (bits - 5)) & 31]
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text
}

/** What an authenticator reads from a QR code. `account` is shown beside the product's name. */
export const otpAuthUri = (secret: Buffer, account: string, issuer: string): string => {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${toBase32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_MS / 1000}`
}

export const stepAt = (now: Date): number => Math.floor(now.getTime() / STEP_MS)

export const codeOfStep = (secret: Buffer, step: number): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const at = mac[mac.length - 1]! & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The step whose code this is, now or one beside it; null when it is none of them. */
export const findStep = (secret: Buffer, code: string, now: Date): number | null => {
  const given = Buffer.from(code)
  const steps = Array.from({ length: 2 * DRIFT_STEPS + 1 }, (_, index) => stepAt(now) - DRIFT_STEPS + index)
  const fitting = steps.filter(step => {
    const expected = Buffer.from(codeOfStep(secret, step))
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
  return fitting[0] ?? null
}
