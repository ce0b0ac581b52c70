/** What letters are filtered by: the three that everybody uses in the bar, the others added, links to one thing as chips. */
import { useLocale, useTranslations } from 'use-intl'
import { CURRENCIES } from '#platform/contract'
import type { FilterDefinition } from '../../../../web/kit/filter-bar.tsx'
import { COUNTERPARTY_KINDS, LETTER_STATUSES, WRITTEN_KINDS } from '../../contract/index.ts'
import { formatDay } from '../../domain/index.ts'
import { useChoices, usePeriods } from './live-letters.ts'

export const FILTERS = [
  'status',
  'balance_date',
  'side',
  'currency',
  'undelivered',
  'kind',
  'period',
  'responsible',
  'party',
  'min',
  'max',
  'batch',
  'counterparty',
  'mine',
] as const
export type LetterFilter = (typeof FILTERS)[number]

/** Enough to choose from; older ones are reached from the page of periods. */
const RECENT_PERIODS = { key: 'recent', query: { limit: 24 } }

export const useLetterFilters = (
  set: Readonly<Partial<Record<LetterFilter, string>>>,
): FilterDefinition<LetterFilter>[] => {
  const t = useTranslations('mutabakat')
  const locale = useLocale()
  const choices = useChoices()
  const periods = usePeriods(RECENT_PERIODS, 'days')
  const chip = (id: LetterFilter, label: string, value: string): FilterDefinition<LetterFilter> => ({
    id,
    label,
    place: 'chip',
    options: set[id] ? [{ id: set[id], label: value }] : [],
  })
  return [
    {
      id: 'status',
      label: t('letters.filters.status'),
      options: [
        { id: 'sent,viewed', label: t('dashboard.waiting') },
        ...LETTER_STATUSES.map(id => ({ id, label: t(`status.${id}`) })),
      ],
    },
    {
      id: 'kind',
      label: t('work.list.kind'),
      options: WRITTEN_KINDS.map(id => ({ id, label: t(`letter_kind.${id}`) })),
    },
    {
      id: 'period',
      label: t('work.list.period'),
      options: (periods.data?.items ?? []).map(period => ({
        id: period.id,
        label: formatDay(period.date, locale),
        description: t(`letter_kind.${period.kind}`),
      })),
    },
    { id: 'mine', label: t('work.list.mine'), place: 'more', options: [{ id: '1', label: t('work.list.mine') }] },
    {
      id: 'responsible',
      label: t('work.list.responsible'),
      place: 'more',
      options: [
        ...(choices.data?.members ?? []).map(member => ({ id: member.id, label: member.name })),
        { id: 'none', label: t('work.nobody') },
      ],
    },
    {
      id: 'party',
      label: t('work.list.party'),
      place: 'more',
      options: COUNTERPARTY_KINDS.map(id => ({ id, label: t(`kind.${id}`) })),
    },
    {
      id: 'side',
      label: t('letters.filters.side'),
      place: 'more',
      options: [
        { id: 'B', label: t('side.B') },
        { id: 'A', label: t('side.A') },
      ],
    },
    {
      id: 'currency',
      label: t('letters.filters.currency'),
      place: 'more',
      options: CURRENCIES.map(id => ({ id, label: id })),
    },
    {
      id: 'undelivered',
      label: t('letters.filters.undelivered'),
      place: 'more',
      options: [{ id: '1', label: t('letters.filters.undelivered') }],
    },
    chip('batch', t('kinds.list.batch'), t('kinds.list.one')),
    chip('counterparty', t('kinds.list.counterparty'), t('kinds.list.one')),
    chip('balance_date', t('kinds.list.date'), formatDay(set.balance_date ?? '', locale)),
  ]
}
