/** Within which time half of the answers came, in hours or days; nothing before the first answer. */
import { useTranslations } from 'use-intl'

const DAY = 24

/** `isShort`: the length alone, where a heading says what it is. */
export const MedianTime = ({ hours, isShort = false }: { hours: number | null; isShort?: boolean }) => {
  const t = useTranslations('mutabakat.reports')
  if (hours === null) return null
  const isInHours = hours < 2 * DAY
  const count = isInHours ? Math.max(1, Math.round(hours)) : Math.round(hours / DAY)
  return (
    <span>
      {isShort ? t(isInHours ? 'hours' : 'days', { count }) : t(isInHours ? 'median_hours' : 'median_days', { count })}
    </span>
  )
}
