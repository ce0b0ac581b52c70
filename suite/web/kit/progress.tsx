/** How far something is; without a number it only says that it goes on. */
import { ProgressBar } from 'react-aria-components'
import type { Tone } from './badge.tsx'
import { classes } from './classes.ts'

export type ProgressProps = {
  label: string
  hideLabel?: boolean
  /** 0…100; null when the whole is unknown. */
  percent: number | null
  tone?: Extract<Tone, 'live' | 'good' | 'bad' | 'neutral'>
  className?: string
}

const FILL = { live: 'bg-accent', good: 'bg-good', bad: 'bg-bad', neutral: 'bg-field-line' } as const

export const Progress = ({ label, hideLabel = false, percent, tone = 'live', className }: ProgressProps) => (
  <ProgressBar
    aria-label={label}
    {...(percent === null ? {} : { value: percent })}
    isIndeterminate={percent === null}
    className={classes('w-full', className)}
  >
    {({ percentage, valueText }) => (
      <>
        {!hideLabel && (
          <div className="mb-1 flex justify-between gap-3 text-xs text-ink-soft">
            <span className="truncate">{label}</span>
            <span className="tabular">{percent === null ? '' : valueText}</span>
          </div>
        )}
        <div className="h-1.5 overflow-hidden rounded-full bg-line">
          <div
            className={classes(
              'h-full rounded-full',
              FILL[tone],
              percent === null ? 'sweeping w-1/3' : 'transition-[width] duration-300',
            )}
            style={percent === null ? undefined : { width: `${percentage ?? 0}%` }}
          />
        </div>
      </>
    )}
  </ProgressBar>
)
