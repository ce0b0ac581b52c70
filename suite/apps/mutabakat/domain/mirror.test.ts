/** A letter against the other side's own books. */
import { expect, it } from 'vitest'
import { compareMirror, mirrorKind, seenFromThere } from './mirror.ts'

const letter = { kind: 'cari', minor: 100_000n, side: 'B', count: null } as const

it('[MU505] our credit is their debit: the same balance on the other side agrees, to the last kuruş', () => {
  const own = seenFromThere({ minor: 100_000n, side: 'A', count: null })
  expect(compareMirror(letter, own)).toEqual({ result: 'agrees', difference: 0n, count_difference: null })
  expect(compareMirror(letter, { ...own, minor: 100_001n })).toMatchObject({ result: 'differs', difference: -1n })
  // The same words in both books mean that each says the other owes.
  expect(compareMirror(letter, seenFromThere({ minor: 100_000n, side: 'B', count: null }))).toMatchObject({
    result: 'differs',
    difference: 200_000n,
  })
})

it('[MU505] the difference is what our books have beyond the letter, positive in our favour', () => {
  expect(compareMirror(letter, { minor: 90_000n, side: 'B', count: null }).difference).toBe(10_000n)
  const theyOwe = { ...letter, side: 'A' } as const
  expect(compareMirror(theyOwe, { minor: 90_000n, side: 'A', count: null }).difference).toBe(-10_000n)
})

it('[MU505] zero agrees with zero on either side, and with nothing in our books there is nothing to say', () => {
  const zero = { ...letter, minor: 0n }
  expect(compareMirror(zero, { minor: 0n, side: 'A', count: null }).result).toBe('agrees')
  expect(compareMirror(zero, null)).toEqual({ result: 'unknown', difference: null, count_difference: null })
})

it('[MU505] BS of one is BA of the other: amounts and numbers of documents both have to be the same', () => {
  expect([mirrorKind('bs'), mirrorKind('ba'), mirrorKind('cari_vade')]).toEqual(['ba', 'bs', 'cari_vade'])
  const sales = { kind: 'bs', minor: 8_421_000n, side: 'B', count: 7 } as const
  const purchases = (minor: bigint, count: number) => seenFromThere({ minor, side: 'A', count })
  expect(compareMirror(sales, purchases(8_421_000n, 7)).result).toBe('agrees')
  expect(compareMirror(sales, purchases(8_421_000n, 6))).toEqual({
    result: 'differs',
    difference: 0n,
    count_difference: -1,
  })
  expect(compareMirror(sales, purchases(9_000_000n, 7)).difference).toBe(579_000n)
})
