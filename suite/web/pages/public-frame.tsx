/** The frame of pages that need no sign-in: one card in the middle, language and theme at hand. */
import type { ReactNode } from 'react'
import { usePageTitle } from '../kit/use-page-title.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { Logo } from '../shell/logo.tsx'
import { ThemeToggle } from '../shell/theme-toggle.tsx'

export type PublicFrameProps = { title: string; description?: ReactNode; wide?: boolean; children: ReactNode }

export const PublicFrame = ({ title, description, wide = false, children }: PublicFrameProps) => {
  usePageTitle(title)
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-16 items-center gap-2 px-4 sm:px-8">
        <Logo />
        <span className="flex-1" />
        <LanguageSwitch />
        <ThemeToggle />
      </header>
      <main className="flex flex-1 items-start justify-center px-4 pt-[6dvh] pb-12">
        <div className={wide ? 'w-full max-w-xl' : 'w-full max-w-sm'}>
          <h1 className="text-2xl font-bold tracking-tight">{title}</h1>
          {description && <p className="mt-1 text-ink-soft">{description}</p>}
          <div className="mt-6 rounded-card border border-line bg-surface p-5 shadow-card sm:p-6">{children}</div>
        </div>
      </main>
    </div>
  )
}
