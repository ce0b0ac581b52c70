/** The cockpit of one period: where it stands, when it closes, what happens, and who has how much left. */
import { Link, useParams } from '@tanstack/react-router'
import { FileSpreadsheet } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { destination } from '../../../../web/format/search-params.ts'
import { StatusDot, type Tone } from '../../../../web/kit/badge.tsx'
import { buttonClasses } from '../../../../web/kit/button.tsx'
import { PageFrame } from '../../../../web/kit/page-frame.tsx'
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

const CockpitPage = () => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { slug } = useCompany()
  return (
    <PageFrame
      query={useCockpit(id)}
      back={{ to: companyPath(slug, 'mutabakat/periods'), label: t('cockpit.back') }}
      lines={10}
      header={({ period }) => ({
        title: `${formatDay(period.date, locale)} · ${t(`letter_kind.${period.kind}`)}`,
        description: <StatusDot tone={TONES[period.state]}>{t(`period_state.${period.state}`)}</StatusDot>,
        actions: (
          <Link
            {...destination(companyPath(slug, `mutabakat/letters?filter[period]=${period.id}`))}
            className={buttonClasses('secondary')}
          >
            <FileSpreadsheet className="size-4" aria-hidden="true" />
            {t('cockpit.letters')}
          </Link>
        ),
      })}
    >
      {cockpit => <Sections cockpit={cockpit} />}
    </PageFrame>
  )
}

export default CockpitPage

/** Two columns where there is room; else one, with the forecast before the long lanes. */
const Sections = ({ cockpit }: { cockpit: Cockpit }) => (
  <div className="flex flex-col gap-5 xl:grid xl:grid-cols-3 xl:items-start">
    <div className="flex min-w-0 flex-col gap-5 max-xl:contents xl:col-span-2">
      <div className="order-1">
        <StandingBar cockpit={cockpit} />
      </div>
      <div className="order-3">
        <FlowChart flow={cockpit.flow} />
      </div>
      <div className="order-4">
        <Lanes cockpit={cockpit} />
      </div>
    </div>
    <div className="flex min-w-0 flex-col gap-5 max-xl:contents">
      <div className="order-2">
        <ClosingCard cockpit={cockpit} />
      </div>
      <div className="order-5">
        <Stream cockpit={cockpit} />
      </div>
    </div>
  </div>
)
