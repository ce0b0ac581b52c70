/** Rounds that take turns: what else the machine does then hits every server alike, and so does whoever was at work before. */
import { spreadOf } from '../report/percentiles.ts'

/** In an order of its own each time. */
const shuffled = <One>(all: readonly One[]): One[] =>
  all
    .map(one => ({ one, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)

/**
 * Median of each contender's figures over `rounds`, after one round that only warms up. One whose figure is NaN has
 * given up: it takes part no more, and NaN is what is known of it.
 */
export const takeTurns = async <Contender>(
  contenders: readonly Contender[],
  rounds: number,
  measure: (contender: Contender) => Promise<number>,
): Promise<Map<Contender, number>> => {
  const figures = new Map(contenders.map(contender => [contender, [] as number[]]))
  const out = new Set<Contender>()
  for (let round = 0; round <= rounds; round++) {
    for (const contender of shuffled(contenders)) {
      if (out.has(contender)) continue
      const value = await measure(contender)
      if (Number.isNaN(value)) {
        figures.set(contender, [])
        out.add(contender)
      } else if (round > 0) figures.get(contender)!.push(value)
    }
  }
  return new Map([...figures].map(([contender, values]) => [contender, spreadOf(values).p50]))
}
