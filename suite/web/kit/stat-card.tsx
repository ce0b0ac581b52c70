/** One number and its name; glows once when the number changes live. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { destination } from '../format/search-params.ts'
import { classes } from './classes.ts'
import { Skeleton } from './skeleton.tsx'
import { useGlow } from './use-glow.ts'

export type StatCardProps = {
  label: string
  /** Formatted for the reader; null while it loads. */
  value: string | null
  note?: ReactNode
  /** Whole address of the list behind the number. */
  to?: string
  children?: ReactNode
}

export const StatCard = ({ label, value, note, to, children }: StatCardProps) => {
  const glow = useGlow(value, false)
  return (
    <div className="relative min-w-0 overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <div className="h-full p-4" data-glow={value === null ? undefined : glow}>
        <p className="truncate text-sm text-ink-soft">
          {to ? (
            <Link {...destination(to)} className="after:absolute after:inset-0 after:rounded-card hover:text-ink">
              {label}
            </Link>
          ) : (
            label
          )}
        </p>
        <p className={classes('tabular mt-0.5 flex h-9 items-center truncate text-2xl font-bold')}>
          {value ?? <Skeleton className="h-6 w-24" />}
        </p>
        {note && <p className="truncate text-xs text-ink-soft">{note}</p>}
        {children}
      </div>
    </div>
  )
}
