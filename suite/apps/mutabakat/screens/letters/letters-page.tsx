/** All letters of the company: searched, filtered, sorted, sent in bulk, and live. */
import { useNavigate } from '@tanstack/react-router'
import { CalendarRange, FileUp, Layers, MailPlus, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { DataTable } from '../../../../web/kit/data-table/data-table.tsx'
import { useHiddenColumns } from '../../../../web/kit/data-table/use-hidden-columns.ts'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { FilterBar } from '../../../../web/kit/filter-bar.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { SavedViews } from '../../../../web/kit/saved-views.tsx'
import { useListState } from '../../../../web/kit/use-list-state.ts'
import { useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import type { PrintInput } from '../../contract/index.ts'
import { useMayWrite } from '../may-write.ts'
import { useLetterColumns } from './letter-columns.tsx'
import { AmountRange } from './letters-amount.tsx'
import { LettersBulk } from './letters-bulk.tsx'
import { FILTERS, useLetterFilters } from './letters-filters.ts'
import { useLetters } from './live-letters.ts'
import { PrintDialog } from './print-dialog.tsx'

/** Also what its saved views are of. */
const TABLE = 'mutabakat.letters'

const LettersPage = () => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const list = useListState({ filters: FILTERS, defaultSort: '-created_at' })
  const letters = useLetters(list)
  const filters = useLetterFilters(list.filters)
  const columns = useLetterColumns()
  const columnChoice = useHiddenColumns(TABLE, columns)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [prints, setPrints] = useState(false)
  const { limit: _limit, cursor: _cursor, ...asked } = list.query
  // What an address says that the list does not know, the server refuses here as it does there.
  const shown = asked as PrintInput['list']
  const total = letters.data?.total ?? 0
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
        id={TABLE}
        label={t('letters.title')}
        columns={columns}
        columnChoice={columnChoice}
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
        bulkActions={(ids, clear) => <LettersBulk ids={ids} list={shown} onDone={clear} />}
        toolbar={
          <FilterBar
            list={list}
            searchLabel={t('letters.search')}
            filters={filters}
            actions={
              <>
                <SavedViews id={TABLE} list={list} columns={columnChoice} />
                <Button small tone="quiet" icon={Printer} isDisabled={total === 0} onPress={() => setPrints(true)}>
                  {t('print.all')}
                </Button>
              </>
            }
            fields={[
              {
                id: 'amount',
                label: t('work.list.amount'),
                isSet: list.filters.min !== undefined || list.filters.max !== undefined,
                content: (
                  <AmountRange min={list.filters.min ?? ''} max={list.filters.max ?? ''} onChange={list.setFilter} />
                ),
              },
            ]}
          />
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
      {prints && (
        <PrintDialog
          order={{ list: shown }}
          count={total}
          isExact={letters.data?.total_is_exact ?? true}
          onClose={() => setPrints(false)}
        />
      )}
    </>
  )
}

export default LettersPage
