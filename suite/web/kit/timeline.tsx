/** What happened to a thing, newest first: who, what, when. */
import type { ReactNode } from 'react'
import type { Icon } from '../define-web-application.ts'
import type { Tone } from './badge.tsx'
import { classes } from './classes.ts'
import { RelativeTime } from './relative-time.tsx'

export type TimelineEntry = {
  id: string
  at: string | number
  title: ReactNode
  body?: ReactNode
  actor?: string | null
  tone?: Tone
  icon?: Icon
}

const MARK: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-soft',
  good: 'bg-good-soft text-good',
  wait: 'bg-wait-soft text-wait',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
  live: 'bg-accent-soft text-accent',
}

export const Timeline = ({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) => (
  <ol aria-label={label} className="space-y-0">
    {entries.map((entry, index) => (
      <li key={entry.id} className="relative flex gap-3 pb-5 last:pb-0">
        {index < entries.length - 1 && (
          <span aria-hidden="true" className="absolute top-7 bottom-0 left-[0.8125rem] w-px bg-line" />
        )}
        <span
          aria-hidden="true"
          className={classes('grid size-7 shrink-0 place-items-center rounded-full', MARK[entry.tone ?? 'neutral'])}
        >
          {entry.icon ? <entry.icon className="size-3.5" /> : <span className="size-2 rounded-full bg-current" />}
        </span>
        <div className="min-w-0 flex-1 pt-0.5">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <p className="min-w-0 font-medium">{entry.title}</p>
            <RelativeTime value={entry.at} className="text-xs text-ink-soft" />
          </div>
          {entry.actor && <p className="text-xs text-ink-soft">{entry.actor}</p>}
          {entry.body && <div className="mt-1 text-sm text-ink-soft">{entry.body}</div>}
        </div>
      </li>
    ))}
  </ol>
)
