/** A pulse beside one live number, small enough for a header. */
import { type RealtimeStatsOptions, useRealtimeStats } from '../index.ts'
import { PulseIcon } from './icons.tsx'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'
import { formatNumber } from './text.ts'

export type RealtimeStatsWidgetProps = RealtimeStatsOptions & {
  /** Which number of `stats_updated`. Default `active_users`. */
  metric?: string
  labels?: Labels
}

export const RealtimeStatsWidget = ({ metric = 'active_users', labels, ...options }: RealtimeStatsWidgetProps) => {
  const { values, isLive } = useRealtimeStats(options)
  return <StatsWidgetView value={values?.[metric] ?? null} isLive={isLive} labels={labels} />
}

export type StatsWidgetViewProps = {
  /** Null before the first. */
  value: number | null
  isLive: boolean
  labels?: Labels
}

export const StatsWidgetView = ({ value, isLive, labels = tr }: StatsWidgetViewProps) => (
  <p className="nabiz-stats" data-live={isLive} title={isLive ? undefined : labels.stale}>
    <PulseIcon />
    <span>{value === null ? <span className="nabiz-skeleton" /> : labels.pulse(formatNumber(labels, value, 0))}</span>
    <span className="nabiz-hidden">{value === null ? labels.loading : isLive ? '' : labels.stale}</span>
  </p>
)
