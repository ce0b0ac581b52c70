/** "5 dakika önce", kept true by the shell's clock; the exact time on hover. */
import { useLocale } from 'use-intl'
import { instantOf, relativeParts } from '../format/instant.ts'
import { classes } from './classes.ts'
import { useClock } from './clock.tsx'
import { useDateTime } from './use-date-time.ts'

export type RelativeTimeProps = { value: string | number | Date; className?: string }

export const RelativeTime = ({ value, className }: RelativeTimeProps) => {
  const dateTime = useDateTime()
  const locale = useLocale()
  const now = useClock()
  const date = instantOf(value)
  if (!date) return null
  const { value: distance, unit } = relativeParts(date.getTime() - now)
  return (
    <time
      dateTime={date.toISOString()}
      title={dateTime(date, { dateStyle: 'full', timeStyle: 'medium' })}
      className={classes('tabular whitespace-nowrap', className)}
    >
      {new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(distance, unit)}
    </time>
  )
}
