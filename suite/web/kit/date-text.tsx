/** A day or an instant in the reader's form (21.11.2026, 14:05). Calendar days never shift with the zone. */
import { instantOf, isDay } from '../format/instant.ts'
import { classes } from './classes.ts'
import { useDateTime } from './use-date-time.ts'

export type DateTextProps = {
  /** "2026-10-31", ISO text, or ms. Null shows a dash. */
  value: string | number | Date | null
  /** `short` 21.11.2026 · `long` 21 Kasım 2026 · `dateTime` 21.11.2026 14:05 · `time` 14:05 */
  form?: 'short' | 'long' | 'dateTime' | 'time'
  className?: string
}

const FORMS = {
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  dateTime: { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
} as const

export const DateText = ({ value, form = 'short', className }: DateTextProps) => {
  const dateTime = useDateTime()
  const date = value === null ? null : instantOf(value)
  if (date === null || value === null) return <span className="text-ink-soft">–</span>
  const day = isDay(value)
  const options = { ...FORMS[form], ...(day ? { timeZone: 'UTC' } : {}) }
  const exact = day ? FORMS.long : { dateStyle: 'full' as const, timeStyle: 'medium' as const }
  return (
    <time
      dateTime={day ? value : date.toISOString()}
      title={dateTime(date, day ? { ...exact, timeZone: 'UTC' } : exact)}
      className={classes('tabular whitespace-nowrap', className)}
    >
      {dateTime(date, options)}
    </time>
  )
}
