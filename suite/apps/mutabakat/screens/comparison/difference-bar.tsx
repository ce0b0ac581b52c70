/** What both balances differ by, how much of it the lines explain, and how much still waits for somebody's word. */
import { useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { classes } from '../../../../web/kit/classes.ts'
import { Money } from '../../../../web/kit/money.tsx'
import { Progress } from '../../../../web/kit/progress.tsx'
import { useGlow } from '../../../../web/kit/use-glow.ts'
import type { Comparison } from '../../contract/index.ts'
import { isNothing, withoutSign } from './line-sums.ts'

type Props = {
  comparison: Comparison
  currency: Currency
  isUnderBar: boolean
}

export const DifferenceBar = ({ comparison, currency, isUnderBar }: Props) => {
  const t = useTranslations('mutabakat.comparison')
  const { counts, difference, explained, open } = comparison
  const waiting = counts.proposed + counts.suspects
  const known = counts.confirmed + waiting
  return (
    <section
      aria-label={t('bar.title')}
      className={classes(
        'sticky z-10 rounded-card border border-line bg-surface px-4 py-3 shadow-card',
        isUnderBar ? 'top-18' : 'top-2',
      )}
    >
      <dl className="grid grid-cols-3 gap-3">
        <Figure name={t('bar.difference')} amount={difference} currency={currency} />
        <Figure name={t('bar.explained')} amount={explained} currency={currency} />
        <Figure
          name={t('bar.open')}
          amount={open}
          currency={currency}
          tone={open === null ? '' : isNothing(open) ? 'text-good' : 'text-bad'}
        />
      </dl>
      {known > 0 && (
        <Progress
          className="mt-3"
          label={t('bar.waiting', { count: waiting })}
          percent={Math.floor((counts.confirmed / known) * 100)}
          tone={waiting === 0 ? 'good' : 'live'}
        />
      )}
    </section>
  )
}

const Figure = ({
  name,
  amount,
  currency,
  tone = '',
}: {
  name: string
  amount: string | null
  currency: Currency
  tone?: string
}) => {
  const glow = useGlow(amount)
  return (
    <div className="flex min-w-0 flex-col justify-between">
      <dt className="text-xs text-ink-soft">{name}</dt>
      <dd className={classes('rounded-md text-sm font-bold sm:text-xl', tone)} data-glow={glow}>
        {amount === null ? '–' : <Money value={{ amount: withoutSign(amount), currency }} />}
      </dd>
    </div>
  )
}
