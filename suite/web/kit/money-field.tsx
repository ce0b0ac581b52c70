/** An amount of money: typed in the reader's form, kept as the wire's decimal text ("1234.56"). */
import { useState } from 'react'
import { Group, Input, TextField } from 'react-aria-components'
import { useLocale, useTranslations } from 'use-intl'
import type { Currency } from '#platform/contract'
import { formatAmount, parseMoney } from '../format/parse-money.ts'
import { classes } from './classes.ts'
import { ariaField, FieldLabel, FieldNotes, type FieldProps, fieldClasses, frameClasses } from './field.tsx'

export type MoneyFieldProps = FieldProps & {
  /** "1234.56", or '' when empty. */
  value: string
  onChange: (amount: string) => void
  onBlur?: () => void
  currency: Currency
}

/** While somebody types, their own text stands; leaving the field settles it into the reader's form. */
export const MoneyField = ({ value, onChange, onBlur, currency, ...field }: MoneyFieldProps) => {
  const t = useTranslations('kit.money')
  const locale = useLocale()
  const [draft, setDraft] = useState<string | null>(null)
  const parsed = draft === null ? null : parseMoney(draft, locale)
  const problem = parsed && !parsed.ok && parsed.reason !== 'empty' ? t(parsed.reason) : undefined
  const shown = draft ?? (value === '' ? '' : formatAmount(value, locale))

  const type = (text: string) => {
    setDraft(text)
    const next = parseMoney(text, locale)
    onChange(next.ok ? next.amount : '')
  }
  const leave = () => {
    // What cannot be read stays in sight, with its reason.
    if (!problem) setDraft(null)
    onBlur?.()
  }
  const whole = { ...field, errorMessage: problem ?? field.errorMessage }
  return (
    <TextField
      value={shown}
      onChange={type}
      onBlur={leave}
      inputMode="decimal"
      autoComplete="off"
      {...ariaField(whole)}
      isReadOnly={field.isReadOnly ?? false}
      className={classes(fieldClasses, field.className)}
    >
      <FieldLabel field={field} />
      <Group className={classes(frameClasses, 'flex items-center')} isInvalid={whole.errorMessage !== undefined}>
        <Input
          data-quiet-focus
          className="tabular min-h-9.5 min-w-0 flex-1 bg-transparent px-3 text-end outline-none"
        />
        <span className="pe-3 text-sm text-ink-soft">{currency}</span>
      </Group>
      <FieldNotes field={whole} />
    </TextField>
  )
}
