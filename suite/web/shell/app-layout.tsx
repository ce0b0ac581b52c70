/** The frame round every screen of a company: navigation, top bar, the screen. */
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Drawer } from '../kit/drawer.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { LiveToasts } from './live-toasts.tsx'
import { Logo } from './logo.tsx'
import { Sidebar } from './sidebar.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { TopBar } from './top-bar.tsx'
import { WorkerDoor } from './worker-door.tsx'

const CommandPalette = lazy(() => import('./command-palette.tsx'))

/** Not while developing: a worker that keeps files would hide every change. */
const hasWorker = import.meta.env.PROD && 'serviceWorker' in navigator

export const AppLayout = () => {
  const t = useTranslations('nav')
  const [isMenuOpen, setMenuOpen] = useState(false)
  // Loaded at its first use, then kept.
  const [palette, setPalette] = useState<'never' | 'open' | 'closed'>('never')
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      setPalette(state => (state === 'open' ? 'closed' : 'open'))
    }
    addEventListener('keydown', open)
    return () => removeEventListener('keydown', open)
  }, [])
  const screen = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const shownPath = useRef(pathname)
  // A new screen takes the focus, so that keyboards and screen readers start at its beginning; a filter in the address does not.
  useEffect(() => {
    if (shownPath.current !== pathname) screen.current?.focus({ preventScroll: true })
    shownPath.current = pathname
  }, [pathname])
  return (
    <div className="flex min-h-dvh">
      <a
        href="#screen"
        className="sr-only z-50 rounded-field bg-accent px-4 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:start-4 focus:top-4"
      >
        {t('skip')}
      </a>
      <aside className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col border-e border-line bg-surface lg:flex">
        <div className="flex h-16 shrink-0 items-center px-6">
          <Logo />
        </div>
        <Sidebar />
      </aside>
      <Drawer title={t('menu')} side="start" isOpen={isMenuOpen} onOpenChange={setMenuOpen}>
        <div className="flex min-h-full flex-col">
          <Sidebar onGo={() => setMenuOpen(false)} />
          <div className="flex gap-2 border-t border-line p-4 min-[24rem]:hidden">
            <LanguageSwitch />
            <ThemeToggle />
          </div>
        </div>
      </Drawer>
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar onMenu={() => setMenuOpen(true)} onSearch={() => setPalette('open')} />
        <main
          ref={screen}
          id="screen"
          tabIndex={-1}
          data-quiet-focus
          className="mx-auto w-full max-w-screen-2xl flex-1 px-4 py-6 lg:px-8"
        >
          <Outlet />
        </main>
      </div>
      <LiveToasts />
      {hasWorker && <WorkerDoor />}
      {palette !== 'never' && (
        <Suspense>
          <CommandPalette isOpen={palette === 'open'} onOpenChange={open => setPalette(open ? 'open' : 'closed')} />
        </Suspense>
      )}
    </div>
  )
}
