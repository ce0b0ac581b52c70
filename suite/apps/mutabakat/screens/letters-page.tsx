/** All letters of the company: searched, filtered, sorted, sent in bulk, and live. */
import { useNavigate } from '@tanstack/react-router'
import { CalendarRange, FileUp, Layers, MailPlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Button } from '../../../web/kit/button.tsx'
import type { Column } from '../../../web/kit/data-table/column.ts'
import { DataTable } from '../../../web/kit/data-table/data-table.tsx'
import { DateText } from '../../../web/kit/date-text.tsx'
import { EmptyState } from '../../../web/kit/empty-state.tsx'
import { FilterBar } from '../../../web/kit/filter-bar.tsx'
import { Money } from '../../../web/kit/money.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useListState } from '../../../web/kit/use-list-state.ts'
import { useCompany } from '../../../web/session/company.tsx'
import { companyPath } from '../../../web/session/company-path.ts'
import { COUNTERPARTY_KINDS, LETTER_STATUSES, type LetterRow } from '../contract/index.ts'
import { formatDay } from '../domain/index.ts'
import { LetterState } from './letter-state.tsx'
import { AmountRange } from './letters-amount.tsx'
import { LettersBulk } from './letters-bulk.tsx'
import { useChoices, useLetters, usePeriods } from './live-letters.ts'
import { useMayWrite } from './may-write.ts'

/** Kinds that are written today. */
const KINDS = ['cari', 'cari_doviz'] as const

const useColumns = (): Column<LetterRow>[] => {
  const t = useTranslations('mutabakat')
  return useMemo(
    () => [
      {
        id: 'no',
        header: t('letters.columns.no'),
        cell: row => (
          <span className="whitespace-nowrap">
            {row.no}
            {row.version > 1 && (
              <span className="ms-1.5 text-xs text-ink-soft">{t('work.letter.version', { version: row.version })}</span>
            )}
          </span>
        ),
        isSortable: true,
      },
      {
        id: 'counterparty',
        header: t('letters.columns.counterparty'),
        cell: row => row.counterparty.title,
        isSortable: true,
        card: 'title',
        canHide: false,
        // The others are as wide as what they say; the names get the rest.
        width: '100%',
      },
      {
        id: 'balance_date',
        header: t('letters.columns.balance_date'),
        cell: row => <DateText value={row.balance_date} />,
        isSortable: true,
      },
      {
        id: 'balance',
        header: t('letters.columns.balance'),
        cell: row => (
          <span className="whitespace-nowrap">
            <Money value={row.balance} />{' '}
            <abbr title={t(`side.${row.side}_hint`)} className="text-ink-soft no-underline">
              ({row.side})
            </abbr>
          </span>
        ),
        isSortable: true,
        align: 'end',
      },
      {
        id: 'status',
        header: t('letters.columns.status'),
        cell: row => (
          <span className="whitespace-nowrap">
            <LetterState letter={row} />
          </span>
        ),
        isSortable: true,
      },
      {
        id: 'reply_due',
        header: t('letters.columns.reply_due'),
        cell: row => <DateText value={row.reply_due} />,
        startsHidden: true,
      },
      {
        id: 'responsible',
        header: t('work.list.responsible'),
        cell: row => row.responsible?.name ?? '–',
        width: '10rem',
        startsHidden: true,
      },
      {
        id: 'sender',
        header: t('letters.columns.sender'),
        cell: row => row.sender?.name ?? '–',
        width: '10rem',
        startsHidden: true,
      },
      {
        id: 'answered_at',
        header: t('letters.columns.answered_at'),
        cell: row => <DateText value={row.answered_at} />,
        isSortable: true,
      },
    ],
    [t],
  )
}

/** Enough to choose from; older ones are reached from the page of periods. */
const RECENT_PERIODS = { key: 'recent', query: { limit: 24 } }

