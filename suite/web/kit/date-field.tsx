/** A calendar day, typed or picked, kept as "2026-10-31": no time, no zone, so it can never slip to the day before. */
import { type CalendarDate, parseDate } from '@internationalized/date'
import { CalendarDays } from 'lucide-react'
import { Button, DateInput, DatePicker, DateSegment, Dialog, Group, Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'
import {
  ariaField,
  FieldLabel,
  FieldNotes,
  type FieldProps,
  fieldClasses,
  frameClasses,
  popoverClasses,
} from './field.tsx'
import { MonthCalendar } from './month-calendar.tsx'

export type DateFieldProps = FieldProps & {
  /** "YYYY-MM-DD", or '' when empty. */
  value: string
  onChange: (day: string) => void
  onBlur?: () => void
  min?: string
  max?: string
}

const dayOf = (text: string | undefined): CalendarDate | null => (text ? parseDate(text) : null)

export const DateField = ({ value, onChange, onBlur, min, max, ...field }: DateFieldProps) => {
  const t = useTranslations('kit.date')
  const limits = { minValue: dayOf(min), maxValue: dayOf(max) }
  return (
    <DatePicker
      value={dayOf(value)}
      onChange={day => onChange(day?.toString() ?? '')}
      {...(onBlur ? { onBlur } : {})}
      {...limits}
      {...ariaField(field)}
      isReadOnly={field.isReadOnly ?? false}
      shouldForceLeadingZeros
      granularity="day"
      className={classes(fieldClasses, field.className)}
    >
      <FieldLabel field={field} />
      <Group className={classes(frameClasses, 'flex items-center')}>
        <DateInput className="tabular flex min-w-0 flex-1 px-3">
          {segment => (
            <DateSegment
              segment={segment}
              data-quiet-focus
              className="rounded px-0.5 outline-none data-[focused]:bg-accent data-[focused]:text-accent-ink data-[placeholder]:text-ink-soft data-[focused]:data-[placeholder]:text-accent-ink"
            />
          )}
        </DateInput>
        <Button
          aria-label={t('open')}
          className="grid size-9 place-items-center rounded-md text-ink-soft data-[hovered]:text-ink"
        >
          <CalendarDays className="size-4" aria-hidden="true" />
        </Button>
      </Group>
      <FieldNotes field={field} />
      <Popover className={popoverClasses}>
        <Dialog aria-label={t('choose')} className="p-3 outline-none">
          <MonthCalendar />
        </Dialog>
      </Popover>
    </DatePicker>
  )
}
