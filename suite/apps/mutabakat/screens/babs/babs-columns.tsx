/** The columns of a month's list: what is declared, and what the other side answered. */
import { useMemo } from 'react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { fromMoneyJson, type MoneyJson } from '#platform/contract'
import type { Column } from '../../../../web/kit/data-table/column.ts'
import type { BabsRow } from '../../contract/index.ts'
import { formatWholeMoney } from '../../domain/index.ts'
import { LetterState } from '../letters/letter-state.tsx'

/** Whole lira, as declarations write them. */
export const useWholeLira = (): ((money: MoneyJson) => string) => {
  const locale = useLocale()
  return money => formatWholeMoney(fromMoneyJson(money), locale)
}

export const useBabsColumns = (): Column<BabsRow>[] => {
  const t = useTranslations('mutabakat.kinds.page')
  const format = useFormatter()
  const locale = useLocale()
  return useMemo(() => {
    const money = (value: MoneyJson | null, isDifference = false) => {
      if (value === null) return '–'
      const isOff = isDifference && fromMoneyJson(value).minor !== 0n
      return (
        <span className={isOff ? 'tabular whitespace-nowrap text-bad' : 'tabular whitespace-nowrap'}>
          {formatWholeMoney(fromMoneyJson(value), locale)}
        </span>
      )
    }
    const number = (value: number | null, isDifference = false) => {
      if (value === null) return '–'
      return (
        <span className={isDifference && value !== 0 ? 'tabular text-bad' : 'tabular'}>{format.number(value)}</span>
      )
    }
    const column = (id: keyof typeof WIDE, cell: Column<BabsRow>['cell'], part: Partial<Column<BabsRow>> = {}) => ({
      id,
      header: t(`columns.${id}`),
      cell,
      ...(WIDE[id] && { align: 'end' as const }),
      ...part,
    })
    return [
      column('no', row => number(row.no)),
      column('title', row => row.title, { card: 'title', canHide: false, width: '100%' }),
      column('country', row => row.country, { startsHidden: true }),
      column('tax_number', row => <span className="tabular whitespace-nowrap">{row.tax_number ?? '–'}</span>),
      column('count', row => number(row.count)),
      column('amount', row => (
        <span className="inline-flex flex-col items-end">
          {money(row.amount)}
          {row.below_limit && <span className="text-xs whitespace-nowrap text-wait">{t('below')}</span>}
        </span>
      )),
      column('status', row => (
        <span className="whitespace-nowrap">
          <LetterState letter={{ status: row.status, delivery: null }} />
        </span>
      )),
      column('answer_count', row => number(row.answer_count), { startsHidden: true }),
      column('answer_amount', row => money(row.answer_amount), { startsHidden: true }),
      column('count_difference', row => number(row.count_difference, true)),
      column('difference', row => money(row.difference, true)),
    ]
  }, [t, format, locale])
}

/** Which of them hold figures. */
const WIDE = {
  no: true,
  title: false,
  country: false,
  tax_number: false,
  count: true,
  amount: true,
  status: false,
  answer_count: true,
  answer_amount: true,
  count_difference: true,
  difference: true,
} as const
