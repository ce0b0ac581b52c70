/** The company's counterparties: searched, filtered, given to colleagues, exported, added. */
import { useNavigate } from '@tanstack/react-router'
import { Download, UserPlus, UserRoundCog } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import type { Column } from '../../../../web/kit/data-table/column.ts'
import { DataTable } from '../../../../web/kit/data-table/data-table.tsx'
import { useHiddenColumns } from '../../../../web/kit/data-table/use-hidden-columns.ts'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { FilterBar } from '../../../../web/kit/filter-bar.tsx'
import { Menu } from '../../../../web/kit/menu.tsx'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { SavedViews } from '../../../../web/kit/saved-views.tsx'
import { useListState } from '../../../../web/kit/use-list-state.ts'
import { companyHref, useCompany } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { COUNTERPARTY_KINDS, type Counterparty, routes } from '../../contract/index.ts'
import { AssignDialog } from '../cards/assign-dialog.tsx'
import { useChoices } from '../cards/use-cards.ts'
import { useCounterparties } from '../letters/live-letters.ts'
import { useMayWrite } from '../may-write.ts'
import { CounterpartyDialog } from './counterparty-dialog.tsx'

const FILTERS = ['active', 'responsible', 'group', 'kind', 'no_contact', 'bounced', 'same_tax_number'] as const

const Reach = ({ row }: { row: Counterparty }) => {
  const t = useTranslations('mutabakat')
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {row.email && <span className="min-w-0 break-words">{row.email}</span>}
      {row.bounced_at && <Badge tone="bad">{t('cards.bounced')}</Badge>}
      {row.opted_out && <Badge>{t('cards.opted_out')}</Badge>}
      {!row.email &&
        (row.mobile ?? (row.contacts === 0 ? <Badge tone="wait">{t('counterparties.no_email')}</Badge> : null))}
      {row.contacts > 0 && <Badge>{t('cards.more_contacts', { count: row.contacts })}</Badge>}
    </span>
  )
}

const useColumns = (): Column<Counterparty>[] => {
  const t = useTranslations('mutabakat')
  return useMemo(
    () => [
      { id: 'code', header: t('field.code'), cell: row => row.code, isSortable: true, width: '9rem' },
      {
        id: 'title',
        header: t('field.title'),
        cell: row => (
          <span className="inline-flex flex-wrap items-center gap-2">
            {row.title}
            {!row.active && <Badge>{t('cards.inactive')}</Badge>}
          </span>
        ),
        isSortable: true,
        card: 'title',
        canHide: false,
      },
      { id: 'email', header: t('field.email'), cell: row => <Reach row={row} /> },
      { id: 'responsible', header: t('field.responsible'), cell: row => row.responsible?.name ?? '–', width: '10rem' },
      { id: 'kind', header: t('field.kind'), cell: row => t(`kind.${row.kind}`), width: '8rem' },
      {
        id: 'group_code',
        header: t('field.group_code'),
        cell: row => row.group_code ?? '–',
        isSortable: true,
        width: '8rem',
        startsHidden: true,
      },
      {
        id: 'tax_number',
        header: t('field.tax_number'),
        cell: row => row.tax_number ?? '–',
        width: '9rem',
        startsHidden: true,
      },
      { id: 'contact_name', header: t('field.contact_name'), cell: row => row.contact_name ?? '–', startsHidden: true },
    ],
    [t],
  )
}

