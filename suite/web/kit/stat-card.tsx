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

/** Signs that still fit beside another card at 320 px. */
const LONG = 8

export const StatCard = ({ label, value, note, to, children }: StatCardProps) => {
  const glow = useGlow(value ?? undefined)
  return (
    <div className="relative min-w-0 overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <div className="h-full p-4" data-glow={glow}>
        <p className="truncate text-sm text-ink-soft">
          {to ? (
            <Link {...destination(to)} className="after:absolute after:inset-0 after:rounded-card hover:text-ink">
              {label}
            </Link>
          ) : (
            label
          )}
        </p>
        <p
          className={classes(
            'tabular mt-0.5 flex h-9 items-center font-bold whitespace-nowrap',
            // Two cards stand side by side on a phone; a figure that is cut is another figure.
            (value?.length ?? 0) > LONG ? 'text-base sm:text-2xl' : 'text-2xl',
          )}
        >
          {value ?? <Skeleton className="h-6 w-24" />}
        </p>
        {note && <p className="text-xs text-ink-soft">{note}</p>}
        {children}
      </div>
    </div>
  )
}
