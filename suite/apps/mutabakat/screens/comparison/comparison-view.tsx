/** Two statements beside each other, from bringing them to settling their difference; the same for members and guests. */
import { useQueryClient } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { Card } from '../../../../web/kit/card.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { FilterBar } from '../../../../web/kit/filter-bar.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import { StaleBanner } from '../../../../web/kit/stale-banner.tsx'
import { Tabs } from '../../../../web/kit/tabs.tsx'
import { useListState } from '../../../../web/kit/use-list-state.ts'
import { useOnline } from '../../../../web/kit/use-online.ts'
import type { Comparison } from '../../contract/index.ts'
import type { ComparisonSource, Shown } from './comparison-source.ts'
import { DifferenceBar } from './difference-bar.tsx'
import { LoneLines } from './lone-lines.tsx'
import { MatchingProgress } from './matching-progress.tsx'
import { PairList } from './pair-list.tsx'
import { SettlementCard } from './settlement-card.tsx'
import { StatementCard } from './statement-card.tsx'
import { useComparison, useDeed } from './use-comparison.ts'
import { sidesFor } from './use-side-name.ts'

const PARTS = ['proposed', 'suspects', 'alone', 'confirmed'] as const
type Part = (typeof PARTS)[number]

export const ComparisonView = ({ source }: { source: ComparisonSource }) => {
  const t = useTranslations('mutabakat.comparison')
  const queries = useQueryClient()
  const deed = useDeed(source)
  const isOnline = useOnline()
  const comparison = useComparison(source)
  const { data } = comparison
  if (!data)
    return (
      <Card>
        <NotLoaded query={comparison} lines={10} />
      </Card>
    )
  const { matchAgain } = source
  const isFrozen = data.can.decide.code === 'comparison_closed'
  return (
    <div className="flex flex-col gap-4">
      {!isOnline && <StaleBanner since={comparison.dataUpdatedAt} />}
      {isFrozen && (
        <p role="status" className="rounded-lg bg-sunken px-3 py-2 text-sm">
          {t('frozen')}
        </p>
      )}
      {data.run !== null && (
        <DifferenceBar comparison={data} currency={data.currency as Currency} isUnderBar={source.isUnderBar} />
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        {sidesFor(source.side).map(side => (
          <StatementCard
            key={side}
            source={source}
            side={side}
            comparison={data}
            onUploaded={() => void queries.invalidateQueries({ queryKey: source.key })}
          />
        ))}
      </div>
      <MatchingProgress comparison={data} onAgain={matchAgain && (() => void deed(matchAgain))} />
      {data.run === null ? (
        <Card>
          <EmptyState icon={Scale} title={t('empty_title')}>
            {t('empty_text')}
          </EmptyState>
        </Card>
      ) : (
        <Parts source={source} comparison={data} />
      )}
      {data.run !== null && <SettlementCard source={source} comparison={data} />}
    </div>
  )
}

/** Where the reader is stands in the address: a link or a reload shows the same part. */
const Parts = ({ source, comparison }: { source: ComparisonSource; comparison: Comparison }) => {
  const t = useTranslations('mutabakat.comparison')
  const list = useListState({ filters: ['part'] })
  const { q, filters, cursor, setFilter, setCursor } = list
  const { counts } = comparison
  const currency = comparison.currency as Currency
  const part = PARTS.find(one => one === filters.part) ?? 'proposed'
  const pairs = (shown: Shown) => (
    <PairList
      key={shown}
      source={source}
      shown={shown}
      comparison={comparison}
      currency={currency}
      q={q}
      cursor={cursor}
      onCursor={setCursor}
    />
  )
  return (
    <>
      <FilterBar list={list} searchLabel={t('search')} />
      <Tabs<Part>
        label={t('tabs.label')}
        value={part}
        onChange={next => setFilter('part', next)}
        tabs={[
          { id: 'proposed', label: t('tabs.proposed'), count: counts.proposed, content: pairs('proposed') },
          { id: 'suspects', label: t('tabs.suspects'), count: counts.suspects, content: pairs('suspects') },
          {
            id: 'alone',
            label: t('tabs.alone'),
            count: counts.only_ours + counts.only_theirs,
            content: <LoneLines source={source} comparison={comparison} currency={currency} q={q} />,
          },
          { id: 'confirmed', label: t('tabs.confirmed'), count: counts.confirmed, content: pairs('confirmed') },
        ]}
      />
    </>
  )
}
