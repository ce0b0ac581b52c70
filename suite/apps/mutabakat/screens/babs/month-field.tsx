/** A month, taken from the last years or turned by one. */

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useClock } from '../../../../web/kit/clock.tsx'
import type { FieldProps } from '../../../../web/kit/field.tsx'
import { IconButton } from '../../../../web/kit/icon-button.tsx'
import { Select } from '../../../../web/kit/select.tsx'
import { useDateTime } from '../../../../web/kit/use-date-time.ts'
import { dayInZone } from '../../domain/index.ts'
import { addMonths, type Month, monthsBefore } from './month.ts'

/** How far back the list goes; older months are reached by turning. */
const LISTED = 36

/** The month of today, on the reader's own clock. */
export const useThisMonth = (): Month =>
  dayInZone(new Date(useClock()), Intl.DateTimeFormat().resolvedOptions().timeZone).slice(0, 7)

export const useMonthText = (): ((month: Month) => string) => {
  const dateTime = useDateTime()
  return month => dateTime(new Date(`${month}-01T00:00:00Z`), { month: 'long', year: 'numeric', timeZone: 'UTC' })
}

export type MonthFieldProps = FieldProps & { value: Month; onChange: (month: Month) => void; onBlur?: () => void }

export const MonthField = ({ value, onChange, onBlur, ...field }: MonthFieldProps) => {
  const t = useTranslations('mutabakat.kinds.page')
  const text = useMonthText()
  const thisMonth = useThisMonth()
  const listed = monthsBefore(thisMonth, LISTED)
  const months = listed.includes(value) ? listed : value > thisMonth ? [value, ...listed] : [...listed, value]
  const turn = (by: number) => onChange(addMonths(value, by))
  return (
    <div className="flex min-w-0 items-end gap-1">
      <Select
        {...field}
        {...(onBlur ? { onBlur } : {})}
        className="min-w-0 flex-1"
        value={value}
        onChange={onChange}
        options={months.map(id => ({ id, label: text(id) }))}
      />
      <IconButton icon={ChevronLeft} label={t('before')} onPress={() => turn(-1)} />
      <IconButton icon={ChevronRight} label={t('after')} onPress={() => turn(1)} isDisabled={value >= thisMonth} />
    </div>
  )
}
