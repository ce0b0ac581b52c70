/** Rounds that take turns: what else the machine does then hits every server alike. */
import { spreadOf } from '../report/percentiles.ts'

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
    for (const contender of contenders) {
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
