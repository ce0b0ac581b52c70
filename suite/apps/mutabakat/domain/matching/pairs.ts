/** Finds partners among lines that share a key: the nearest in days first, each line once. */
import { groupBy, type Waiting } from './pool.ts'

export type Pair = { ours: Waiting; theirs: Waiting; days: number }

/** Up to this many combinations of one key are compared one by one; beyond it the lines are walked in the order of days. */
const COMPARED = 4096

const daysBetween = (a: Waiting, b: Waiting): number => Math.abs(a.day - b.day)

const take = (ours: Waiting, theirs: Waiting): Pair => {
  ours.taken = true
  theirs.taken = true
  return { ours, theirs, days: daysBetween(ours, theirs) }
}

/** The nearest pair of all first, then the next nearest of what is left; equally near: the earlier. */
const nearest = (mine: readonly Waiting[], other: readonly Waiting[], window: number): Pair[] =>
  mine
    .flatMap(ours => other.map(theirs => ({ ours, theirs, days: daysBetween(ours, theirs) })))
    .filter(pair => pair.days <= window)
    .sort((a, b) => a.days - b.days || a.ours.day - b.ours.day || a.theirs.day - b.theirs.day)
    .flatMap(({ ours, theirs }) => (ours.taken || theirs.taken ? [] : [take(ours, theirs)]))

/** First with first, second with second, while the window allows: as many pairs as there can be, in one walk. */
const inOrder = (mine: readonly Waiting[], other: readonly Waiting[], window: number): Pair[] => {
  const pairs: Pair[] = []
  let at = 0
  let to = 0
  while (at < mine.length && to < other.length) {
    const ours = mine[at]!
    const theirs = other[to]!
    if (daysBetween(ours, theirs) <= window) {
      pairs.push(take(ours, theirs))
      at++
      to++
    } else if (ours.day < theirs.day) at++
    else to++
  }
  return pairs
}

/** Pairs waiting lines of one key at most `window` days apart. An empty key says nothing and pairs nobody. */
export const pairByKey = (
  ours: readonly Waiting[],
  theirs: readonly Waiting[],
  keyOf: (line: Waiting) => string,
  window: number,
  keyOfTheirs = keyOf,
): Pair[] => {
  const groups = groupBy(theirs, keyOfTheirs)
  return [...groupBy(ours, keyOf)].flatMap(([key, mine]) => {
    const other = groups.get(key)
    if (!other) return []
    return mine.length * other.length <= COMPARED ? nearest(mine, other, window) : inOrder(mine, other, window)
  })
}

/** Pairs what `fits`, at most `window` days apart, the nearest first for each line of ours. Lines are in the order of days. */
export const pairByLikeness = (
  ours: readonly Waiting[],
  theirs: readonly Waiting[],
  fits: (ours: Waiting, theirs: Waiting) => boolean,
  window: number,
): Pair[] => {
  const pairs: Pair[] = []
  const open = theirs.filter(line => !line.taken)
  let from = 0
  for (const line of ours) {
    if (line.taken) continue
    while (from < open.length && open[from]!.day < line.day - window) from++
    let best: Waiting | null = null
    for (let at = from; at < open.length && open[at]!.day <= line.day + window; at++) {
      const other = open[at]!
      if (other.taken || !fits(line, other)) continue
      if (!best || daysBetween(line, other) < daysBetween(line, best)) best = other
    }
    if (best) pairs.push(take(line, best))
  }
  return pairs
}
