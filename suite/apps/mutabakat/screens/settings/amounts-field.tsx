/** At most one amount for each currency; an empty field is none. */
import { useTranslations } from 'use-intl'
import { CURRENCIES, type Currency, type MoneyJson } from '#platform/contract'
import { MoneyField } from '../../../../web/kit/money-field.tsx'

export type Amounts = Partial<Record<Currency, string>>

export const amountsOf = (list: readonly MoneyJson[]): Amounts =>
  Object.fromEntries(list.map(({ amount, currency }) => [currency, amount]))

export const listOf = (amounts: Amounts): MoneyJson[] =>
  CURRENCIES.flatMap(currency => (amounts[currency] ? [{ amount: amounts[currency], currency }] : []))

export type AmountsFieldProps = {
  legend: string
  hint: string
  value: Amounts
  onChange: (value: Amounts) => void
  isReadOnly: boolean
}

export const AmountsField = ({ legend, hint, value, onChange, isReadOnly }: AmountsFieldProps) => {
  const t = useTranslations('mutabakat.setup')
  return (
    <fieldset>
      <legend className="text-sm font-medium">{legend}</legend>
      <p className="mb-2 text-xs text-ink-soft">{hint}</p>
      <div className="grid gap-3 sm:grid-cols-3">
        {CURRENCIES.map(currency => (
          <MoneyField
            key={currency}
            label={t('amount_in', { currency })}
            hideLabel
            value={value[currency] ?? ''}
            onChange={amount => onChange({ ...value, [currency]: amount })}
            currency={currency}
            isReadOnly={isReadOnly}
          />
        ))}
      </div>
    </fieldset>
  )
}
