/** Where the company's letters stand: numbers that move by themselves, periods, the latest answers, the slowest ones. */

import { Link, useNavigate } from '@tanstack/react-router'
import { FileUp, MailPlus } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { useClock } from '../../../../web/kit/clock.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { ErrorState } from '../../../../web/kit/error-state.tsx'
import { Money } from '../../../../web/kit/money.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { RelativeTime } from '../../../../web/kit/relative-time.tsx'
import { SkeletonLines } from '../../../../web/kit/skeleton.tsx'
import { StatCard } from '../../../../web/kit/stat-card.tsx'
import { useDateTime } from '../../../../web/kit/use-date-time.ts'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { useMe } from '../../../../web/session/me.ts'
import type { Dashboard } from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'
import { useDashboard } from './live-dashboard.ts'

const Stats = ({ data }: { data: Dashboard | undefined }) => {
  const t = useTranslations('mutabakat.dashboard')
  const { slug } = useCompany()
  const format = useFormatter()
  const list = (search: string) => companyPath(slug, `mutabakat/letters${search}`)
  const number = (value: number | undefined) => (value === undefined ? null : format.number(value))
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-3 xl:grid-cols-6">
      <StatCard label={t('draft')} value={number(data?.counts.draft)} to={list('?filter[status]=draft')} />
      <StatCard
        label={t('waiting')}
        value={number(data && data.counts.sent + data.counts.viewed)}
        to={list('?filter[status]=sent,viewed')}
      />
      <StatCard label={t('approved')} value={number(data?.counts.approved)} to={list('?filter[status]=approved')} />
      <StatCard label={t('rejected')} value={number(data?.counts.rejected)} to={list('?filter[status]=rejected')} />
      <StatCard label={t('undelivered')} value={number(data?.undelivered)} to={list('?filter[undelivered]=1')} />
      <StatCard
        label={t('closed')}
        value={data ? format.number(data.closed_percent / 100, { style: 'percent', maximumFractionDigits: 1 }) : null}
      />
    </div>
  )
}

/** Agreed, not agreed, waiting and draft as parts of one bar; the numbers stand beside it for who cannot see colour. */
const PeriodBar = ({ period }: { period: Dashboard['periods'][number] }) => {
  const parts = [
    { key: 'approved', count: period.approved, color: 'bg-good/80' },
    { key: 'rejected', count: period.rejected, color: 'bg-bad/75' },
    { key: 'waiting', count: period.waiting, color: 'bg-wait/55' },
    { key: 'draft', count: period.draft, color: 'bg-line' },
  ]
  return (
    <div aria-hidden="true" className="mt-1 flex h-1.5 gap-px overflow-hidden rounded-full bg-sunken">
      {parts.map(part => (
        <span
          key={part.key}
          className={part.color}
          style={{ width: `${(part.count / Math.max(1, period.total)) * 100}%` }}
        />
      ))}
    </div>
  )
}

/** Leads to its cockpit; letters from before there were periods have none. */
const PeriodName = ({ period }: { period: Dashboard['periods'][number] }) => {
  const { slug } = useCompany()
  const date = <DateText value={period.balance_date} />
  if (period.id === null) return date
  return (
    <Link to={companyPath(slug, `mutabakat/periods/${period.id}`)} className="text-accent hover:underline">
      {date}
    </Link>
  )
}

