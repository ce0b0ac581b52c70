/** A word with a meaning's colour; `StatusDot` is the quiet form for tables. */
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export type Tone = 'neutral' | 'good' | 'wait' | 'bad' | 'info' | 'live'

const SOFT: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-soft',
  good: 'bg-good-soft text-good',
  wait: 'bg-wait-soft text-wait',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
  live: 'bg-accent-soft text-accent',
}
const TEXT: Record<Tone, string> = {
  neutral: 'text-ink-soft',
  good: 'text-good',
  wait: 'text-wait',
  bad: 'text-bad',
  info: 'text-info',
  live: 'text-accent',
}

export const Badge = ({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) => (
  <span
    className={classes(
      'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap',
      SOFT[tone],
    )}
  >
    {children}
  </span>
)

export const StatusDot = ({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={classes('inline-flex items-center gap-1.5 whitespace-nowrap', TEXT[tone])}>
    <span className="size-1.5 shrink-0 rounded-full bg-current" aria-hidden="true" />
    {children}
  </span>
)
