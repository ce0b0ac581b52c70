/** What was done in the company, by whom and from where; exported as a file, and verified to be whole. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, ShieldCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AUDIT_FORMATS, type AuditEntry, exportAuditRoute, listAuditRoute, verifyAuditRoute } from '#platform/contract'
import { useErrorText } from '../../api/use-error-text.ts'
import { Button } from '../../kit/button.tsx'
import type { Column } from '../../kit/data-table/column.ts'
import { DataTable } from '../../kit/data-table/data-table.tsx'
import { useHiddenColumns } from '../../kit/data-table/use-hidden-columns.ts'
import { DateText } from '../../kit/date-text.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Menu } from '../../kit/menu.tsx'
import { notify } from '../../kit/notify.ts'
import { SavedViews } from '../../kit/saved-views.tsx'
import { useListState } from '../../kit/use-list-state.ts'
import { companyKey, useCompany, useCompanyCall } from '../../session/company.tsx'
import { TASKS_KEY } from '../../session/tasks.ts'
import { AuditDialog } from './audit-dialog.tsx'
import { AUDIT_FILTERS, AuditFilterBar } from './audit-filter.tsx'
import { Verdict } from './audit-verdict.tsx'
import { type AuditWords, useAuditWords } from './audit-words.ts'

const useColumns = (words: AuditWords): Column<AuditEntry>[] => {
  const t = useTranslations('audit')
  return useMemo(
    () => [
      {
        id: 'at',
        header: t('at'),
        cell: row => <DateText value={row.at} form="dateTime" />,
        isSortable: true,
        width: '10rem',
      },
      { id: 'what', header: t('what'), cell: row => words.action(row.action), card: 'title', canHide: false },
      { id: 'who', header: t('who'), cell: row => words.actor(row.actor) },
      { id: 'object', header: t('object'), cell: row => (row.object ? words.noun(row.object.type) : t('nothing')) },
      { id: 'ip', header: t('ip'), cell: row => row.ip ?? t('nothing'), width: '9rem' },
      { id: 'position', header: t('position'), cell: row => row.position, align: 'end', width: '6rem' },
    ],
    [t, words],
  )
}

/** Also what its saved views are of. */
const TABLE = 'settings.audit'

const AuditPage = () => {
  const t = useTranslations('audit')
  const company = useCompany()
  const call = useCompanyCall()
  const words = useAuditWords()
  const columns = useColumns(words)
  const columnChoice = useHiddenColumns(TABLE, columns)
  const list = useListState({ filters: AUDIT_FILTERS })
  const [open, setOpen] = useState<AuditEntry | null>(null)
  const query = useQuery({
    queryKey: [...companyKey(company), 'audit', list.key],
    queryFn: ({ signal }) => call(listAuditRoute, { query: list.query }, { signal }),
    placeholderData: keepPreviousData,
  })
  const errorText = useErrorText()
  const verify = useMutation({
    mutationFn: () => call(verifyAuditRoute, {}),
    onError: error => notify({ level: 'error', text: errorText(error) }),
  })
  return (
    <>
      <div className="mb-4 flex flex-wrap gap-2">
        <Button icon={ShieldCheck} pending={verify.isPending} onPress={() => verify.mutate()}>
          {t('verify')}
        </Button>
        <ExportMenu filters={list.filters} />
      </div>
      {verify.data && <Verdict verdict={verify.data} words={words} />}
      <DataTable
        id={TABLE}
        label={t('what')}
        columns={columns}
        columnChoice={columnChoice}
        query={query}
        rowId={row => row.id}
        rowName={row => words.action(row.action)}
        viewKey={list.key}
        sort={list.sort}
        onSort={list.setSort}
        onCursor={list.setCursor}
        onRowAction={setOpen}
        phone="cards"
        toolbar={
          <div className="flex flex-wrap items-end justify-between gap-3">
            <AuditFilterBar list={list} words={words} />
            <SavedViews id={TABLE} list={list} columns={columnChoice} />
          </div>
        }
        empty={
          list.isFiltered ? (
            <EmptyState title={t('noMatch')} />
          ) : (
            <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
          )
        }
      />
      {open && <AuditDialog entry={open} words={words} onClose={() => setOpen(null)} />}
    </>
  )
}

export default AuditPage

/** Exports what the filters show, not only the page. */
const ExportMenu = ({ filters }: { filters: Readonly<Record<string, string | undefined>> }) => {
  const t = useTranslations('audit')
  const call = useCompanyCall()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const start = useMutation({
    mutationFn: (format: (typeof AUDIT_FORMATS)[number]) => {
      const named = Object.entries(filters).map(([name, value]) => [`filter[${name}]`, value])
      return call(exportAuditRoute, { body: { ...Object.fromEntries(named), format } })
    },
    onSuccess: () => {
      notify({ level: 'info', text: t('exporting') })
      void queries.invalidateQueries({ queryKey: TASKS_KEY })
    },
    onError: error => notify({ level: 'error', text: errorText(error) }),
  })
  return (
    <Menu
      label={t('export')}
      placement="bottom start"
      items={AUDIT_FORMATS.map(id => ({ id, label: t(`exportAs.${id}`), onAction: () => start.mutate(id) }))}
      trigger={
        <Button icon={Download} pending={start.isPending}>
          {t('export')}
        </Button>
      }
    />
  )
}
