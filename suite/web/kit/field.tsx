/** What every input shares: label, hint, error, and the classes of its frame. */
import { type ReactNode, useState } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'

/** Props common to all inputs. `errorMessage` makes the field invalid. */
export type FieldProps = {
  label: string
  /** Spoken, not shown: for inputs in a bar whose place says what they are. */
  hideLabel?: boolean
  description?: ReactNode
  errorMessage?: string | undefined
  isRequired?: boolean
  isDisabled?: boolean
  isReadOnly?: boolean
  name?: string
  className?: string
}

export const fieldClasses = 'group flex min-w-0 flex-col gap-1.5'

export const frameClasses = classes(
  'min-h-10 w-full rounded-field border border-field-line bg-surface text-ink transition-colors',
  'data-[hovered]:border-ink-soft data-[focused]:border-accent data-[focus-within]:border-accent data-[invalid]:border-bad',
  'data-[disabled]:bg-sunken data-[disabled]:opacity-60 group-data-[readonly]:bg-sunken',
)
export const inputClasses = classes(frameClasses, 'px-3 placeholder:text-ink-soft placeholder:opacity-80')
export const popoverClasses =
  'enter-rise z-50 rounded-xl border border-line bg-surface text-ink shadow-pop outline-none'

export const FieldLabel = ({ field }: { field: Pick<FieldProps, 'label' | 'hideLabel' | 'isRequired'> }) => {
  const t = useTranslations('kit')
  return (
    <Label className={field.hideLabel ? 'sr-only' : 'text-sm font-medium'}>
      {field.label}
      {field.isRequired && !field.hideLabel && (
        <span className="text-bad" title={t('required')} aria-hidden="true">
          {' *'}
        </span>
      )}
    </Label>
  )
}

/**
 * What was refused keeps its line when it is put right: a field that is left by pressing a button says so before the
 * press ends, and the button must not move from under the finger.
 */
export const FieldNotes = ({ field }: { field: Pick<FieldProps, 'description' | 'errorMessage'> }) => {
  const [wasWrong, setWasWrong] = useState(false)
  if (field.errorMessage && !wasWrong) setWasWrong(true)
  if (field.errorMessage) return <FieldError className="text-xs text-bad">{field.errorMessage}</FieldError>
  if (field.description)
    return (
      <Text slot="description" className="text-xs text-ink-soft">
        {field.description}
      </Text>
    )
  return wasWrong && <span aria-hidden="true" className="block h-4" />
}

/** The part of `FieldProps` that React Aria's own fields take. */
export const ariaField = (field: FieldProps) => ({
  isRequired: field.isRequired ?? false,
  isDisabled: field.isDisabled ?? false,
  isInvalid: field.errorMessage !== undefined && field.errorMessage !== '',
  validationBehavior: 'aria' as const,
  ...(field.name ? { name: field.name } : {}),
})
