/** When the period may close, as a range with its reasons, and what keeps it open. */

import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { destination } from '../../../../web/format/search-params.ts'
import { Card } from '../../../../web/kit/card.tsx'
import { useDateTime } from '../../../../web/kit/use-date-time.ts'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import type { ClosingRange, Cockpit } from '../../contract/index.ts'

const KEEPS = [
  { id: 'undelivered', filter: 'filter[undelivered]=1', dot: 'bg-bad' },
  { id: 'rejected', filter: 'filter[status]=rejected', dot: 'bg-bad' },
  { id: 'expired', filter: 'filter[status]=expired', dot: 'bg-ink-soft' },
  { id: 'waiting', filter: 'filter[status]=sent,viewed', dot: 'bg-wait' },
  { id: 'draft', filter: 'filter[status]=draft,pending_approval,ready', dot: 'bg-field-line' },
] as const

const Forecast = ({ forecast }: { forecast: ClosingRange }) => {
  const t = useTranslations('mutabakat.cockpit')
  const dateTime = useDateTime()
  // A calendar day has no zone of its own.
  const day = (value: string) => dateTime(new Date(value), { day: 'numeric', month: 'long', timeZone: 'UTC' })
  if (forecast.is === 'done') return <p className="font-medium text-good">{t('done')}</p>
  if (forecast.is === 'unknown') return <p className="text-sm text-ink-soft">{t(`unknown.${forecast.why}`)}</p>
  const { from, likely, to, basis, earlier } = forecast
  return (
    <>
      <p className="text-xl font-bold">{t('likely', { day: day(likely) })}</p>
      {from !== to && <p className="text-sm">{t('between', { from: day(from), to: day(to) })}</p>}
      <p className="mt-1 text-xs text-ink-soft">{t(`basis.${basis}`, { earlier })}</p>
    </>
  )
}

export const ClosingCard = ({ cockpit: { period, standing, forecast } }: { cockpit: Cockpit }) => {
  const t = useTranslations('mutabakat.cockpit')
  const { slug } = useCompany()
  const open = KEEPS.filter(({ id }) => standing[id] > 0)
  return (
    <Card title={t('forecast')}>
      <Forecast forecast={forecast} />
      <h3 className="mt-5 mb-1 text-sm font-semibold">{t('open_by')}</h3>
      {open.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('nothing_open')}</p>
      ) : (
        <ul>
          {open.map(({ id, filter, dot }) => (
            <li key={id} className="border-b border-line last:border-0">
              <Link
                {...destination(companyPath(slug, `mutabakat/letters?filter[period]=${period.id}&${filter}`))}
                className="flex items-center gap-2.5 py-2 text-sm hover:underline"
              >
                <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${dot}`} />
                <span className="min-w-0 flex-1">{t(`keeps.${id}`, { count: standing[id] })}</span>
                <ChevronRight className="size-4 shrink-0 text-ink-soft" aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
