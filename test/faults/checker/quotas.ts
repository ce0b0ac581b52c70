/** What a run must have seen before its silence means anything. */
import type { Index } from './index-history.ts'

/** How many of each a run needs at least. */
export const QUOTAS = {
  acknowledged: 1,
  received: 1,
  refused: 1,
  unanswered: 1,
  reconnects: 1,
  recoveredAll: 1,
  recoveredReset: 1,
  settledViews: 1,
  faults: 1,
  /** Publishes begun during each single fault. */
  duringEachFault: 1,
  live: 1,
} as const

export type Quota = keyof typeof QUOTAS
export type Tally = Record<Quota, number>

export const tally = (index: Index, settledViews: number): Tally => {
  const asked = [...index.publishes.values()].map(({ inv }) => inv.at).sort((a, b) => a - b)
  const between = (from: number, to: number) => asked.filter(at => at >= from && at <= to).length
  const came = (recovered: string) => index.runs.filter(({ sub }) => sub.was && sub.recovered === recovered).length
  const faults = index.of('fault')
  return {
    acknowledged: index.counts.ok,
    received: index.counts.recv,
    refused: index.counts.fail,
    unanswered: index.counts.info,
    reconnects: index.runs.filter(({ sub }) => sub.was !== null).length,
    recoveredAll: came('all'),
    recoveredReset: came('reset'),
    settledViews,
    faults: faults.length,
    duringEachFault: faults.length === 0 ? 0 : Math.min(...faults.map(({ from, at }) => between(from, at))),
    live: index.counts.live,
  }
}