const LettersPage = () => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const navigate = useNavigate()
  const locale = useLocale()
  const mayWrite = useMayWrite()
  const list = useListState({
    filters: [
      'status',
      'balance_date',
      'side',
      'currency',
      'undelivered',
      'kind',
      'period',
      'responsible',
      'party',
      'min',
      'max',
      'batch',
      'counterparty',
      'mine',
    ],
    defaultSort: '-created_at',
  })
  const letters = useLetters(list)
  const choices = useChoices()
  const periods = usePeriods(RECENT_PERIODS, 'days')
  const columns = useColumns()
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const go = (below: string) => void navigate({ to: companyPath(slug, `mutabakat/${below}`) })

  return (
    <>
      <PageHeader
        title={t('letters.title')}
        actions={
          <>
            <Button tone="secondary" icon={CalendarRange} onPress={() => go('periods')}>
              {t('work.list.periods')}
            </Button>
            <Button tone="secondary" icon={Layers} onPress={() => go('batches')}>
              {t('work.list.batches')}
            </Button>
            {mayWrite && (
              <>
                <Button tone="secondary" icon={FileUp} onPress={() => go('imports')}>
                  {t('letters.import')}
                </Button>
                <Button tone="primary" icon={MailPlus} onPress={() => go('letters/new')}>
                  {t('letters.new')}
                </Button>
              </>
            )}
          </>
        }
      />
      <DataTable
        id="mutabakat.letters"
        label={t('letters.title')}
        columns={columns}
        query={letters}
        rowId={row => row.id}
        rowName={row => `${row.no} ${row.counterparty.title}`}
        rowVersion={row => row.rev}
        viewKey={list.key}
        sort={list.sort}
        onSort={list.setSort}
        onCursor={list.setCursor}
        onRowAction={row => go(`letters/${row.id}`)}
        phone="cards"
        selection={selection}
        onSelectionChange={setSelection}
        bulkActions={(ids, clear) => <LettersBulk ids={ids} onDone={clear} />}
        toolbar={
          <div className="flex flex-col gap-2">
            <FilterBar
              list={list}
              searchLabel={t('letters.search')}
              filters={[
                {
                  id: 'status',
                  label: t('letters.filters.status'),
                  options: [
                    { id: 'sent,viewed', label: t('dashboard.waiting') },
                    ...LETTER_STATUSES.map(id => ({ id, label: t(`status.${id}`) })),
                  ],
                },
                {
                  id: 'mine',
                  label: t('work.list.mine'),
                  options: [{ id: '1', label: t('work.list.mine') }],
                },
                {
                  id: 'period',
                  label: t('work.list.period'),
                  options: (periods.data?.items ?? []).map(period => ({
                    id: period.id,
                    label: formatDay(period.date, locale),
                    description: t(`letter_kind.${period.kind}`),
                  })),
                },
                {
                  id: 'responsible',
                  label: t('work.list.responsible'),
                  options: [
                    ...(choices.data?.members ?? []).map(member => ({ id: member.id, label: member.name })),
                    { id: 'none', label: t('work.nobody') },
                  ],
                },
                {
                  id: 'party',
                  label: t('work.list.party'),
                  options: COUNTERPARTY_KINDS.map(id => ({ id, label: t(`kind.${id}`) })),
                },
                {
                  id: 'kind',
                  label: t('work.list.kind'),
                  options: KINDS.map(id => ({ id, label: t(`letter_kind.${id}`) })),
                },
                {
                  id: 'side',
                  label: t('letters.filters.side'),
                  options: [
                    { id: 'B', label: t('side.B') },
                    { id: 'A', label: t('side.A') },
                  ],
                },
                {
                  id: 'currency',
                  label: t('letters.filters.currency'),
                  options: ['TRY', 'USD', 'EUR', 'AZN', 'GBP'].map(id => ({ id, label: id })),
                },
                {
                  id: 'undelivered',
                  label: t('letters.filters.undelivered'),
                  options: [{ id: '1', label: t('letters.filters.undelivered') }],
                },
              ]}
            />
            <AmountRange min={list.filters.min ?? ''} max={list.filters.max ?? ''} onChange={list.setFilter} />
          </div>
        }
        empty={
          list.isFiltered ? (
            <EmptyState
              title={t('letters.no_match_title')}
              action={
                <Button tone="secondary" onPress={list.clear}>
                  {t('letters.filters.clear')}
                </Button>
              }
            >
              {t('letters.no_match_text')}
            </EmptyState>
          ) : (
            <EmptyState
              title={t('letters.empty_title')}
              action={
                mayWrite && (
                  <Button tone="primary" icon={FileUp} onPress={() => go('imports')}>
                    {t('letters.import')}
                  </Button>
                )
              }
            >
              {t('letters.empty_text')}
            </EmptyState>
          )
        }
      />
    </>
  )
}

export default LettersPage
