/** Letters of linked companies: what they say, what our own books say, and whether that is the same. */
import { useNavigate } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import type { Column } from '../../../../web/kit/data-table/column.ts'
import { DataTable } from '../../../../web/kit/data-table/data-table.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { FilterBar } from '../../../../web/kit/filter-bar.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { useListState } from '../../../../web/kit/use-list-state.ts'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { type IncomingRow, MIRROR_RESULTS, WRITTEN_KINDS } from '../../contract/index.ts'
import { LetterMoney } from '../letter-money.tsx'
import { LetterState } from '../letters/letter-state.tsx'
import { MirrorResult } from './mirror-result.tsx'
import { useMayLink } from './use-may-link.ts'
import { useIncomingCount, useIncomingList } from './use-mirror.ts'

const useColumns = (): Column<IncomingRow>[] => {
  const t = useTranslations('mutabakat')
  return useMemo(
    (): Column<IncomingRow>[] => [
      {
        id: 'from',
        header: t('mirror.incoming.from'),
        cell: row => (
          <span className="flex flex-wrap items-center gap-x-2">
            <span className={row.read_at === null ? 'font-semibold' : ''}>{row.from.title}</span>
            {row.read_at === null && <Badge tone="live">{t('mirror.incoming.unread')}</Badge>}
          </span>
        ),
        card: 'title',
        canHide: false,
        width: '100%',
      },
      {
        id: 'no',
        header: t('mirror.incoming.no'),
        cell: row => (
          <span className="whitespace-nowrap">
            {row.no} <span className="block text-xs text-ink-soft">{t(`letter_kind.${row.kind}`)}</span>
          </span>
        ),
      },
      {
        id: 'balance_date',
        header: t('form.balance_date'),
        cell: row => <DateText value={row.balance_date} />,
        isSortable: true,
      },
      {
        id: 'theirs',
        header: t('mirror.incoming.theirs'),
        cell: row => (row.balance ? <LetterMoney kind={row.kind} value={row.balance} /> : '–'),
        align: 'end',
      },
      {
        id: 'ours',
        header: t('mirror.incoming.ours'),
        cell: row => (row.own ? <LetterMoney kind={row.kind} value={row.own.balance} /> : '–'),
        align: 'end',
      },
      { id: 'comparison', header: t('mirror.incoming.comparison'), cell: row => <MirrorResult row={row} /> },
      {
        id: 'state',
        header: t('mirror.incoming.state'),
        cell: row => <LetterState letter={{ status: row.status, delivery: null }} />,
        startsHidden: true,
      },
      {
        id: 'reply_due',
        header: t('mirror.incoming.due'),
        cell: row => <DateText value={row.reply_due} />,
        isSortable: true,
      },
    ],
    [t],
  )
}

const Counts = () => {
  const t = useTranslations('mutabakat.mirror.incoming')
  const { data } = useIncomingCount()
  return <>{data ? t('counts', data) : t('text')}</>
}

const IncomingPage = () => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const navigate = useNavigate()
  const mayLink = useMayLink()
  const list = useListState({ filters: ['waits', 'result', 'kind'], defaultSort: '-received_at' })
  const letters = useIncomingList(list)
  const columns = useColumns()
  const go = (below: string) => void navigate({ to: companyPath(slug, `mutabakat/${below}`) })
  return (
    <>
      <PageHeader
        title={t('mirror.incoming.title')}
        description={<Counts />}
        actions={
          mayLink && (
            <Button icon={Building2} onPress={() => go('links')}>
              {t('mirror.links.title')}
            </Button>
          )
        }
      />
      <DataTable
        id="mutabakat.incoming"
        label={t('mirror.incoming.title')}
        columns={columns}
        query={letters}
        rowId={row => row.id}
        rowName={row => `${row.from.title}, ${row.no}`}
        rowVersion={row => row.rev}
        viewKey={list.key}
        sort={list.sort}
        onSort={list.setSort}
        onCursor={list.setCursor}
        onRowAction={row => go(`incoming/${row.id}`)}
        phone="cards"
        toolbar={
          <FilterBar
            list={list}
            searchLabel={t('mirror.incoming.search')}
            filters={[
              {
                id: 'waits',
                label: t('mirror.incoming.waits'),
                options: (['1', '0'] as const).map(id => ({ id, label: t(`mirror.incoming.waits_${id}`) })),
              },
              {
                id: 'result',
                label: t('mirror.incoming.comparison'),
                options: MIRROR_RESULTS.map(id => ({ id, label: t(`mirror.result.${id}`) })),
              },
              {
                id: 'kind',
                label: t('mirror.incoming.kind'),
                options: WRITTEN_KINDS.map(id => ({ id, label: t(`letter_kind.${id}`) })),
              },
            ]}
          />
        }
        empty={
          list.isFiltered ? (
            <EmptyState
              title={t('mirror.incoming.no_match')}
              action={<Button onPress={list.clear}>{t('mirror.incoming.clear')}</Button>}
            />
          ) : (
            <EmptyState
              title={t('mirror.incoming.empty_title')}
              action={<Button onPress={() => go('counterparties')}>{t('mirror.incoming.empty_action')}</Button>}
            >
              {t('mirror.incoming.empty_text')}
            </EmptyState>
          )
        }
      />
    </>
  )
}

export default IncomingPage
