/** The lines somebody is putting together: what each side adds up to, the gap between them, and the deed. */
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { Button } from '../../../../web/kit/button.tsx'
import { classes } from '../../../../web/kit/classes.ts'
import { Money } from '../../../../web/kit/money.tsx'
import type { Line, StatementSide } from '../../contract/index.ts'
import type { ComparisonSource } from './comparison-source.ts'
import { lineSums } from './line-sums.ts'
import { useDeed } from './use-comparison.ts'
import { sidesFor, useSideName } from './use-side-name.ts'

type Props = {
  source: ComparisonSource
  chosen: ReadonlyMap<string, Line>
  currency: Currency
  onClear: () => void
}

export const SelectionBar = ({ source, chosen, currency, onClear }: Props) => {
  const t = useTranslations('mutabakat.comparison')
  const sideName = useSideName(source.side)
  const deed = useDeed(source)
  const [isJoining, setJoining] = useState(false)
  const lines = [...chosen.values()]
  const idsOf = (side: StatementSide) => lines.filter(line => line.side === side).map(line => line.id)
  const [ours, theirs] = [idsOf('ours'), idsOf('theirs')]
  const sums = lineSums(lines, source.side)
  const join = async () => {
    setJoining(true)
    await deed(() => source.join({ ours, theirs }))
    setJoining(false)
    // What was refused is not free any more: the choice begins anew either way.
    onClear()
  }
  return (
    <section
      aria-label={t('join.title')}
      className="sticky bottom-3 z-10 flex flex-wrap items-center gap-x-6 gap-y-3 rounded-card border border-accent bg-surface px-4 py-3 shadow-pop"
    >
      <dl className="flex flex-1 flex-wrap gap-x-6 gap-y-2">
        {sidesFor(source.side).map(side => (
          <div key={side}>
            <dt className="text-xs text-ink-soft">{sideName(side)}</dt>
            <dd className="font-medium">
              <Money value={{ amount: sums[side], currency }} />
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-xs text-ink-soft">{t('gap')}</dt>
          <dd className={classes('font-bold', sums.isEven ? 'text-good' : 'text-bad')}>
            <Money value={{ amount: sums.gap, currency }} />
          </dd>
        </div>
      </dl>
      <div className="flex gap-2">
        <Button tone="quiet" onPress={onClear}>
          {t('join.clear')}
        </Button>
        <Button
          tone="primary"
          icon={Link2}
          pending={isJoining}
          isDisabled={ours.length === 0 || theirs.length === 0}
          onPress={() => void join()}
        >
          {t('join.deed')}
        </Button>
      </div>
    </section>
  )
}
