/** A pair: our lines beside theirs, why they belong together, and the two answers to it. */
import { Check, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { Badge, type Tone } from '../../../../web/kit/badge.tsx'
import { Button } from '../../../../web/kit/button.tsx'
import { DateText } from '../../../../web/kit/date-text.tsx'
import { Money } from '../../../../web/kit/money.tsx'
import type { Line, LinePair, StatementSide } from '../../contract/index.ts'
import { isNothing, withoutSign } from './line-sums.ts'
import { LineText } from './line-text.tsx'
import { sidesFor, useSideName } from './use-side-name.ts'

export type Decision = 'confirmed' | 'refused'

type Props = {
  pair: LinePair
  reader: StatementSide
  currency: Currency
  mayDecide: boolean
  pending: Decision | null
  onDecide: (decision: Decision) => void
}

const sureness = (confidence: number) =>
  confidence >= 95 ? 'certain' : confidence >= 80 ? 'strong' : confidence >= 60 ? 'likely' : 'weak'
const TONE: Record<ReturnType<typeof sureness>, Tone> = {
  certain: 'good',
  strong: 'good',
  likely: 'info',
  weak: 'wait',
}

export const PairRow = ({ pair, reader, currency, mayDecide, pending, onDecide }: Props) => {
  const t = useTranslations('mutabakat.comparison')
  const [mine, other] = sidesFor(reader)
  const sure = sureness(pair.confidence)
  const number = [...pair[mine], ...pair[other]].find(line => line.number)?.number ?? ''
  return (
    <li
      data-pair={pair.id}
      className="grid gap-3 border-t border-line px-4 py-3 first:border-t-0 focus-within:bg-sunken @3xl:grid-cols-[minmax(0,1fr)_9rem_minmax(0,1fr)_auto]"
    >
      <Stack lines={pair[mine]} side={mine} reader={reader} currency={currency} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-soft @3xl:flex-col @3xl:justify-center @3xl:text-center">
        <Badge tone={pair.state === 'confirmed' ? 'good' : TONE[sure]}>
          {pair.state === 'confirmed' ? t('state.confirmed') : t(`sure.${sure}`)}
        </Badge>
        <span>{t(`rule.${pair.rule}`)}</span>
        {pair.suspicion && <span className="text-wait">{t(`suspicion.${pair.suspicion}`, { days: pair.days })}</span>}
        {!isNothing(pair.difference) && (
          <span className="font-medium text-bad">
            {t('gap')} <Money value={{ amount: withoutSign(pair.difference), currency }} />
          </span>
        )}
        {pair.decided && (
          <span>
            {pair.decided.by || t('somebody')}, <DateText value={pair.decided.at} form="dateTime" />
          </span>
        )}
      </div>
      <Stack lines={pair[other]} side={other} reader={reader} currency={currency} />
      {mayDecide && (
        <div className="flex gap-2 @3xl:flex-col @3xl:gap-1">
          {pair.state !== 'confirmed' && (
            <Button
              small
              tone="secondary"
              icon={Check}
              data-yes
              aria-label={t('confirm_of', { number })}
              pending={pending === 'confirmed'}
              isDisabled={pending === 'refused'}
              onPress={() => onDecide('confirmed')}
            >
              {t('confirm')}
            </Button>
          )}
          <Button
            small
            tone="quiet"
            icon={X}
            aria-label={t(pair.state === 'confirmed' ? 'undo_of' : 'refuse_of', { number })}
            pending={pending === 'refused'}
            isDisabled={pending === 'confirmed'}
            onPress={() => onDecide('refused')}
          >
            {t(pair.state === 'confirmed' ? 'undo' : 'refuse')}
          </Button>
        </div>
      )}
    </li>
  )
}

const Stack = ({
  lines,
  side,
  reader,
  currency,
}: {
  lines: readonly Line[]
  side: StatementSide
  reader: StatementSide
  currency: Currency
}) => {
  const sideName = useSideName(reader)
  return (
    <div className="min-w-0 space-y-2">
      <p className="text-2xs font-semibold text-ink-soft @3xl:sr-only">{sideName(side)}</p>
      {lines.map(line => (
        <LineText key={line.id} line={line} currency={currency} />
      ))}
    </div>
  )
}
