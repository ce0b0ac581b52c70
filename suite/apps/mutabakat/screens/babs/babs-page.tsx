/** Forms BA and BS of a month: what will be declared, what the other sides say to it, and what is left to do until when. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FileDown, FileUp, MailPlus, Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useErrorText } from '../../../../web/api/use-error-text.ts'
import { Button } from '../../../../web/kit/button.tsx'
import { DataTable } from '../../../../web/kit/data-table/data-table.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { FilterBar } from '../../../../web/kit/filter-bar.tsx'
import { Menu } from '../../../../web/kit/menu.tsx'
import { notify } from '../../../../web/kit/notify.ts'
import { PageHeader } from '../../../../web/kit/page-header.tsx'
import { Tabs } from '../../../../web/kit/tabs.tsx'
import { useListState } from '../../../../web/kit/use-list-state.ts'
import { useCompany, useCompanyCall } from '../../../../web/session/company.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import { TASKS_KEY } from '../../../../web/session/tasks.ts'
import { BABS_FORMS, type BabsOf, LETTER_STATUSES, routes } from '../../contract/index.ts'
import { usePeriods } from '../letters/live-letters.ts'
import { useMayWrite } from '../may-write.ts'
import { TaskResult } from '../reports/task-result.tsx'
import { useBabsColumns } from './babs-columns.tsx'
import { BabsTotals, Deadline } from './babs-totals.tsx'
import { monthEnd } from './month.ts'
import { MonthField, useMonthText } from './month-field.tsx'
import { useBabs, useShownBabs } from './use-babs.ts'

/** The list in the declaration's columns, as a file that is made in the background. */
const useDeclarationFile = (of: BabsOf) => {
  const call = useCompanyCall()
  const queries = useQueryClient()
  const errorText = useErrorText()
  const [task_id, setTask] = useState<string | null>(null)
  const start = useMutation({
    mutationFn: (format: 'xlsx' | 'csv') =>
      call(
        routes.startExport,
        { body: { kind: 'babs', format, babs: { month: of.month, form: of.form } } },
        // Every press asks for a file of this moment.
        { idempotencyKey: crypto.randomUUID() },
      ),
    onSuccess: started => {
      setTask(started.task_id)
      void queries.invalidateQueries({ queryKey: TASKS_KEY })
    },
    onError: error => notify({ level: 'error', text: errorText(error) }),
  })
  return { task_id, start }
}

const FormList = ({ of }: { of: BabsOf }) => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const monthText = useMonthText()
  const list = useListState({ filters: ['status'] })
  const babs = useBabs(of, list)
  const columns = useBabsColumns()
  const go = (below: string) => void navigate({ to: companyPath(slug, `mutabakat/${below}`) })
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <div>
        <BabsTotals data={babs.data} of={of} />
      </div>
      <DataTable
        id="mutabakat.babs"
        label={t(`kinds.page.forms.${of.form}`)}
        columns={columns}
        query={babs}
        rowId={row => row.letter_id}
        rowName={row => row.title}
        rowVersion={row => `${row.status} ${row.count} ${row.amount.amount} ${row.answer_count}`}
        viewKey={`${of.month} ${of.form} ${list.key}`}
        onCursor={list.setCursor}
        onRowAction={row => go(`letters/${row.letter_id}`)}
        phone="cards"
        toolbar={
          <FilterBar
            list={list}
            searchLabel={t('kinds.page.search')}
            filters={[
              {
                id: 'status',
                label: t('letters.filters.status'),
                options: [
                  { id: 'sent,viewed', label: t('dashboard.waiting') },
                  ...LETTER_STATUSES.map(id => ({ id, label: t(`status.${id}`) })),
                ],
              },
            ]}
          />
        }
        empty={
          babs.data?.empty ? (
            <EmptyState
              title={t('kinds.page.empty_title', {
                month: monthText(of.month),
                form: t(`kinds.page.forms.${of.form}`),
              })}
              action={
                mayWrite && (
                  <Button tone="primary" icon={FileUp} onPress={() => go('imports?kind=babs')}>
                    {t('kinds.page.import')}
                  </Button>
                )
              }
            >
              {t('kinds.page.empty_text')}
            </EmptyState>
          ) : (
            <EmptyState
              title={t('kinds.page.no_match')}
              action={<Button onPress={list.clear}>{t('letters.filters.clear')}</Button>}
            />
          )
        }
      />
    </div>
  )
}

const Deeds = ({ of }: { of: BabsOf }) => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const { task_id, start } = useDeclarationFile(of)
  // Only open periods of the form: a month's letters are gathered by it.
  const periods = usePeriods({ key: `babs ${of.form}`, query: { 'filter[kind]': of.form, limit: 100 } })
  const period = periods.data?.items.find(({ date }) => date === monthEnd(of.month))
  const go = (below: string) => void navigate({ to: companyPath(slug, `mutabakat/${below}`) })
  return (
    <>
      <Menu
        label={t('kinds.page.export')}
        trigger={
          <Button icon={FileDown} pending={start.isPending}>
            {t('kinds.page.export')}
          </Button>
        }
        items={[
          { id: 'xlsx', label: 'Excel (.xlsx)', onAction: () => start.mutate('xlsx') },
          { id: 'csv', label: 'CSV', onAction: () => start.mutate('csv') },
        ]}
      />
      {mayWrite && (
        <>
          <Button icon={FileUp} onPress={() => go('imports?kind=babs')}>
            {t('kinds.page.import')}
          </Button>
          <Button icon={MailPlus} onPress={() => go(`letters/new?kind=${of.form}&month=${of.month}`)}>
            {t('letters.new')}
          </Button>
          {period && period.state === 'open' && period.unfinished.drafts > 0 && (
            <Button tone="primary" icon={Send} onPress={() => go(`batches/new?source=period&of=${period.id}`)}>
              {t('kinds.page.send')}
            </Button>
          )}
        </>
      )}
      {task_id && (
        <div className="w-full">
          <TaskResult key={task_id} task_id={task_id} />
        </div>
      )}
    </>
  )
}

const BabsPage = () => {
  const t = useTranslations('mutabakat.kinds.page')
  const { month, form, show } = useShownBabs()
  return (
    <>
      <PageHeader
        title={t('title')}
        description={<Deadline month={month} />}
        actions={<Deeds key={`${month} ${form}`} of={{ month, form }} />}
      />
      <div className="mb-4 max-w-xs">
        <MonthField label={t('month')} hideLabel value={month} onChange={next => show({ month: next })} />
      </div>
      <Tabs
        label={t('title')}
        value={form}
        onChange={next => show({ form: next })}
        tabs={BABS_FORMS.map(id => ({
          id,
          label: `${t(`forms.${id}`)} (${t(`forms_hint.${id}`)})`,
          content: <FormList of={{ month, form: id }} />,
        }))}
      />
    </>
  )
}

export default BabsPage
