import { expect, test } from 'vitest'
import { glowOf, nextGlow, type Version } from './use-glow.ts'

/** What a card shows while it has these versions one after the other. */
const glows = (...versions: Version[]) => {
  let seen = { version: versions[0], turns: 0 }
  return versions.map((version, at) => {
    if (at > 0) seen = nextGlow(seen, version)
    return glowOf(seen)
  })
}

test('[UX34] a number that arrives does not glow, one that changes after it was shown does, each time anew', () => {
  expect(glows(undefined, '12')).toEqual([undefined, undefined])
  expect(glows(undefined, '12', '13', '14')).toEqual([undefined, undefined, 'odd', 'even'])
})

test('[UX34] what goes away and comes back in another list is an arrival again', () => {
  expect(glows('12', '13', undefined, '40')).toEqual([undefined, 'odd', undefined, undefined])
})

test('[UX34] nothing is a thing to show, too: an answer that comes where there was none glows', () => {
  expect(glows(null, '2026-11-21T09:00:00Z')).toEqual([undefined, 'odd'])
})
