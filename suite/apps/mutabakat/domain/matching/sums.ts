/** One payment against several invoices: a waiting line that equals two to four waiting lines of the other side. */
import type { Waiting } from './pool.ts'

/** How far apart, in days, a payment and what it pays may be. */
export const SUM_WINDOW = 45
/** The nearest candidates looked at for one line. All subsets of twelve are 781; of fifty they would be a quarter of a million. */
export const SUM_CANDIDATES = 12
const LARGEST = 4

export type Sum = { one: Waiting; several: Waiting[] }

/** `cut`: lines for which more candidates existed than were looked at; told to people, who may look further. */
export type SumsFound = { sums: Sum[]; cut: number }

type Candidates = { nearest: Waiting[]; more: boolean }

/** First index whose day is not before `day`. */
const firstFrom = (lines: readonly Waiting[], day: number): number => {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (lines[middle]!.day < day) low = middle + 1
    else high = middle
  }
  return low
}

/** May be a part of the sum: same direction, smaller than the whole. */
const isPart = (line: Waiting, whole: bigint): boolean =>
  !line.taken &&
  !line.opening &&
  (whole > 0n ? line.effect > 0n && line.effect < whole : line.effect < 0n && line.effect > whole)

/** Walks outward from the day of `one`, so the nearest come first. `lines` are in the order of days. */
const candidatesOf = (one: Waiting, lines: readonly Waiting[]): Candidates => {
  const nearest: Waiting[] = []
  let after = firstFrom(lines, one.day)
  let before = after - 1
  for (;;) {
    const next = lines[after]
    const previous = lines[before]
    const ahead = next ? next.day - one.day : Number.POSITIVE_INFINITY
    const behind = previous ? one.day - previous.day : Number.POSITIVE_INFINITY
    if (Math.min(ahead, behind) > SUM_WINDOW) return { nearest, more: false }
    const line = ahead <= behind ? next! : previous!
    if (ahead <= behind) after++
    else before--
    if (!isPart(line, one.effect)) continue
    if (nearest.length === SUM_CANDIDATES) return { nearest, more: true }
    nearest.push(line)
  }
}

/** `size` candidates from `from` on whose effects add up to `rest`; the nearest combination first, or null. */
const findSubset = (lines: readonly Waiting[], rest: bigint, size: number, from = 0): Waiting[] | null => {
  for (let at = from; at <= lines.length - size; at++) {
    const line = lines[at]!
    if (size === 1) {
      if (line.effect === rest) return [line]
      continue
    }
    const found = findSubset(lines, rest - line.effect, size - 1, at + 1)
    if (found) return [line, ...found]
  }
  return null
}

/** Takes what it finds. Fewer parts are tried before more: two invoices explain a payment better than four. */
export const findSums = (targets: readonly Waiting[], lines: readonly Waiting[]): SumsFound => {
  const waiting = lines.filter(line => !line.taken)
  const sums: Sum[] = []
  let cut = 0
  for (const one of targets) {
    if (one.taken || one.opening || one.effect === 0n) continue
    const { nearest, more } = candidatesOf(one, waiting)
    if (more) cut++
    for (let size = 2; size <= Math.min(LARGEST, nearest.length); size++) {
      const several = findSubset(nearest, one.effect, size)
      if (!several) continue
      for (const line of [one, ...several]) line.taken = true
      sums.push({ one, several })
      break
    }
  }
  return { sums, cut }
}
