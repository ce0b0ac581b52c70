/** What is an address here, and what only pretends to be one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkAddress, isAddress } from './address.ts'
import { HOSTILE_ADDRESSES } from './testing/hostile-addresses.ts'

test('[PN1] plain addresses pass; the domain is put in lower case, the rest stays', () => {
  for (const address of [
    'muhasebe@ege-tekstil.com.tr',
    'a.b+mutabakat@x.tr',
    "o'neil_99@mail.example.co",
    'ali@xn--irket-x9c.com.tr',
  ])
    expect(checkAddress(address)).toBe(address)
  expect(checkAddress('Ayse.Yilmaz@Ege.COM.TR')).toBe('Ayse.Yilmaz@ege.com.tr')
})

test.each(HOSTILE_ADDRESSES.map(address => [JSON.stringify(address), address]))('[PN1] refused: %s', (_, address) => {
  expect(isAddress(address)).toBe(false)
  expect(() => checkAddress(address)).toThrow(expect.objectContaining({ code: 'bad_address', status: 400 }))
})

test('[PN1] whatever passes is one ASCII word with one @', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.emailAddress(),
    fc.tuple(fc.emailAddress(), fc.string()).map(parts => parts.join('')),
  )
  fc.assert(
    fc.property(text, address => {
      if (isAddress(address)) expect(address).toMatch(/^[!-?A-~]+@[a-zA-Z0-9.-]+$/)
    }),
    { numRuns: 3_000 },
  )
})

test('[PN1] a long hostile text is judged at once', () => {
  const before = performance.now()
  for (const text of [
    `${'a.'.repeat(25_000)}@x.tr`,
    `a@${'a-'.repeat(25_000)}`,
    `a@${'a.'.repeat(100)}`,
    '@'.repeat(50_000),
  ])
    isAddress(text)
  expect(performance.now() - before).toBeLessThan(10)
})
