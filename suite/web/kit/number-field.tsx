/** A whole or decimal number, read and written in the reader's form. Never money: that is `MoneyField`. */

import { Minus, Plus } from 'lucide-react'
import { NumberField as AriaNumberField, Button, Group, Input } from 'react-aria-components'
import { classes } from './classes.ts'
import { ariaField, FieldLabel, FieldNotes, type FieldProps, fieldClasses, frameClasses } from './field.tsx'

export type NumberFieldProps = FieldProps & {
  value: number | null
  onChange: (value: number | null) => void
  onBlur?: () => void
  min?: number
  max?: number
  step?: number
  format?: Intl.NumberFormatOptions
}

const stepClasses =
  'grid w-9 shrink-0 place-items-center text-ink-soft data-[hovered]:text-ink data-[disabled]:opacity-40'

export const NumberField = ({ value, onChange, onBlur, min, max, step, format, ...field }: NumberFieldProps) => (
  <AriaNumberField
    value={value ?? Number.NaN}
    onChange={next => onChange(Number.isNaN(next) ? null : next)}
    {...(onBlur ? { onBlur } : {})}
    {...(min === undefined ? {} : { minValue: min })}
    {...(max === undefined ? {} : { maxValue: max })}
    {...(step === undefined ? {} : { step })}
    {...(format ? { formatOptions: format } : {})}
    {...ariaField(field)}
    isReadOnly={field.isReadOnly ?? false}
    className={classes(fieldClasses, field.className)}
  >
    <FieldLabel field={field} />
    <Group className={classes(frameClasses, 'flex overflow-hidden')}>
      <Input data-quiet-focus className="tabular min-w-0 flex-1 bg-transparent px-3 text-end outline-none" />
      <Button slot="decrement" className={stepClasses}>
        <Minus className="size-4" aria-hidden="true" />
      </Button>
      <Button slot="increment" className={stepClasses}>
        <Plus className="size-4" aria-hidden="true" />
      </Button>
    </Group>
    <FieldNotes field={field} />
  </AriaNumberField>
)
