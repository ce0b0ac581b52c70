/** The company's periods: how far each is, what keeps it from being closed, closing and reopening. */
import { useNavigate } from '@tanstack/react-router'
import { Gauge, Lock, MoreHorizontal, Send, Unlock } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { StatusDot, type Tone } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import type { Column } from '../../../../web/kit/data-table/column.ts'
import { DataTable } from '../../../../web/kit/data-table/data-table.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { FilterBar } from '../../../../web/kit/filter-bar.tsx'
import { Menu } from '../../../../web/kit/menu.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { useListState } from '../../../../web/kit/use-list-state.ts'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { PERIOD_STATES, type Period, type PeriodState, WRITTEN_KINDS } from '../../contract/index.ts'
import { usePeriods } from '../letters/live-letters.ts'
import { useMayLead } from '../may-lead.ts'
import { useMayWrite } from '../may-write.ts'
import { ClosePeriodDialog, ReopenPeriodDialog } from './close-period.tsx'
import { PeriodPeople } from './period-people.tsx'

const TONES: Record<PeriodState, Tone> = { open: 'live', closing: 'wait', closed: 'neutral' }

type Asked = { is: 'close' | 'reopen'; period: Period }

const useColumns = (deeds: (period: Period) => React.ReactNode): Column<Period>[] => {
  const t = useTranslations('mutabakat')
  return useMemo(() => {
    const count = (id: string, header: string, of: (period: Period) => number): Column<Period> => ({
      id,
      header,
      cell: period => <span className="tabular">{of(period)}</span>,
      align: 'end',
    })
    return [
      {
        id: 'date',
        header: t('work.period.date'),
        cell: period => <DateText value={period.date} />,
        isSortable: true,
        card: 'title',
        canHide: false,
      },
      { id: 'kind', header: t('work.period.kind'), cell: period => t(`letter_kind.${period.kind}`) },
      {
        id: 'state',
        header: t('work.period.state'),
        cell: period => <StatusDot tone={TONES[period.state]}>{t(`period_state.${period.state}`)}</StatusDot>,
      },
      count('total', t('work.period.total'), period => period.total),
      count('drafts', t('work.period.drafts'), period => period.unfinished.drafts),
      count('waiting', t('work.period.waiting'), period => period.unfinished.waiting),
      count('agreed', t('work.period.agreed'), ({ counts }) => counts.approved + counts.resolved),
      count('rejected', t('work.period.rejected'), ({ counts }) => counts.rejected),
      count('expired', t('work.period.expired'), ({ counts }) => counts.expired),
      { id: 'deeds', header: '', cell: deeds, align: 'end', canHide: false },
    ]
  }, [t, deeds])
}

const PeriodsPage = () => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const mayLead = useMayLead()
  const list = useListState({ filters: ['kind', 'state'], defaultSort: '-date' })
  const periods = usePeriods(list)
  const [asked, setAsked] = useState<Asked | null>(null)
  const go = (below: string) => void navigate({ to: companyPath(slug, `mutabakat/${below}`) })
  const lettersOf = (period: Period) => go(`letters?filter[period]=${period.id}`)
  const columns = useColumns(period => (
    <Menu
      label={t('work.letter.more')}
      trigger={
        <Button small tone="quiet" icon={MoreHorizontal}>
          <span className="sr-only">{t('work.letter.more')}</span>
        </Button>
      }
      items={[
        { id: 'cockpit', label: t('cockpit.open'), icon: Gauge, onAction: () => go(`periods/${period.id}`) },
        { id: 'letters', label: t('work.period.open_letters'), onAction: () => lettersOf(period) },
        ...(mayWrite && period.state === 'open' && period.unfinished.drafts > 0
          ? [
              {
                id: 'send',
                label: t('work.period.send'),
                icon: Send,
                onAction: () => go(`batches/new?source=period&of=${period.id}`),
              },
            ]
          : []),
        ...(mayWrite && period.state !== 'closed'
          ? [
              {
                id: 'close',
                label: t('work.period.close'),
                icon: Lock,
                onAction: () => setAsked({ is: 'close', period }),
              },
            ]
          : []),
        ...(mayLead && period.state !== 'open'
          ? [
              {
                id: 'reopen',
                label: t('work.period.reopen'),
                icon: Unlock,
                onAction: () => setAsked({ is: 'reopen', period }),
              },
            ]
          : []),
      ]}
    />
  ))
  return (
    <>
      <PageHeader title={t('work.period.title')} />
      <DataTable
        id="mutabakat.periods"
        label={t('work.period.title')}
        columns={columns}
        query={periods}
        rowId={period => period.id}
        rowName={period => period.date}
        rowVersion={period => period.rev}
        viewKey={list.key}
        sort={list.sort}
        onSort={list.setSort}
        onCursor={list.setCursor}
        onRowAction={period => go(`periods/${period.id}`)}
        phone="cards"
        toolbar={
          <FilterBar
            list={list}
            filters={[
              {
                id: 'kind',
                label: t('work.period.kind'),
                options: WRITTEN_KINDS.map(id => ({ id, label: t(`letter_kind.${id}`) })),
              },
              {
                id: 'state',
                label: t('work.period.state'),
                options: PERIOD_STATES.map(id => ({ id, label: t(`period_state.${id}`) })),
              },
            ]}
          />
        }
        empty={
          list.isFiltered ? (
            <EmptyState
              title={t('work.period.no_match')}
              action={<Button onPress={list.clear}>{t('letters.filters.clear')}</Button>}
            />
          ) : (
            <EmptyState
              title={t('work.period.empty_title')}
              action={
                mayWrite && (
                  <Button tone="primary" onPress={() => go('letters/new')}>
                    {t('letters.new')}
                  </Button>
                )
              }
            >
              {t('work.period.empty_text')}
            </EmptyState>
          )
        }
      />
      {periods.data && periods.data.items.length > 0 && (
        <div className="mt-5">
          <PeriodPeople periods={periods.data.items} />
        </div>
      )}
      {asked?.is === 'close' && <ClosePeriodDialog period={asked.period} onClose={() => setAsked(null)} />}
      {asked?.is === 'reopen' && <ReopenPeriodDialog period={asked.period} onClose={() => setAsked(null)} />}
    </>
  )
}

export default PeriodsPage
