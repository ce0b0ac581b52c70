/** Random numbers that come out the same for the same seed, so that samples can be made again and tested. */

export type SeededRandom = {
  /** 0 ≤ n < `below`, whole. */
  below(limit: number): number
  pick<Item>(items: readonly Item[]): Item
  /** `length` decimal digits. */
  digits(length: number): string
}

/** mulberry32: 32 bits of state, good enough to look like life, not to keep a secret. */
export const createSeededRandom = (seed: number): SeededRandom => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: items => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    digits: length => Array.from({ length }, () => below(10)).join(''),
  }
}
