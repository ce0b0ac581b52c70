/** All companies of one accountant: which periods are not closed, and what keeps them open. Kept true by every company's room. */
import { roomName } from '@nabiz/protocol'
import { useEvent } from '@nabiz/react'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { call } from '../../../../web/api/call.ts'
import { Badge } from '../../../../web/kit/badge.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { PageFrame } from '../../../../web/kit/page-frame.tsx'
import { RelativeTime } from '../../../../web/kit/relative-time.tsx'
import { Switch } from '../../../../web/kit/switch.tsx'
import { companyPath } from '../../../../web/session/company-path.ts'
import {
  type Board,
  type BoardRow,
  companyRoom,
  MUTABAKAT_EVENTS,
  routes,
  type Standing,
} from '../../contract/index.ts'

const BOARD_KEY = ['mutabakat', 'board'] as const
/** What may change a number of the board; the list of events never changes while a page is open. */
const EVENTS = Object.keys(MUTABAKAT_EVENTS)

/** Many answers at once ask once: a question that is under way is not asked again. */
const Ear = ({ company_id }: { company_id: string }) => {
  const queries = useQueryClient()
  const room = roomName(companyRoom.pattern, { id: company_id })
  const ask = () => void queries.invalidateQueries({ queryKey: BOARD_KEY }, { cancelRefetch: false })
  // biome-ignore lint/correctness/useHookAtTopLevel: the same events in the same order, always
  for (const type of EVENTS) useEvent(room, type, ask)
  return null
}

const Counts = ({ of }: { of: Standing }) => {
  const t = useTranslations('mutabakat.board')
  const parts = [
    { key: 'rejected', tone: 'bad' },
    { key: 'undelivered', tone: 'bad' },
    { key: 'expired', tone: 'wait' },
    { key: 'waiting', tone: 'wait' },
    { key: 'draft', tone: 'neutral' },
  ] as const
  return (
    <span className="flex flex-wrap gap-1.5">
      {parts
        .filter(({ key }) => of[key] > 0)
        .map(({ key, tone }) => (
          <Badge key={key} tone={tone}>
            {t(`count.${key}`, { count: of[key] })}
          </Badge>
        ))}
    </span>
  )
}

const PeriodLine = ({ row, period }: { row: BoardRow; period: BoardRow['periods'][number] }) => {
  const t = useTranslations('mutabakat')
  const format = useFormatter()
  const percent = format.number(period.closed_percent / 100, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <li className="border-t border-line first:border-0">
      <Link
        to={companyPath(
          row.company.slug,
          `mutabakat/letters?filter[balance_date]=${period.date}&filter[kind]=${period.kind}`,
        )}
        className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm hover:bg-sunken sm:grid-cols-[11rem_1fr_5rem]"
      >
        <span>
          <DateText value={period.date} className="font-medium" />{' '}
          <span className="text-ink-soft">{t(`letter_kind.${period.kind}`)}</span>
        </span>
        <span className="max-sm:col-span-2 max-sm:row-start-2">
          <Counts of={period} />
        </span>
        <span className="tabular text-end text-ink-soft" title={t('board.closed_hint', { percent })}>
          {percent}
        </span>
      </Link>
    </li>
  )
}

const CompanyCard = ({ row }: { row: BoardRow }) => {
  const t = useTranslations('mutabakat.board')
  return (
    <Card flush>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
        <h2 className="min-w-0 flex-1 basis-56 font-semibold">
          <Link to={companyPath(row.company.slug, 'mutabakat')} className="hover:text-accent">
            {row.company.title}
          </Link>
        </h2>
        {row.periods.length === 0 ? (
          <Badge tone="good">
            <CircleCheck className="size-3.5" aria-hidden="true" />
            {t('all_closed')}
          </Badge>
        ) : (
          <Counts of={row.standing} />
        )}
        {row.last_answer_at && (
          <span className="text-xs text-ink-soft">
            {t('last_answer')} <RelativeTime value={row.last_answer_at} />
          </span>
        )}
      </header>
      {row.periods.length > 0 && (
        <ul className="border-t border-line">
          {row.periods.map(period => (
            <PeriodLine key={period.id} row={row} period={period} />
          ))}
        </ul>
      )}
      <Ear company_id={row.company.id} />
    </Card>
  )
}

const BoardPage = () => {
  const t = useTranslations('mutabakat.board')
  const [onlyOpen, setOnlyOpen] = useState(true)
  const show = onlyOpen ? 'open' : 'all'
  const board = useQuery<Board>({
    queryKey: [...BOARD_KEY, show],
    queryFn: ({ signal }) => call(routes.board, { query: { show } }, { signal }),
    placeholderData: keepPreviousData,
  })
  const { data } = board
  const header = {
    title: t('title'),
    description: data && t('summary', { companies: data.companies, closed: data.closed }),
    actions: (
      <Switch isSelected={onlyOpen} onChange={setOnlyOpen}>
        {t('only_open')}
      </Switch>
    ),
  }
  const empty = ({ items }: Board) =>
    items.length === 0 && <EmptyState title={t('empty_title')}>{t('empty_text')}</EmptyState>
  return (
    <PageFrame query={board} header={header} empty={empty}>
      {({ items }) => (
        <div className="flex flex-col gap-4">
          {items.map(row => (
            <CompanyCard key={row.company.id} row={row} />
          ))}
        </div>
      )}
    </PageFrame>
  )
}

export default BoardPage
