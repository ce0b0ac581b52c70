/** All letters of the company: searched, filtered, sorted, sent in bulk, and live. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FileUp, MailPlus, Send } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../web/kit/button.tsx'
import { ConfirmDialog } from '../../../web/kit/confirm-dialog.tsx'
import type { Column } from '../../../web/kit/data-table/column.ts'
import { DataTable } from '../../../web/kit/data-table/data-table.tsx'
import { DateText } from '../../../web/kit/date-text.tsx'
import { EmptyState } from '../../../web/kit/empty-state.tsx'
import { FilterBar } from '../../../web/kit/filter-bar.tsx'
import { Money } from '../../../web/kit/money.tsx'
import { notify } from '../../../web/kit/notify.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useListState } from '../../../web/kit/use-list-state.ts'
import { useCompany, useCompanyCall } from '../../../web/session/company.tsx'
import { companyPath } from '../../../web/session/company-path.ts'
import { TASKS_KEY } from '../../../web/session/tasks.ts'
import { type LetterRow, routes } from '../contract/index.ts'
import { LetterState } from './letter-state.tsx'
import { useLetters } from './live-letters.ts'
import { useMayWrite } from './may-write.ts'

const STATUSES = ['draft', 'sent', 'viewed', 'approved', 'rejected', 'expired', 'cancelled'] as const

const useColumns = (): Column<LetterRow>[] => {
  const t = useTranslations('mutabakat')
  return useMemo(
    () => [
      {
        id: 'no',
        header: t('letters.columns.no'),
        cell: row => <span className="whitespace-nowrap">{row.no}</span>,
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

const SendSelected = ({ ids, onDone }: { ids: ReadonlySet<string>; onDone: () => void }) => {
  const t = useTranslations('mutabakat.letters')
  const call = useCompanyCall()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [intent] = useState(() => crypto.randomUUID())
  const send = useMutation({
    mutationFn: () => call(routes.sendMany, { body: { ids: [...ids] } }, { idempotencyKey: intent }),
    onSuccess: () => {
      notify({ level: 'info', text: t('send_started', { count: ids.size }) })
      void queries.invalidateQueries({ queryKey: TASKS_KEY })
      onDone()
    },
  })
  return (
    <>
      <Button tone="primary" small icon={Send} onPress={() => setOpen(true)}>
        {t('actions.send_selected')}
      </Button>
      <ConfirmDialog
        title={t('send_confirm_title', { count: ids.size })}
        confirmLabel={t('actions.send')}
        onConfirm={() => send.mutateAsync()}
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        {t('send_confirm_text')}
      </ConfirmDialog>
    </>
  )
}

const LettersPage = () => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  const navigate = useNavigate()
  const mayWrite = useMayWrite()
  const list = useListState({
    filters: ['status', 'balance_date', 'side', 'currency', 'undelivered'],
    defaultSort: '-created_at',
  })
  const letters = useLetters(list)
  const columns = useColumns()
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const go = (below: string) => void navigate({ to: companyPath(slug, `mutabakat/${below}`) })

  return (
    <>
      <PageHeader
        title={t('letters.title')}
        actions={
          mayWrite && (
            <>
              <Button tone="secondary" icon={FileUp} onPress={() => go('imports')}>
                {t('letters.import')}
              </Button>
              <Button tone="primary" icon={MailPlus} onPress={() => go('letters/new')}>
                {t('letters.new')}
              </Button>
            </>
          )
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
        {...(mayWrite && {
          selection,
          onSelectionChange: setSelection,
          bulkActions: (ids: ReadonlySet<string>, clear: () => void) => <SendSelected ids={ids} onDone={clear} />,
        })}
        toolbar={
          <FilterBar
            list={list}
            searchLabel={t('letters.search')}
            filters={[
              {
                id: 'status',
                label: t('letters.filters.status'),
                options: [
                  { id: 'sent,viewed', label: t('dashboard.waiting') },
                  ...STATUSES.map(id => ({ id, label: t(`status.${id}`) })),
                ],
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
