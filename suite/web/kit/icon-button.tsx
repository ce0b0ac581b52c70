/** A square button with a picture only; its label is spoken and shown as a tooltip. */
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import type { Icon } from '../define-web-application.ts'
import { classes } from './classes.ts'
import { Tooltip } from './tooltip.tsx'

export type IconButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  label: string
  icon: Icon
  /** Drawn over the corner, such as an unread count; must be spoken by `label`. */
  badge?: ReactNode
  framed?: boolean
  small?: boolean
  className?: string
}

export const IconButton = ({
  label,
  icon: IconPart,
  badge,
  framed = false,
  small = false,
  className,
  ...rest
}: IconButtonProps) => (
  <Tooltip text={label}>
    <AriaButton
      {...rest}
      aria-label={label}
      className={classes(
        'relative inline-grid shrink-0 place-items-center rounded-field text-ink transition-colors data-[hovered]:bg-sunken data-[pressed]:scale-95 data-[disabled]:opacity-50',
        small ? 'size-8' : 'size-10',
        framed && 'border border-line bg-surface',
        className,
      )}
    >
      <IconPart className={small ? 'size-4' : 'size-[1.125rem]'} aria-hidden="true" />
      {badge}
    </AriaButton>
  </Tooltip>
)
