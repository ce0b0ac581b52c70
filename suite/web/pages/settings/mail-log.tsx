/** A log of mails, of a company or of the installation: searched, narrowed, each opened with what became of it. */
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  type listMailsRoute,
  MAIL_STATES,
  type MailLogEntry,
  type MailState,
  type RouteOutput,
} from '#platform/contract'
import { StatusDot, type Tone } from '../../kit/badge.tsx'
import type { Column } from '../../kit/data-table/column.ts'
import { DataTable, type DataTableProps } from '../../kit/data-table/data-table.tsx'
import { DateText } from '../../kit/date-text.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { FilterBar } from '../../kit/filter-bar.tsx'
import type { ListState } from '../../kit/use-list-state.ts'

const TONES: Record<MailState, Tone> = { queued: 'wait', sent: 'good', bounced: 'bad', failed: 'bad' }

const MailStateText = ({ state }: { state: MailState }) => {
  const t = useTranslations('mailLog.states')
  return <StatusDot tone={TONES[state]}>{t(state)}</StatusDot>
}

const useColumns = (kinds: ReadonlyMap<string, string>): Column<MailLogEntry>[] => {
  const t = useTranslations('mailLog')
  return useMemo(
    () => [
      {
        id: 'created_at',
        header: t('created'),
        cell: row => <DateText value={row.created_at} form="dateTime" />,
        isSortable: true,
        width: '10rem',
      },
      { id: 'to', header: t('to'), cell: row => row.to, card: 'title', canHide: false },
      { id: 'subject', header: t('subject'), cell: row => row.subject },
      { id: 'kind', header: t('kind'), cell: row => kinds.get(row.kind) ?? row.kind, width: '12rem' },
      { id: 'state', header: t('state'), cell: row => <MailStateText state={row.state} />, width: '9rem' },
      { id: 'attempts', header: t('attempts'), cell: row => row.attempts, align: 'end', startsHidden: true },
    ],
    [t, kinds],
  )
}

export type MailLogProps = {
  /** Names the table, and its column choice in this browser. */
  id: string
  list: ListState<'state' | 'kind'>
  query: DataTableProps<MailLogEntry>['query'] & { data: RouteOutput<typeof listMailsRoute> | undefined }
  /** What kinds are called, by their ids. */
  kinds: ReadonlyMap<string, string>
  emptyText: string
}

export const MailLog = ({ id, list, query, kinds, emptyText }: MailLogProps) => {
  const t = useTranslations('mailLog')
  const columns = useColumns(kinds)
  const [open, setOpen] = useState<MailLogEntry | null>(null)
  return (
    <>
      <DataTable
        id={id}
        label={t('subject')}
        columns={columns}
        query={query}
        rowId={row => row.id}
        rowName={row => row.to}
        rowVersion={row => `${row.state} ${row.attempts}`}
        viewKey={list.key}
        sort={list.sort}
        onSort={list.setSort}
        onCursor={list.setCursor}
        onRowAction={setOpen}
        phone="cards"
        toolbar={
          <FilterBar
            list={list}
            searchLabel={t('search')}
            filters={[
              { id: 'state', label: t('state'), options: MAIL_STATES.map(id => ({ id, label: t(`states.${id}`) })) },
              { id: 'kind', label: t('kind'), options: Array.from(kinds, ([id, label]) => ({ id, label })) },
            ]}
          />
        }
        empty={
          list.isFiltered ? (
            <EmptyState title={t('noMatch')} />
          ) : (
            <EmptyState title={t('emptyTitle')}>{emptyText}</EmptyState>
          )
        }
      />
      {query.data && <p className="tabular mt-3 text-sm text-ink-soft">{t('today', query.data.today)}</p>}
      {open && <MailDialog mail={open} kind={kinds.get(open.kind) ?? open.kind} onClose={() => setOpen(null)} />}
    </>
  )
}

const MailDialog = ({ mail, kind, onClose }: { mail: MailLogEntry; kind: string; onClose: () => void }) => {
  const t = useTranslations('mailLog')
  const facts = [
    [t('to'), mail.to],
    [t('kind'), kind],
    [t('state'), <MailStateText key="state" state={mail.state} />],
    [t('created'), <DateText key="created" value={mail.created_at} form="dateTime" />],
    [t('settled'), <DateText key="settled" value={mail.settled_at} form="dateTime" />],
    [t('attempts'), mail.attempts],
    [t('answer'), mail.answer ?? '–'],
    [t('messageId'), mail.message_id ?? '–'],
  ] as const
  return (
    <Dialog title={mail.subject} isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="min-w-0 break-words max-sm:mb-1">{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
