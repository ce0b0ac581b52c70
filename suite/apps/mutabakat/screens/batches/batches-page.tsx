/** Batches of the company, newest first: what waits for its hour, what runs, what is done. */
import { useNavigate } from '@tanstack/react-router'
import { Send } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
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
import { BATCH_STATES, type Batch } from '../../contract/index.ts'
import { useBatches } from '../letters/live-letters.ts'
import { useMayWrite } from '../may-write.ts'
import { BatchStateDot } from './batch-state.tsx'

const BatchesPage = () => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const list = useListState({ filters: ['state'] })
  const batches = useBatches(list)
  const go = (below: string) => void navigate({ to: companyPath(slug, `mutabakat/${below}`) })
  const columns = useMemo(
    (): Column<Batch>[] => [
      {
        id: 'title',
        header: t('work.batch.title'),
        cell: row => row.title,
        card: 'title',
        canHide: false,
        width: '100%',
      },
      { id: 'state', header: t('work.batch.state'), cell: row => <BatchStateDot state={row.state} /> },
      {
        id: 'total',
        header: t('work.batch.total'),
        cell: row => <span className="tabular">{row.total}</span>,
        align: 'end',
      },
      { id: 'send_at', header: t('work.batch.send_at'), cell: row => <DateText value={row.send_at} form="dateTime" /> },
      {
        id: 'owner',
        header: t('work.batch.owner'),
        cell: row => <span className="whitespace-nowrap">{row.owner.name}</span>,
      },
    ],
    [t],
  )
  const create = mayWrite && (
    <Button tone="primary" icon={Send} onPress={() => go('batches/new')}>
      {t('work.batch.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('work.batch.list_title')} actions={create} />
      <DataTable
        id="mutabakat.batches"
        label={t('work.batch.list_title')}
        columns={columns}
        query={batches}
        rowId={row => row.id}
        rowName={row => row.title}
        rowVersion={row => row.rev}
        viewKey={list.key}
        onCursor={list.setCursor}
        onRowAction={row => go(`batches/${row.id}`)}
        phone="cards"
        toolbar={
          <FilterBar
            list={list}
            filters={[
              {
                id: 'state',
                label: t('work.batch.state'),
                options: BATCH_STATES.map(id => ({ id, label: t(`batch_state.${id}`) })),
              },
            ]}
          />
        }
        empty={
          <EmptyState title={t('work.batch.empty_title')} action={list.isFiltered ? null : create}>
            {t('work.batch.empty_text')}
          </EmptyState>
        }
      />
    </>
  )
}

export default BatchesPage
