/** Letters picked one by one out of the filtered list; what is picked stays while the filters change. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../web/kit/button.tsx'
import { Card } from '../../../../web/kit/card.tsx'
import { DataTable } from '../../../../web/kit/data-table/data-table.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { FilterBar } from '../../../../web/kit/filter-bar.tsx'
import { useListState } from '../../../../web/kit/use-list-state.ts'
import { useLetterColumns } from '../letters/letter-columns.tsx'
import { FILTERS, useLetterFilters } from '../letters/letters-filters.ts'
import { useLetters } from '../letters/live-letters.ts'

/** Only these can be sent. */
const UNSENT = 'draft,ready'
/** The state is given, an amount is a field of its own, and links to one thing lead to the list of letters. */
const OFFERED = ['kind', 'period', 'responsible', 'party', 'side', 'currency', 'mine'] as const

const COLUMNS = ['no', 'counterparty', 'balance_date', 'balance'] as const

export const PickLetters = ({ ids, onChange }: { ids: readonly string[]; onChange: (ids: string[]) => void }) => {
  const t = useTranslations('mutabakat')
  const list = useListState({ filters: FILTERS, defaultSort: 'counterparty', limit: 20 })
  const query = { ...list.query, 'filter[status]': UNSENT }
  const letters = useLetters({ key: `pick ${list.key}`, query })
  const filters = useLetterFilters(list.filters).filter(({ id }) => OFFERED.some(known => known === id))
  const columns = useLetterColumns(COLUMNS)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set(ids))
  const choose = (chosen: ReadonlySet<string>) => {
    setSelection(chosen)
    onChange([...chosen])
  }
  return (
    <Card title={t('kinds.wizard.choose')}>
      <div className="flex flex-col gap-3">
        <p role="status" className="flex min-h-8 flex-wrap items-center gap-3 text-sm">
          {t('kinds.wizard.chosen', { count: selection.size })}
          {selection.size > 0 && (
            <Button small tone="quiet" onPress={() => choose(new Set())}>
              {t('kinds.wizard.none')}
            </Button>
          )}
        </p>
        <DataTable
          id="mutabakat.pick"
          label={t('kinds.wizard.choose')}
          columns={columns}
          query={letters}
          rowId={row => row.id}
          rowName={row => `${row.no} ${row.counterparty.title}`}
          rowVersion={row => row.rev}
          viewKey={list.key}
          sort={list.sort}
          onSort={list.setSort}
          onCursor={list.setCursor}
          phone="cards"
          selection={selection}
          onSelectionChange={choose}
          toolbar={<FilterBar list={list} searchLabel={t('kinds.wizard.search')} filters={filters} />}
          empty={<EmptyState title={t('kinds.wizard.no_match')}>{t('kinds.wizard.no_match_text')}</EmptyState>}
        />
      </div>
    </Card>
  )
}
