/** Lines without a partner, side by side: each with its reason, and lines of both sides put together by hand. */
import { Link2, Pencil, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { Card } from '../../../../web/kit/card.tsx'
import { Checkbox } from '../../../../web/kit/checkbox.tsx'
import { TableFooter } from '../../../../web/kit/data-table/table-footer.tsx'
import { EmptyState } from '../../../../web/kit/empty-state.tsx'
import { IconButton } from '../../../../web/kit/icon-button.tsx'
import { NotLoaded } from '../../../../web/kit/not-loaded.tsx'
import type { Comparison, Line, StatementSide } from '../../contract/index.ts'
import type { ComparisonSource } from './comparison-source.ts'
import { ExplainDialog } from './explain-dialog.tsx'
import { MOST_LINES } from './line-sums.ts'
import { LineText } from './line-text.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { useLoneLines } from './use-comparison.ts'
import { sidesFor, useSideName } from './use-side-name.ts'

type Props = { source: ComparisonSource; comparison: Comparison; currency: Currency; q: string }

export const LoneLines = ({ source, comparison, currency, q }: Props) => {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Line>>(new Map())
  const [explained, setExplained] = useState<Line | null>(null)
  const choose = (line: Line, isChosen: boolean) =>
    setChosen(now => {
      const next = new Map(now)
      if (isChosen) next.set(line.id, line)
      else next.delete(line.id)
      return next
    })
  const column = (side: StatementSide) => (
    <Column
      // Another search begins at its first page.
      key={`${side} ${q}`}
      q={q}
      side={side}
      source={source}
      comparison={comparison}
      currency={currency}
      chosen={chosen}
      onChoose={choose}
      onExplain={setExplained}
    />
  )
  return (
    <div className="@container space-y-4">
      <div className="grid gap-4 @3xl:grid-cols-2">{sidesFor(source.side).map(column)}</div>
      {chosen.size > 0 && (
        <SelectionBar source={source} chosen={chosen} currency={currency} onClear={() => setChosen(new Map())} />
      )}
      {explained && (
        <ExplainDialog
          key={explained.id}
          source={source}
          line={explained}
          currency={currency}
          onClose={() => setExplained(null)}
        />
      )}
    </div>
  )
}

const Column = ({
  side,
  source,
  comparison,
  currency,
  q,
  chosen,
  onChoose,
  onExplain,
}: Props & {
  side: StatementSide
  chosen: ReadonlyMap<string, Line>
  onChoose: (line: Line, isChosen: boolean) => void
  onExplain: (line: Line) => void
}) => {
  const t = useTranslations('mutabakat.comparison')
  const sideName = useSideName(source.side)
  const [cursor, setCursor] = useState<string | undefined>()
  const lines = useLoneLines(source, side, { q, cursor }, comparison.rev)
  const isEmptied = cursor !== undefined && lines.data?.items.length === 0
  useEffect(() => {
    if (isEmptied) setCursor(undefined)
  }, [isEmptied])
  const isFull = [...chosen.values()].filter(line => line.side === side).length >= MOST_LINES
  const mayWrite = comparison.can.decide.ok
  return (
    <Card title={t('only', { side: sideName(side) })} flush>
      {!lines.data ? (
        <NotLoaded query={lines} lines={5} />
      ) : lines.data.items.length === 0 ? (
        <EmptyState icon={q ? Search : Link2} title={t(q ? 'not_found' : 'none.alone')} />
      ) : (
        <>
          <ul aria-label={t('only', { side: sideName(side) })}>
            {lines.data.items.map(line => (
              <li key={line.id} className="flex items-start gap-2 border-t border-line px-4 py-2.5 first:border-t-0">
                {mayWrite && (
                  <Checkbox
                    aria-label={t('choose_line', { number: line.number || line.description || line.date })}
                    isSelected={chosen.has(line.id)}
                    isDisabled={isFull && !chosen.has(line.id)}
                    onChange={isChosen => onChoose(line, isChosen)}
                  />
                )}
                <div className="min-w-0 flex-1">
                  <LineText line={line} currency={currency} />
                  <Reason line={line} onEdit={mayWrite ? () => onExplain(line) : null} />
                </div>
              </li>
            ))}
          </ul>
          <TableFooter page={lines.data} onCursor={setCursor} />
        </>
      )}
    </Card>
  )
}

const Reason = ({ line, onEdit }: { line: Line; onEdit: (() => void) | null }) => {
  const t = useTranslations('mutabakat')
  return (
    <div className="mt-1 flex min-h-8 items-center gap-2 text-xs">
      <p className="min-w-0 flex-1 break-words">
        {line.reason && <span className="rounded-md bg-sunken px-1.5 py-0.5">{t(`reason.${line.reason}`)}</span>}{' '}
        {line.note && <span className="text-ink-soft">{line.note}</span>}
      </p>
      {onEdit && (
        <IconButton
          small
          icon={Pencil}
          label={t('comparison.explain_of', { number: line.number || line.description || line.date })}
          onPress={onEdit}
        />
      )}
    </div>
  )
}
