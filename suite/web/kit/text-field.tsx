/** One line of text. */
import type { HTMLInputAutoCompleteAttribute, Ref } from 'react'
import { TextField as AriaTextField, Input } from 'react-aria-components'
import { classes } from './classes.ts'
import { ariaField, FieldLabel, FieldNotes, type FieldProps, fieldClasses, inputClasses } from './field.tsx'

export type TextFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  type?: 'text' | 'email' | 'password' | 'tel' | 'url' | 'search'
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel'
  placeholder?: string
  autoComplete?: HTMLInputAutoCompleteAttribute
  autoFocus?: boolean
  maxLength?: number
  align?: 'start' | 'end'
  inputRef?: Ref<HTMLInputElement>
}

export const TextField = ({
  label,
  hideLabel,
  description,
  errorMessage,
  className,
  placeholder,
  align,
  inputRef,
  isReadOnly,
  ...rest
}: TextFieldProps) => {
  const field = { label, hideLabel, description, errorMessage, isRequired: rest.isRequired }
  return (
    <AriaTextField
      {...rest}
      {...ariaField({ ...rest, ...field })}
      isReadOnly={isReadOnly ?? false}
      className={classes(fieldClasses, className)}
    >
      <FieldLabel field={field} />
      <Input
        {...(inputRef ? { ref: inputRef } : {})}
        {...(placeholder ? { placeholder } : {})}
        className={classes(inputClasses, align === 'end' && 'tabular text-end')}
      />
      <FieldNotes field={field} />
    </AriaTextField>
  )
}
