/** A histogram of ours as one of the library's, in seconds as Prometheus wants them. */
import { Histogram as LibraryHistogram } from 'prom-client'
import { BOUNDS_MS, type Histogram } from '../room/histogram.ts'

export const durationMetric = (name: string, help: string, durations: Histogram): LibraryHistogram => {
  const metric = new LibraryHistogram({ name, help, registers: [], buckets: BOUNDS_MS.map(ms => ms / 1_000) })
  // The library counts on its own; what it shows is what we counted.
  const get = async () => {
    let below = 0
    const bucket = (le: number | string, value: number) => ({ metricName: `${name}_bucket`, labels: { le }, value })
    const buckets = BOUNDS_MS.map((ms, index) => {
      below += durations.counts[index]!
      return bucket(ms / 1_000, below)
    })
    const { count, sum_ms } = durations
    return {
      name,
      help,
      type: 'histogram',
      aggregator: 'sum',
      values: [
        ...buckets,
        bucket('+Inf', count),
        { metricName: `${name}_sum`, labels: {}, value: sum_ms / 1_000 },
        { metricName: `${name}_count`, labels: {}, value: count },
      ],
    }
  }
  return Object.assign(metric, { get, getForPromString: get })
}
