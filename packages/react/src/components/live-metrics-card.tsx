/** One number, its name, where it goes (↗ ↘ —) and its last values; glows once when it changes. */
import type { Trend } from '../index.ts'
import { ClockIcon } from './icons.tsx'
import type { Labels } from './labels/labels.ts'
import { tr } from './labels/tr.ts'
import { Sparkline } from './sparkline.tsx'
import { formatNumber, formatPercent } from './text.ts'
import { useGlow } from './use-glow.ts'

export type LiveMetricsCardProps = {
  label: string
  /** Null while it loads. */
  value: number | null
  /** `percent` takes a share from 0 to 1. Default `number`. */
  format?: 'number' | 'percent' | ((value: number) => string)
  trend?: Trend
  /** Which way is green. Default `up`. */
  goodWhen?: 'up' | 'down'
  /** Oldest first. */
  history?: readonly number[]
  /** Nothing comes by itself at the moment. */
  isStale?: boolean
  labels?: Labels
}

const ARROWS = { up: '↗', down: '↘', flat: '—' } as const

export const LiveMetricsCard = (props: LiveMetricsCardProps) => {
  const { label, value, format = 'number', trend = 'flat', goodWhen = 'up', history = [], isStale = false } = props
  const { labels = tr } = props
  const glow = useGlow(value)
  const text =
    value === null
      ? null
      : typeof format === 'function'
        ? format(value)
        : format === 'percent'
          ? formatPercent(labels, value)
          : formatNumber(labels, value)
  const tone = trend === 'flat' ? 'flat' : trend === goodWhen ? 'good' : 'bad'
  return (
    <article className="nabiz-card nabiz-metric" aria-label={label} aria-busy={value === null} data-glow={glow}>
      <p className="nabiz-metric-label">{label}</p>
      <span className="nabiz-trend" data-tone={tone}>
        {isStale ? (
          <span className="nabiz-stale" title={labels.stale}>
            <ClockIcon />
            <span className="nabiz-hidden">{labels.stale}</span>
          </span>
        ) : (
          value !== null && (
            <>
              <span aria-hidden="true">{ARROWS[trend]}</span>
              <span className="nabiz-hidden">{labels.trends[trend]}</span>
            </>
          )
        )}
      </span>
      <p className="nabiz-metric-value">{text ?? <span className="nabiz-skeleton" title={labels.loading} />}</p>
      <Sparkline values={history} />
    </article>
  )
}
