/** A list of deeds behind a button. */

import { Check } from 'lucide-react'
import type { ReactElement } from 'react'
import { Menu as AriaMenu, Header, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import type { Icon } from '../define-web-application.ts'
import { classes } from './classes.ts'
import { popoverClasses } from './field.tsx'

export type MenuEntry =
  | {
      kind?: 'item'
      id: string
      label: string
      description?: string
      icon?: Icon
      danger?: boolean
      isDisabled?: boolean
      isCurrent?: boolean
      onAction: () => void
    }
  | { kind: 'separator'; id: string }

export type MenuProps = {
  label: string
  /** The button; an `IconButton` or `Button` of the kit. */
  trigger: ReactElement
  heading?: string
  items: readonly MenuEntry[]
  placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end'
}

export const Menu = ({ label, trigger, heading, items, placement = 'bottom end' }: MenuProps) => (
  <MenuTrigger>
    {trigger}
    <Popover placement={placement} className={classes(popoverClasses, 'min-w-52 max-w-80')}>
      <AriaMenu aria-label={label} className="max-h-[70dvh] overflow-auto p-1 outline-none">
        <MenuSection aria-label={heading ?? label}>
          {heading && <Header className="px-3 py-2 text-xs text-ink-soft">{heading}</Header>}
          {items.map(item =>
            item.kind === 'separator' ? (
              <Separator key={item.id} className="my-1 h-px bg-line" />
            ) : (
              <MenuItem
                key={item.id}
                id={item.id}
                textValue={item.label}
                onAction={item.onAction}
                isDisabled={item.isDisabled ?? false}
                data-quiet-focus
                className={classes(
                  'flex items-center gap-2.5 rounded-lg px-3 py-2 outline-none data-[disabled]:opacity-50 data-[focused]:bg-sunken',
                  item.danger && 'text-bad',
                )}
              >
                {item.icon && <item.icon className="size-4 shrink-0" aria-hidden="true" />}
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{item.label}</span>
                  {item.description && <span className="block truncate text-xs text-ink-soft">{item.description}</span>}
                </span>
                {item.isCurrent && <Check className="size-4 text-accent" aria-hidden="true" />}
              </MenuItem>
            ),
          )}
        </MenuSection>
      </AriaMenu>
    </Popover>
  </MenuTrigger>
)
