/** The authenticator of a person in a test: shows the code of a secret at the test's time. */
import { codeOfStep, stepAt } from '../totp.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

const fromBase32 = (text: string): Buffer => {
  const bits = [...text.toLowerCase()].map(sign => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
}

/** `secret`: base32, as a person would type it in. `steps`: how far its clock is off, in steps of 30 s. */
export const codeNow = (secret: string, now: Date, steps = 0): string =>
  codeOfStep(fromBase32(secret), stepAt(now) + steps)
