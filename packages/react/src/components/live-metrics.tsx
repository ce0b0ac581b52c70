/** The metrics of a dashboard in a grid that fits the screen. */
import { type RealtimeStats, type RealtimeStatsOptions, useRealtimeStats } from '../index.ts'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'
import { LiveMetricsCard, type LiveMetricsCardProps } from './live-metrics-card.tsx'
import { ErrorNote } from './state-note.tsx'

export type Metric = Pick<LiveMetricsCardProps, 'format' | 'goodWhen'> & {
  /** Its name in `stats_updated`. */
  name: string
  label: string
}

export type LiveMetricsProps = RealtimeStatsOptions & { metrics?: readonly Metric[]; labels?: Labels }

/** Active users, API calls and cache hit rate, unless other metrics are named. */
export const LiveMetrics = ({ metrics, labels, ...options }: LiveMetricsProps) => {
  const { refresh, ...stats } = useRealtimeStats(options)
  return <LiveMetricsView stats={stats} metrics={metrics} labels={labels} onRetry={() => void refresh()} />
}

const usual = (labels: Labels): readonly Metric[] => [
  { name: 'active_users', label: labels.activeUsers },
  { name: 'api_calls', label: labels.apiCalls },
  { name: 'cache_hit_rate', label: labels.cacheHitRate, format: 'percent' },
]

export type LiveMetricsViewProps = Pick<LiveMetricsProps, 'metrics' | 'labels'> & {
  stats: RealtimeStats
  onRetry?: () => void
}

export const LiveMetricsView = ({ stats, metrics, labels = tr, onRetry }: LiveMetricsViewProps) => {
  if (stats.values === null && stats.error !== null) return <ErrorNote labels={labels} onRetry={onRetry} />
  return (
    <div className="nabiz-metrics">
      {(metrics ?? usual(labels)).map(({ name, label, format, goodWhen }) => (
        <LiveMetricsCard
          key={name}
          label={label}
          value={stats.values?.[name] ?? null}
          format={format}
          goodWhen={goodWhen}
          trend={stats.trends[name]}
          history={stats.history[name]}
          isStale={stats.values !== null && !stats.isLive}
          labels={labels}
        />
      ))}
    </div>
  )
}
