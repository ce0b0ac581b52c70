/** The list's range of amounts: what is typed counts when the field is left, and stands in the address. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MoneyField } from '../../../../web/kit/money-field.tsx'

type Bound = 'min' | 'max'

export type AmountRangeProps = {
  /** Decimal text as on the wire, or '' when there is no bound. */
  min: string
  max: string
  onChange: (bound: Bound, amount: string | null) => void
}

const BOUNDS = ['min', 'max'] as const

export const AmountRange = ({ min, max, onChange }: AmountRangeProps) => {
  const t = useTranslations('mutabakat.work.list')
  const [typed, setTyped] = useState({ min, max })
  const known = { min, max }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in every browser
    <div role="group" aria-label={t('amount')} className="flex flex-wrap items-end gap-2">
      {BOUNDS.map(bound => (
        <MoneyField
          key={bound}
          className="w-40"
          label={t(bound)}
          value={typed[bound]}
          onChange={amount => setTyped(now => ({ ...now, [bound]: amount }))}
          onBlur={() => typed[bound] !== known[bound] && onChange(bound, typed[bound] || null)}
          currency="TRY"
        />
      ))}
    </div>
  )
}
