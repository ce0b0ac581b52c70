/** On or off, with effect at once. */
import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps as AriaSwitchProps } from 'react-aria-components'
import { classes } from './classes.ts'

export type SwitchProps = Omit<AriaSwitchProps, 'className' | 'children' | 'onChange'> & {
  onChange?: (isSelected: boolean) => void
  children: ReactNode
  className?: string
}

export const Switch = ({ children, className, ...rest }: SwitchProps) => (
  <AriaSwitch
    {...rest}
    className={classes('group inline-flex items-center gap-3 data-[disabled]:opacity-50', className)}
  >
    <span className="flex h-6 w-10 shrink-0 items-center rounded-full border border-field-line bg-sunken px-0.5 transition-colors group-data-[selected]:border-accent group-data-[selected]:bg-accent">
      <span className="size-4.5 rounded-full bg-field-line transition-transform group-data-[selected]:translate-x-4 group-data-[selected]:bg-accent-ink" />
    </span>
    {children}
  </AriaSwitch>
)
