/** Yes or no, or part of a selection (`isIndeterminate`). */
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components'
import { classes } from './classes.ts'

export type CheckboxProps = Omit<AriaCheckboxProps, 'className' | 'children' | 'onChange'> & {
  onChange?: (isSelected: boolean) => void
  children?: ReactNode
  errorMessage?: string | undefined
  className?: string
}

export const Checkbox = ({ children, errorMessage, className, ...rest }: CheckboxProps) => (
  <div className={className}>
    <AriaCheckbox
      {...rest}
      isInvalid={errorMessage !== undefined}
      className="group inline-flex items-start gap-2.5 py-1 data-[disabled]:opacity-50"
    >
      {({ isSelected, isIndeterminate }) => (
        <>
          <span
            className={classes(
              'mt-0.5 grid size-[1.125rem] shrink-0 place-items-center rounded border border-field-line bg-surface text-accent-ink transition-colors',
              'group-data-[selected]:border-accent group-data-[selected]:bg-accent group-data-[indeterminate]:border-accent group-data-[indeterminate]:bg-accent',
              'group-data-[invalid]:border-bad group-data-[hovered]:border-ink-soft',
            )}
          >
            {isIndeterminate ? (
              <Minus className="size-3.5" strokeWidth={3} aria-hidden="true" />
            ) : (
              isSelected && <Check className="size-3.5" strokeWidth={3} aria-hidden="true" />
            )}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
    {errorMessage && <p className="text-xs text-bad">{errorMessage}</p>}
  </div>
)
