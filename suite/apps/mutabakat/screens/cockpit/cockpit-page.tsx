/** The cockpit of one period: where it stands, when it closes, what happens, and who has how much left. */
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, FileSpreadsheet } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { isMissing } from '../../../../web/api/api-error.ts'
import { destination } from '../../../../web/format/search-params.ts'
import { StatusDot, type Tone } from '../../../../web/kit/badge.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { ErrorState } from '../../../../web/kit/error-state.tsx'
import { NotFoundPage } from '../../../../web/kit/not-found-page.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import { StaleBanner } from '../../../../web/kit/stale-banner.tsx'
import { useOnline } from '../../../../web/kit/use-online.ts'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import type { Cockpit, PeriodState } from '../../contract/index.ts'
import { formatDay } from '../../domain/index.ts'
import { ClosingCard } from './closing-card.tsx'
import { FlowChart } from './flow-chart.tsx'
import { Lanes } from './lanes.tsx'
import { StandingBar } from './standing-bar.tsx'
import { Stream } from './stream.tsx'
import { useCockpit } from './use-cockpit.ts'

const TONES: Record<PeriodState, Tone> = { open: 'live', closing: 'wait', closed: 'neutral' }

const Header = ({ cockpit: { period } }: { cockpit: Cockpit }) => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const { slug } = useCompany()
  return (
    <PageHeader
      title={`${formatDay(period.date, locale)} · ${t(`letter_kind.${period.kind}`)}`}
      description={<StatusDot tone={TONES[period.state]}>{t(`period_state.${period.state}`)}</StatusDot>}
      actions={
        <Link
          {...destination(companyPath(slug, `mutabakat/letters?filter[period]=${period.id}`))}
          className="inline-flex min-h-11 items-center gap-2 rounded-field border border-line bg-surface px-4 font-medium hover:bg-sunken"
        >
          <FileSpreadsheet className="size-4" aria-hidden="true" />
          {t('cockpit.letters')}
        </Link>
      }
    />
  )
}

const CockpitPage = () => {
  const t = useTranslations('mutabakat.cockpit')
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { slug } = useCompany()
  const isOnline = useOnline()
  const { data, error, isFetching, refetch, dataUpdatedAt } = useCockpit(id)
  if (!data && isMissing(error)) return <NotFoundPage />
  const back = (
    <Link
      to={companyPath(slug, 'mutabakat/periods')}
      className="mb-3 inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink"
    >
      <ArrowLeft className="size-4" aria-hidden="true" />
      {t('back')}
    </Link>
  )
  if (!data)
    return (
      <>
        {back}
        <Card>
          {error ? (
            <ErrorState error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
          ) : (
            <SkeletonLines lines={10} />
          )}
        </Card>
      </>
    )
  return (
    <>
      {back}
      <Header cockpit={data} />
      {!isOnline && <StaleBanner since={dataUpdatedAt} />}
      {/* Two columns where there is room; else one, with the forecast before the long lanes. */}
      <div className="flex flex-col gap-5 xl:grid xl:grid-cols-3 xl:items-start">
        <div className="flex min-w-0 flex-col gap-5 max-xl:contents xl:col-span-2">
          <div className="order-1">
            <StandingBar cockpit={data} />
          </div>
          <div className="order-3">
            <FlowChart flow={data.flow} />
          </div>
          <div className="order-4">
            <Lanes cockpit={data} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-5 max-xl:contents">
          <div className="order-2">
            <ClosingCard cockpit={data} />
          </div>
          <div className="order-5">
            <Stream cockpit={data} />
          </div>
        </div>
      </div>
    </>
  )
}

export default CockpitPage
