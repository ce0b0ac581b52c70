/** One of a few known choices. */
import { Check, ChevronDown } from 'lucide-react'
import { Select as AriaSelect, Button, ListBox, ListBoxItem, Popover, SelectValue } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from './classes.ts'
import {
  ariaField,
  FieldLabel,
  FieldNotes,
  type FieldProps,
  fieldClasses,
  frameClasses,
  popoverClasses,
} from './field.tsx'

export type Choice<Id extends string = string> = { id: Id; label: string; description?: string; isDisabled?: boolean }

export type SelectProps<Id extends string> = FieldProps & {
  value: Id | null
  onChange: (id: Id) => void
  onBlur?: () => void
  options: readonly Choice<Id>[]
  placeholder?: string
  small?: boolean
}

export const optionClasses = classes(
  'flex items-center gap-2 rounded-lg px-3 py-2 outline-none',
  'data-[focused]:bg-sunken data-[selected]:font-medium data-[disabled]:opacity-50',
)

export const Select = <Id extends string>({
  value,
  onChange,
  onBlur,
  options,
  placeholder,
  small = false,
  ...field
}: SelectProps<Id>) => {
  const t = useTranslations('kit')
  return (
    <AriaSelect
      value={value}
      onChange={key => key !== null && onChange(key as Id)}
      {...(onBlur ? { onBlur } : {})}
      {...ariaField(field)}
      placeholder={placeholder ?? t('choose')}
      className={classes(fieldClasses, field.className)}
    >
      <FieldLabel field={field} />
      <Button className={classes(frameClasses, 'flex items-center gap-2 px-3 text-start', small && 'min-h-9 text-sm')}>
        <SelectValue className="min-w-0 flex-1 truncate data-[placeholder]:text-ink-soft">
          {({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown className="size-4 shrink-0 text-ink-soft" aria-hidden="true" />
      </Button>
      <FieldNotes field={field} />
      <Popover className={classes(popoverClasses, 'min-w-(--trigger-width)')}>
        <ListBox items={options} className="max-h-72 overflow-auto p-1 outline-none">
          {option => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              isDisabled={option.isDisabled ?? false}
              data-quiet-focus
              className={optionClasses}
            >
              {({ isSelected }) => (
                <>
                  <span className="min-w-0 flex-1">
                    {option.label}
                    {option.description && <span className="block text-xs text-ink-soft">{option.description}</span>}
                  </span>
                  <Check className={classes('size-4 text-accent', !isSelected && 'invisible')} aria-hidden="true" />
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
