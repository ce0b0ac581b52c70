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
  /** Two beside each other where there is room. */
  columns?: 1 | 2
}

export const RadioGroup = <Id extends string>(props: RadioGroupProps<Id>) => {
  const { value, onChange, onBlur, options, columns = 1, ...field } = props
  return (
    <AriaRadioGroup
      value={value}
      onChange={id => onChange(id as Id)}
      {...(onBlur ? { onBlur } : {})}
      {...ariaField(field)}
      isReadOnly={field.isReadOnly ?? false}
      className={classes(fieldClasses, field.className)}
    >
      <FieldLabel field={field} />
      <div className={columns === 2 ? 'grid gap-x-6 sm:grid-cols-2' : 'flex flex-col gap-1.5'}>
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
      </div>
      <FieldNotes field={field} />
    </AriaRadioGroup>
  )
}
