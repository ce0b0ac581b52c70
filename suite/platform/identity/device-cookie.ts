/** A browser that signed in before: its own small budget of tries, so that strangers cannot lock its owner out. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** After OWASP's "Slow Down Online Guessing Attacks with Device Cookies". The cookie opens nothing by itself. */
export type DeviceCookies = {
  /** A new value for this address, to be kept by the browser. */
  issue(email: string): string
  /** The device's name in the table of tries; null when the cookie is absent, forged, or of another address. */
  read(value: string | undefined, email: string): string | null
}

export const DEVICE_COOKIE_MAX_AGE_S = 365 * 86_400

export const createDeviceCookies = (secret: Buffer): DeviceCookies => {
  const sign = (nonce: string, email: string) =>
    createHmac('sha256', secret).update(`device\n${nonce}\n${email}`).digest()
  return {
    issue(email) {
      const nonce = randomBytes(12).toString('base64url')
      return `${nonce}.${sign(nonce, email).toString('base64url')}`
    },
    read(value, email) {
      const [nonce = '', mac = ''] = (value ?? '').split('.')
      const given = Buffer.from(mac, 'base64url')
      const expected = sign(nonce, email)
      return given.length === expected.length && timingSafeEqual(given, expected) ? nonce : null
    },
  }
}
