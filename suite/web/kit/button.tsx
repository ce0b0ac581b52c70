/** The push button. One `primary` a page; `pending` keeps the width and says so to screen readers. */
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import type { Icon } from '../define-web-application.ts'
import { classes } from './classes.ts'
import { Spinner } from './spinner.tsx'

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger'

const TONES: Record<ButtonTone, string> = {
  primary: 'bg-accent text-accent-ink data-[hovered]:bg-accent-strong',
  secondary: 'bg-surface text-ink border border-line data-[hovered]:bg-sunken',
  quiet: 'text-ink data-[hovered]:bg-sunken',
  danger: 'bg-bad text-surface data-[hovered]:opacity-90',
}

export const buttonClasses = (tone: ButtonTone, small = false): string =>
  classes(
    'relative inline-flex items-center justify-center gap-2 rounded-field font-medium whitespace-nowrap select-none transition-colors',
    'data-[pressed]:scale-[0.98] data-[disabled]:opacity-50 data-[pending]:cursor-progress',
    small ? 'h-8 px-3 text-sm' : 'h-10 px-4',
    TONES[tone],
  )

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'isPending'> & {
  tone?: ButtonTone
  small?: boolean
  icon?: Icon
  pending?: boolean
  className?: string
  children: ReactNode
}

export const Button = ({
  tone = 'secondary',
  small = false,
  icon: IconPart,
  pending = false,
  className,
  children,
  ...rest
}: ButtonProps) => (
  <AriaButton {...rest} isPending={pending} className={classes(buttonClasses(tone, small), className)}>
    {pending && (
      <span className="absolute inset-0 grid place-items-center">
        <Spinner />
      </span>
    )}
    <span className={classes('inline-flex items-center gap-2', pending && 'invisible')}>
      {IconPart && <IconPart className="size-4 shrink-0" aria-hidden="true" />}
      {children}
    </span>
  </AriaButton>
)
