/** An amount with its currency, digit for digit as it came (a `number` could not hold it). */
import { useLocale } from 'use-intl'
import type { MoneyJson } from '#platform/contract'
import { formatMoney } from '../format/format-money.ts'
import { classes } from './classes.ts'

/** `whole`: see {@link formatMoney}. */
export type MoneyProps = { value: MoneyJson; whole?: boolean; className?: string }

export const Money = ({ value, whole, className }: MoneyProps) => (
  <data value={`${value.amount} ${value.currency}`} className={classes('tabular whitespace-nowrap', className)}>
    {formatMoney(value, useLocale(), whole)}
  </data>
)
