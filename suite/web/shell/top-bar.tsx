/** The bar over every screen: the connection, the search, and what wants attention. */
import { Menu as MenuIcon, Search } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { IconButton } from '../kit/icon-button.tsx'
import { ConnectionBadge } from './connection-badge.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { NotificationBell } from './notification-bell.tsx'
import { TaskCentre } from './task-centre.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

export const TopBar = ({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) => {
  const t = useTranslations('nav')
  const isMac = /mac|iphone|ipad/i.test(navigator.userAgent)
  return (
    <header className="sticky top-0 z-20 flex h-16 items-center gap-2 border-b border-line bg-bg px-4 lg:px-8">
      <IconButton label={t('menu')} icon={MenuIcon} framed className="lg:hidden" onPress={onMenu} />
      <ConnectionBadge />
      <span className="flex-1" />
      <Button
        onPress={onSearch}
        aria-keyshortcuts="Control+K Meta+K"
        className="hidden h-10 w-56 items-center gap-2 rounded-field border border-line bg-surface px-3 text-sm text-ink-soft data-[hovered]:bg-sunken md:flex"
      >
        <Search className="size-4" aria-hidden="true" />
        <span className="flex-1 text-start">{t('search')}</span>
        <span aria-hidden="true" className="rounded border border-line px-1.5 text-xs">
          {isMac ? '⌘K' : 'Ctrl K'}
        </span>
      </Button>
      <span className="hidden gap-2 min-[24rem]:flex">
        <LanguageSwitch />
        <ThemeToggle />
      </span>
      <TaskCentre />
      <NotificationBell />
    </header>
  )
}