const Periods = ({ periods }: { periods: Dashboard['periods'] }) => {
  const t = useTranslations('mutabakat.dashboard')
  const format = useFormatter()
  const columns = ['approved', 'rejected', 'waiting', 'expired', 'undelivered', 'total'] as const
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
    <section aria-label={t('periods')} tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line text-ink-soft max-sm:text-xs">
            <th scope="col" className="py-2.5 ps-4 text-start font-medium">
              {t('period')}
            </th>
            {columns.map(column => (
              <th key={column} scope="col" className="py-2.5 ps-2 text-end font-medium last:pe-4 sm:ps-4">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.map(period => (
            <tr key={`${period.kind} ${period.balance_date}`} className="border-b border-line last:border-0">
              <th scope="row" className="min-w-28 py-2.5 ps-4 text-start font-medium sm:min-w-48">
                <PeriodName period={period} />{' '}
                <span className="font-normal whitespace-nowrap text-ink-soft">
                  {t(`kind.${period.kind}`)}{' '}
                  {format.number(period.closed_percent / 100, { style: 'percent', maximumFractionDigits: 1 })}
                </span>
                <PeriodBar period={period} />
              </th>
              {columns.map(column => (
                <td key={column} className="tabular py-2.5 ps-2 text-end last:pe-4 sm:ps-4">
                  {format.number(period[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Recent = ({ recent }: { recent: Dashboard['recent'] }) => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  if (recent.length === 0) return <p className="px-4 pb-4 text-sm text-ink-soft">{t('dashboard.no_recent')}</p>
  return (
    <ol className="flex flex-col gap-1.5 px-3 pb-3">
      {recent.map(line => (
        <li key={`${line.letter_id}-${line.action}-${line.at}`}>
          <Link
            to={companyPath(slug, `mutabakat/letters/${line.letter_id}`)}
            className="flex items-baseline gap-3 rounded-lg bg-sunken px-3 py-2 text-sm hover:text-accent"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{line.counterparty}</span>
              <span className="text-ink-soft">{t(`history.${line.action}` as 'history.mutabakat_sent')}</span>
            </span>
            <RelativeTime value={line.at} className="shrink-0 text-xs text-ink-soft" />
          </Link>
        </li>
      ))}
    </ol>
  )
}

const Slowest = ({ slowest }: { slowest: Dashboard['slowest'] }) => {
  const t = useTranslations('mutabakat.dashboard')
  const { slug } = useCompany()
  if (slowest.length === 0) return <p className="px-4 pb-4 text-sm text-ink-soft">{t('no_slowest')}</p>
  return (
    <ul className="px-4 pb-3 text-sm">
      {slowest.slice(0, 6).map(line => (
        <li key={line.letter_id} className="flex items-baseline gap-3 border-b border-line py-2 last:border-0">
          <Link
            to={companyPath(slug, `mutabakat/letters/${line.letter_id}`)}
            className="min-w-0 flex-1 truncate hover:text-accent"
          >
            {line.counterparty}
          </Link>
          <RelativeTime value={line.sent_at} className="shrink-0 text-xs text-ink-soft" />
        </li>
      ))}
    </ul>
  )
}

const Differences = ({ differences }: { differences: Dashboard['differences'] }) => {
  const t = useTranslations('mutabakat.dashboard')
  if (differences.length === 0) return <p className="px-4 pb-4 text-sm text-ink-soft">{t('no_differences')}</p>
  return (
    <ul className="px-4 pb-4">
      {differences.map(sum => (
        <li key={sum.currency} className="flex justify-between py-1">
          <span className="text-sm text-ink-soft">{sum.currency}</span>
          <Money value={sum} className="font-semibold" />
        </li>
      ))}
    </ul>
  )
}

/** By the reader's own clock, and by their first name, as people are greeted here. */
const useGreeting = (): string => {
  const t = useTranslations('mutabakat.dashboard.greeting')
  const { user } = useMe()
  const hour = new Date(useClock()).getHours()
  const part = hour >= 5 && hour < 12 ? 'morning' : hour >= 12 && hour < 18 ? 'day' : 'evening'
  return t(part, { name: user.name.trim().split(/\s+/)[0] ?? '' })
}

const Today = ({ data }: { data: Dashboard | undefined }) => {
  const t = useTranslations('mutabakat.dashboard')
  const dateTime = useDateTime()
  const date = dateTime(new Date(useClock()), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    weekday: 'long',
  })
  return data ? `${t('waiting_line', { count: data.counts.sent + data.counts.viewed })} · ${date}` : date
}

const DashboardPage = () => {
  const t = useTranslations('mutabakat.dashboard')
  const greeting = useGreeting()
  const { slug } = useCompany()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const { data, error, isFetching, refetch } = useDashboard()
  const go = (below: string) => void navigate({ to: companyPath(slug, `mutabakat/${below}`) })
  const header = (
    <PageHeader
      title={greeting}
      tabTitle={t('title')}
      description={<Today data={data} />}
      actions={
        mayWrite && (
          <>
            <Button tone="secondary" icon={FileUp} onPress={() => go('imports')}>
              {t('import')}
            </Button>
            <Button tone="primary" icon={MailPlus} onPress={() => go('letters/new')}>
              {t('new')}
            </Button>
          </>
        )
      }
    />
  )
  if (error && !data)
    return (
      <>
        {header}
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
        </Card>
      </>
    )
  if (data?.total === 0 && data.counts.cancelled === 0)
    return (
      <>
        {header}
        <Card>
          <EmptyState
            title={t('empty_title')}
            action={
              mayWrite && (
                <Button tone="primary" icon={FileUp} onPress={() => go('imports')}>
                  {t('import')}
                </Button>
              )
            }
          >
            {t('empty_text')}
          </EmptyState>
        </Card>
      </>
    )
  return (
    <>
      {header}
      <Stats data={data} />
      <div className="mt-5 grid items-start gap-5 lg:grid-cols-3">
        <div className="flex min-w-0 flex-col gap-5 lg:col-span-2">
          <Card flush title={t('periods')}>
            {data ? <Periods periods={data.periods} /> : <SkeletonLines lines={4} />}
          </Card>
          <div className="grid items-start gap-5 sm:grid-cols-2">
            <Card flush title={t('differences')}>
              {data ? <Differences differences={data.differences} /> : <SkeletonLines lines={2} />}
            </Card>
            <Card flush title={t('slowest')}>
              {data ? <Slowest slowest={data.slowest} /> : <SkeletonLines lines={4} />}
            </Card>
          </div>
        </div>
        <Card flush title={t('recent')}>
          {data ? <Recent recent={data.recent} /> : <SkeletonLines lines={8} />}
        </Card>
      </div>
    </>
  )
}

export default DashboardPage
