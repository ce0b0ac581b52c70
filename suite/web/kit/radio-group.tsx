/** One of a few choices, all in sight. */
import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components'
import { classes } from './classes.ts'
import { ariaField, FieldLabel, FieldNotes, type FieldProps, fieldClasses } from './field.tsx'
import type { Choice } from './select.tsx'

export type RadioGroupProps<Id extends string> = FieldProps & {
  value: Id | null
  onChange: (id: Id) => void
  onBlur?: () => void
  options: readonly Choice<Id>[]
}

export const RadioGroup = <Id extends string>({ value, onChange, onBlur, options, ...field }: RadioGroupProps<Id>) => (
  <AriaRadioGroup
    value={value}
    onChange={id => onChange(id as Id)}
    {...(onBlur ? { onBlur } : {})}
    {...ariaField(field)}
    isReadOnly={field.isReadOnly ?? false}
    className={classes(fieldClasses, field.className)}
  >
    <FieldLabel field={field} />
    {options.map(option => (
      <Radio
        key={option.id}
        value={option.id}
        isDisabled={option.isDisabled ?? false}
        className="group/radio flex items-start gap-2.5 py-1 data-[disabled]:opacity-50"
      >
        <span className="mt-0.5 grid size-[1.125rem] shrink-0 place-items-center rounded-full border border-field-line bg-surface group-data-[selected]/radio:border-accent">
          <span className="size-2.5 scale-0 rounded-full bg-accent transition-transform group-data-[selected]/radio:scale-100" />
        </span>
        <span>
          {option.label}
          {option.description && <span className="block text-xs text-ink-soft">{option.description}</span>}
        </span>
      </Radio>
    ))}
    <FieldNotes field={field} />
  </AriaRadioGroup>
)
