/** The company's counterparties: searched, added, corrected. */
import { UserPlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../web/kit/badge.tsx'
import { Button } from '../../../web/kit/button.tsx'
import type { Column } from '../../../web/kit/data-table/column.ts'
import { DataTable } from '../../../web/kit/data-table/data-table.tsx'
import { EmptyState } from '../../../web/kit/empty-state.tsx'
import { FilterBar } from '../../../web/kit/filter-bar.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useListState } from '../../../web/kit/use-list-state.ts'
import type { Counterparty } from '../contract/index.ts'
import { CounterpartyDialog } from './counterparty-dialog.tsx'
import { useCounterparties } from './live-letters.ts'
import { useMayWrite } from './may-write.ts'

const useColumns = (): Column<Counterparty>[] => {
  const t = useTranslations('mutabakat')
  return useMemo(
    () => [
      { id: 'code', header: t('field.code'), cell: row => row.code, isSortable: true, width: '9rem' },
      {
        id: 'title',
        header: t('field.title'),
        cell: row => row.title,
        isSortable: true,
        card: 'title',
        canHide: false,
      },
      { id: 'tax_number', header: t('field.tax_number'), cell: row => row.tax_number ?? '–', width: '9rem' },
      { id: 'contact_name', header: t('field.contact_name'), cell: row => row.contact_name ?? '–', width: '11rem' },
      {
        id: 'email',
        header: t('field.email'),
        cell: row => row.email ?? <Badge tone="wait">{t('counterparties.no_email')}</Badge>,
      },
      { id: 'kind', header: t('field.kind'), cell: row => t(`kind.${row.kind}`), width: '9rem', startsHidden: true },
    ],
    [t],
  )
}

const CounterpartiesPage = () => {
  const t = useTranslations('mutabakat.counterparties')
  const mayWrite = useMayWrite()
  const list = useListState({ defaultSort: 'title' })
  const query = useCounterparties(list)
  const columns = useColumns()
  const [open, setOpen] = useState<{ counterparty: Counterparty | null } | null>(null)
  const add = (
    <Button tone="primary" icon={UserPlus} onPress={() => setOpen({ counterparty: null })}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={mayWrite && add} />
      <DataTable
        id="mutabakat.counterparties"
        label={t('title')}
        columns={columns}
        query={query}
        rowId={row => row.id}
        rowName={row => row.title}
        rowVersion={row => row.rev}
        viewKey={list.key}
        sort={list.sort}
        onSort={list.setSort}
        onCursor={list.setCursor}
        phone="cards"
        {...(mayWrite && { onRowAction: (row: Counterparty) => setOpen({ counterparty: row }) })}
        toolbar={<FilterBar list={list} searchLabel={t('search')} />}
        empty={
          list.isFiltered ? (
            <EmptyState title={t('no_match_title')} />
          ) : (
            <EmptyState title={t('empty_title')} action={mayWrite && add}>
              {t('empty_text')}
            </EmptyState>
          )
        }
      />
      {open && (
        <CounterpartyDialog counterparty={open.counterparty} isOpen onOpenChange={isOpen => !isOpen && setOpen(null)} />
      )}
    </>
  )
}

export default CounterpartiesPage
