/** A month's form in figures: how much is declared, how far the other sides agree, and how long there is. */
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { useClock } from '../../../../web/kit/clock.tsx'
import { StatCard } from '../../../../web/kit/stat-card.tsx'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import type { BabsList, BabsOf } from '../../contract/index.ts'
import { dayInZone, formatDay } from '../../domain/index.ts'
import { useWholeLira } from './babs-columns.tsx'
import { daysBetween, declaredUntil, type Month } from './month.ts'

export const Deadline = ({ month }: { month: Month }) => {
  const t = useTranslations('mutabakat.kinds.page')
  const locale = useLocale()
  const today = dayInZone(new Date(useClock()), Intl.DateTimeFormat().resolvedOptions().timeZone)
  const until = declaredUntil(month)
  const days = daysBetween(today, until)
  const date = formatDay(until, locale)
  if (days < 0) return t('over', { date })
  return <span className={days <= 5 ? 'font-medium text-wait' : ''}>{t('deadline', { days, date })}</span>
}

export const BabsTotals = ({ data, of }: { data: BabsList | undefined; of: BabsOf }) => {
  const t = useTranslations('mutabakat.kinds.page')
  const format = useFormatter()
  const lira = useWholeLira()
  const { slug } = useCompany()
  const number = (value: number | undefined) => (value === undefined ? null : format.number(value))
  const only = (status: string) =>
    companyPath(slug, `mutabakat/babs?month=${of.month}&form=${of.form}&filter[status]=${status}`)
  const totals = data?.totals
  return (
    <>
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-3 xl:grid-cols-[1fr_1fr_1.7fr_1fr_1fr_1fr]">
        <StatCard label={t('rows')} value={number(totals?.rows)} />
        <StatCard label={t('count')} value={number(totals?.count)} />
        <StatCard label={t('amount')} value={totals ? lira(totals.amount) : null} />
        <StatCard label={t('agreed')} value={number(totals?.agreed)} to={only('approved,resolved')} />
        <StatCard label={t('differing')} value={number(totals?.differing)} to={only('rejected')} />
        <StatCard
          label={t('waiting')}
          value={number(totals?.waiting)}
          note={totals && totals.silent > 0 && `${t('silent')}: ${format.number(totals.silent)}`}
          to={only('sent,viewed')}
        />
      </div>
      {totals && data.limit && totals.below_limit > 0 && (
        <p className="mt-3 text-sm text-ink-soft">
          {t('below_count', { count: totals.below_limit, limit: lira(data.limit) })}. {t('below_hint')}
        </p>
      )}
    </>
  )
}
