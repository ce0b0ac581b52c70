/** Six digits derived from a code's id and a secret, so that no code is ever stored or queued. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** Uniform over 000000–999999 but for 2^-28 of bias. */
export const codeOf = (code_id: string, secret: Buffer): string => {
  const hash = createHmac('sha256', secret).update('mutabakat.code').update(code_id).digest()
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

/** Compares without telling by its time how much was right. */
export const sameCode = (given: string, expected: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