const useFilters = () => {
  const t = useTranslations('mutabakat')
  const choices = useChoices()
  const only = (label: string) => [{ id: '1', label }]
  return [
    {
      id: 'active' as const,
      label: t('cards.state'),
      options: [
        { id: '1', label: t('cards.active') },
        { id: '0', label: t('cards.inactive') },
      ],
    },
    {
      id: 'responsible' as const,
      label: t('field.responsible'),
      options: [
        ...(choices.data?.members ?? []).map(member => ({ id: member.id, label: member.name })),
        { id: 'none', label: t('cards.nobody') },
      ],
    },
    ...((choices.data?.groups.length ?? 0) > 0
      ? [
          {
            id: 'group' as const,
            label: t('field.group_code'),
            options: choices.data!.groups.map(id => ({ id, label: id })),
          },
        ]
      : []),
    {
      id: 'kind' as const,
      label: t('field.kind'),
      options: COUNTERPARTY_KINDS.map(id => ({ id, label: t(`kind.${id}`) })),
    },
    { id: 'no_contact' as const, label: t('cards.contact'), options: only(t('cards.no_contact')) },
    { id: 'bounced' as const, label: t('cards.mail'), options: only(t('cards.bounced')) },
    { id: 'same_tax_number' as const, label: t('cards.number'), options: only(t('cards.same_number')) },
  ]
}

const ExportMenu = ({ query }: { query: Record<string, string | number | undefined> }) => {
  const t = useTranslations('mutabakat.cards')
  const company = useCompany()
  const { limit: _limit, cursor: _cursor, ...filters } = query
  const save = (route: { path: string }) => {
    // An address of the same origin that answers with an attachment: the page stays.
    location.assign(companyHref(company, route, { query: filters as Record<string, string | undefined> }))
  }
  return (
    <Menu
      label={t('export')}
      items={[
        { id: 'xlsx', label: t('export_xlsx'), onAction: () => save(routes.exportCounterparties) },
        { id: 'csv', label: t('export_csv'), onAction: () => save(routes.exportCounterpartiesCsv) },
      ]}
      trigger={<Button icon={Download}>{t('export')}</Button>}
    />
  )
}

/** Also what its saved views are of. */
const TABLE = 'mutabakat.counterparties'

const CounterpartiesPage = () => {
  const t = useTranslations('mutabakat')
  const company = useCompany()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const list = useListState({ filters: FILTERS, defaultSort: 'title' })
  const query = useCounterparties(list)
  const columns = useColumns()
  const columnChoice = useHiddenColumns(TABLE, columns)
  const filters = useFilters()
  const [adds, setAdds] = useState(false)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [assigns, setAssigns] = useState(false)
  const open = (id: string) => void navigate({ to: companyPath(company.slug, `mutabakat/counterparties/${id}`) })
  const add = (
    <Button tone="primary" icon={UserPlus} onPress={() => setAdds(true)}>
      {t('counterparties.new')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('counterparties.title')}
        actions={
          <>
            <ExportMenu query={list.query} />
            {mayWrite && add}
          </>
        }
      />
      <DataTable
        id={TABLE}
        label={t('counterparties.title')}
        columns={columns}
        columnChoice={columnChoice}
        query={query}
        rowId={row => row.id}
        rowName={row => row.title}
        rowVersion={row => row.rev}
        viewKey={list.key}
        sort={list.sort}
        onSort={list.setSort}
        onCursor={list.setCursor}
        phone="cards"
        onRowAction={row => open(row.id)}
        {...(mayWrite && {
          selection,
          onSelectionChange: setSelection,
          bulkActions: () => (
            <Button small icon={UserRoundCog} onPress={() => setAssigns(true)}>
              {t('cards.assign')}
            </Button>
          ),
        })}
        toolbar={
          <FilterBar
            list={list}
            searchLabel={t('counterparties.search')}
            filters={filters}
            actions={<SavedViews id={TABLE} list={list} columns={columnChoice} />}
          />
        }
        empty={
          list.isFiltered ? (
            <EmptyState title={t('counterparties.no_match_title')} />
          ) : (
            <EmptyState title={t('counterparties.empty_title')} action={mayWrite && add}>
              {t('counterparties.empty_text')}
            </EmptyState>
          )
        }
      />
      {adds && (
        <CounterpartyDialog counterparty={null} isOpen onOpenChange={setAdds} onSaved={saved => open(saved.id)} />
      )}
      {assigns && (
        <AssignDialog ids={[...selection]} onDone={() => setSelection(new Set())} onClose={() => setAssigns(false)} />
      )}
    </>
  )
}

export default CounterpartiesPage
