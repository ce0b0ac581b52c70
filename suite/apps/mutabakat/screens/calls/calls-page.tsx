/** Whom to call: why, by which number, when it is best, and what came of it. */
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
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
import { CALL_STATES, type Call } from '../../contract/index.ts'
import { formatDay } from '../../domain/index.ts'
import { useMayWrite } from '../may-write.ts'
import { BestMoment } from './best-moment.tsx'
import { DropCallDialog, FinishCallDialog } from './close-call-dialogs.tsx'
import { PhoneLink } from './phone-link.tsx'
import { useCalls } from './use-calls.ts'

type Asked = { is: 'finish' | 'drop'; call: Call }

const Whom = ({ call: { contact } }: { call: Call }) => {
  const t = useTranslations('mutabakat.calls')
  return (
    <span className="flex flex-col">
      <span className={contact.name ? '' : 'text-ink-soft'}>{contact.name ?? t('no_name')}</span>
      {contact.phone ? <PhoneLink phone={contact.phone} /> : <span className="text-ink-soft">{t('no_phone')}</span>}
    </span>
  )
}

/** What there is to do about an open call; of the others, what became of them. */
const Deeds = ({ call, onAsk }: { call: Call; onAsk: ((asked: Asked) => void) | null }) => {
  const t = useTranslations('mutabakat.calls')
  const locale = useLocale()
  if (call.state !== 'open')
    return (
      <span className="flex flex-col text-sm">
        <span>
          {call.outcome ? t(`outcome.${call.outcome}`) : t('state.dropped')}
          {call.promised_until && `: ${t('promised_until', { day: formatDay(call.promised_until, locale) })}`}
        </span>
        {call.note && <span className="text-ink-soft">{call.note}</span>}
        <span className="text-xs text-ink-soft">
          {call.closed?.by} · <DateText value={call.closed?.at ?? null} form="dateTime" />
        </span>
      </span>
    )
  if (!onAsk) return null
  return (
    <span className="flex flex-wrap gap-2">
      <Button small onPress={() => onAsk({ is: 'finish', call })}>
        {t('finish')}
      </Button>
      <Button small tone="quiet" onPress={() => onAsk({ is: 'drop', call })}>
        {t('drop')}
      </Button>
    </span>
  )
}

const useColumns = (onAsk: ((asked: Asked) => void) | null): Column<Call>[] => {
  const t = useTranslations('mutabakat')
  const { slug } = useCompany()
  return useMemo(
    () => [
      {
        id: 'counterparty',
        header: t('letters.columns.counterparty'),
        cell: call => (
          <span className="flex flex-col">
            <Link
              to={companyPath(slug, `mutabakat/letters/${call.letter.id}`)}
              className="font-medium text-accent underline"
            >
              {call.counterparty.title}
            </Link>
            <span className="text-xs text-ink-soft">{call.letter.no}</span>
          </span>
        ),
        card: 'title',
        canHide: false,
      },
      {
        id: 'reason',
        header: t('calls.why'),
        cell: call => (
          <span className="flex flex-col">
            <span>{t(`calls.reason.${call.reason}`, { by: call.asked_by ?? '' })}</span>
            {call.state === 'open' && call.note && <span className="text-xs text-ink-soft">{call.note}</span>}
          </span>
        ),
      },
      { id: 'whom', header: t('calls.whom'), cell: call => <Whom call={call} />, canHide: false },
      {
        id: 'best',
        header: t('reaching.best'),
        cell: call => (call.state === 'open' ? <BestMoment best={call.best} /> : null),
      },
      {
        id: 'reply_due',
        header: t('letter.reply_due'),
        cell: call => <DateText value={call.letter.reply_due} />,
        isSortable: true,
      },
      { id: 'assignee', header: t('work.letter.responsible'), cell: call => call.assignee?.name ?? '–' },
      {
        id: 'deeds',
        header: t('calls.outcome_label'),
        cell: call => <Deeds call={call} onAsk={onAsk} />,
        canHide: false,
      },
    ],
    [t, slug, onAsk],
  )
}

const CallsPage = () => {
  const t = useTranslations('mutabakat')
  const list = useListState({ filters: ['state', 'mine'], defaultSort: 'reply_due' })
  const calls = useCalls(list)
  const mayWrite = useMayWrite()
  const [asked, setAsked] = useState<Asked | null>(null)
  const columns = useColumns(mayWrite ? setAsked : null)
  return (
    <>
      <PageHeader title={t('calls.title')} />
      <DataTable
        id="mutabakat.calls"
        label={t('calls.title')}
        columns={columns}
        query={calls}
        rowId={call => call.id}
        rowName={call => call.counterparty.title}
        rowVersion={call => call.rev}
        viewKey={list.key}
        sort={list.sort}
        onSort={list.setSort}
        onCursor={list.setCursor}
        phone="cards"
        toolbar={
          <FilterBar
            list={list}
            filters={[
              {
                id: 'state',
                label: t('letters.columns.status'),
                options: CALL_STATES.map(id => ({ id, label: t(`calls.state.${id}`) })),
              },
              { id: 'mine', label: t('work.letter.responsible'), options: [{ id: '1', label: t('calls.mine') }] },
            ]}
          />
        }
        empty={
          list.isFiltered ? (
            <EmptyState
              title={t('calls.empty_title')}
              action={<Button onPress={list.clear}>{t('letters.filters.clear')}</Button>}
            />
          ) : (
            <EmptyState title={t('calls.empty_title')}>{t('calls.empty_text')}</EmptyState>
          )
        }
      />
      {asked?.is === 'finish' && <FinishCallDialog call={asked.call} onClose={() => setAsked(null)} />}
      {asked?.is === 'drop' && <DropCallDialog call={asked.call} onClose={() => setAsked(null)} />}
    </>
  )
}

export default CallsPage
