/** What stands around a page without sign-in: the mark, the language, the theme. */
import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { LanguageSwitch } from './language-switch.tsx'
import { Logo } from './logo.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

export const PublicLayout = ({ children }: { children: ReactNode }) => (
  <div className="flex min-h-dvh flex-col">
    <header className="flex h-16 items-center gap-2 px-4 sm:px-8">
      <Logo />
      <span className="flex-1" />
      <LanguageSwitch />
      <ThemeToggle />
    </header>
    {children}
  </div>
)

/** Around the guest pages of applications, which bring a `CenteredPage` of the kit. */
export const GuestLayout = () => (
  <PublicLayout>
    <Outlet />
  </PublicLayout>
)
