/** The month of a date picker. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'

const turnClasses = 'grid size-8 place-items-center rounded-md data-[hovered]:bg-sunken data-[disabled]:opacity-40'

export const MonthCalendar = () => {
  const t = useTranslations('kit.date')
  return (
    <Calendar>
      <header className="mb-2 flex items-center gap-1">
        <Button slot="previous" aria-label={t('previous')} className={turnClasses}>
          <ChevronLeft className="size-4" aria-hidden="true" />
        </Button>
        <Heading className="flex-1 text-center text-sm font-semibold" />
        <Button slot="next" aria-label={t('next')} className={turnClasses}>
          <ChevronRight className="size-4" aria-hidden="true" />
        </Button>
      </header>
      <CalendarGrid>
        <CalendarGridHeader>
          {day => <CalendarHeaderCell className="size-9 text-xs font-medium text-ink-soft">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {date => (
            <CalendarCell
              date={date}
              className={classes(
                'tabular grid size-9 place-items-center rounded-lg text-sm data-[hovered]:bg-sunken data-[outside-month]:hidden',
                'data-[selected]:bg-accent data-[selected]:text-accent-ink data-[disabled]:opacity-40 data-[unavailable]:line-through',
                'data-[today]:font-bold data-[today]:ring-1 data-[today]:ring-line',
              )}
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}
