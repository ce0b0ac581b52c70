/** When it is best to phone, and why. */
import { useTranslations } from 'use-intl'
import { StatusDot } from '../../../../web/kit/badge.tsx'
import type { BestMoment as Moment } from '../../contract/index.ts'

const WEEKDAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const

export const BestMoment = ({ best }: { best: Moment }) => {
  const t = useTranslations('mutabakat.calls')
  switch (best.kind) {
    case 'now':
      return <StatusDot tone="live">{t('best.now')}</StatusDot>
    case 'habit':
      return (
        <span>
          {t('best.habit', {
            day: t(`weekday.${WEEKDAYS[best.weekday - 1]!}`),
            from: best.from,
            until: best.until,
            facts: best.facts,
          })}
        </span>
      )
    case 'office':
      return <span className="text-ink-soft">{t('best.office', { from: best.from, until: best.until })}</span>
  }
}
