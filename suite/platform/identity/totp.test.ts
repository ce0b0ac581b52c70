import { expect, test } from 'vitest'
import { codeNow } from './testing/authenticator.ts'
import { codeOfStep, findStep, newSecret, otpAuthUri, stepAt, toBase32 } from './totp.ts'

/** The secret of RFC 6238, appendix B, whose codes have eight digits there: ours are their last six. */
const RFC_SECRET = Buffer.from('12345678901234567890')

test('[S35] codes are those of RFC 6238', () => {
  const published = {
    59: '94287082',
    1111111109: '07081804',
    1111111111: '14050471',
    1234567890: '89005924',
    2000000000: '69279037',
    20000000000: '65353130',
  }
  for (const [seconds, code] of Object.entries(published))
    expect(codeOfStep(RFC_SECRET, stepAt(new Date(Number(seconds) * 1000)))).toBe(code.slice(-6))
})

test('[S35] a code counts for its own thirty seconds and one step beside them, no further', () => {
  const now = new Date('2026-03-01T12:00:10Z')
  for (const [steps, counts] of [
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ] as const) {
    const step = stepAt(now) + steps
    expect([steps, findStep(RFC_SECRET, codeOfStep(RFC_SECRET, step), now)]).toEqual([steps, counts ? step : null])
  }
  expect(findStep(RFC_SECRET, '12345', now)).toBeNull()
})

test('[PI1] secrets are written in base32, 160 bits, and an authenticator reads who and what for from the address', () => {
  for (const [plain, written] of [
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ] as const)
    expect(toBase32(Buffer.from(plain))).toBe(written)
  const secret = newSecret()
  expect(secret).toHaveLength(20)
  expect(secret.equals(newSecret())).toBe(false)
  const uri = new URL(otpAuthUri(secret, 'a+b@ornek.example', 'Nabız'))
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
    'otpauth:',
    'totp',
    '/Nabız:a+b@ornek.example',
  ])
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    secret: toBase32(secret),
    issuer: 'Nabız',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
  const now = new Date()
  expect(codeNow(toBase32(secret), now)).toBe(codeOfStep(secret, stepAt(now)))
})
