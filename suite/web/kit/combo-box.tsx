/** A choice found by typing; `onSearch` asks a server instead of filtering what is here. */
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { ComboBox as AriaComboBox, Button, Group, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
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
import { type Choice, optionClasses } from './select.tsx'

export type ComboBoxProps<Id extends string> = FieldProps & {
  value: Id | null
  onChange: (id: Id | null) => void
  onBlur?: () => void
  options: readonly Choice<Id>[]
  /** Given: every keystroke is told and `options` are shown as they come; absent: they are filtered here. */
  onSearch?: (text: string) => void
  isLoading?: boolean
  placeholder?: string
}

export const ComboBox = <Id extends string>({
  value,
  onChange,
  onBlur,
  options,
  onSearch,
  isLoading = false,
  placeholder,
  ...field
}: ComboBoxProps<Id>) => {
  const t = useTranslations('kit')
  const [text, setText] = useState<string | null>(null)
  const chosen = options.find(option => option.id === value)
  const search = (next: string) => {
    setText(next)
    onSearch?.(next)
  }
  return (
    <AriaComboBox
      items={options}
      value={value}
      onChange={key => {
        setText(null)
        onChange((key as Id | null) ?? null)
      }}
      inputValue={text ?? chosen?.label ?? ''}
      onInputChange={search}
      onBlur={() => {
        setText(null)
        onBlur?.()
      }}
      {...(onSearch ? { defaultFilter: () => true } : {})}
      {...ariaField(field)}
      allowsEmptyCollection
      menuTrigger="focus"
      className={classes(fieldClasses, field.className)}
    >
      <FieldLabel field={field} />
      <Group className={classes(frameClasses, 'flex items-center')}>
        <Input
          data-quiet-focus
          placeholder={placeholder ?? t('search')}
          className="min-h-9.5 min-w-0 flex-1 bg-transparent px-3 outline-none placeholder:text-ink-soft"
        />
        <Button className="grid size-9 place-items-center text-ink-soft">
          <ChevronDown className="size-4" aria-hidden="true" />
        </Button>
      </Group>
      <FieldNotes field={field} />
      <Popover className={classes(popoverClasses, 'w-(--trigger-width)')}>
        <ListBox
          className="max-h-72 overflow-auto p-1 outline-none"
          renderEmptyState={() => (
            <p className="px-3 py-2 text-sm text-ink-soft">{isLoading ? t('loading') : t('nothingFound')}</p>
          )}
        >
          {(option: Choice<Id>) => (
            <ListBoxItem id={option.id} textValue={option.label} data-quiet-focus className={optionClasses}>
              <span className="min-w-0 flex-1">
                {option.label}
                {option.description && <span className="block text-xs text-ink-soft">{option.description}</span>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
