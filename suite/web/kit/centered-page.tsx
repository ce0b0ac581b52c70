/** One card in the middle of a page without navigation: sign-in, set-up, a guest's letter. */
import type { ReactNode } from 'react'
import { usePageTitle } from './use-page-title.ts'

export type CenteredPageProps = { title: string; description?: ReactNode; wide?: boolean; children: ReactNode }

export const CenteredPage = ({ title, description, wide = false, children }: CenteredPageProps) => {
  usePageTitle(title)
  return (
    <main className="flex flex-1 items-start justify-center px-4 pt-[6dvh] pb-12">
      <div className={wide ? 'w-full max-w-xl' : 'w-full max-w-sm'}>
        <h1 className="text-2xl font-bold tracking-tight">{title}</h1>
        {description && <p className="mt-1 text-ink-soft">{description}</p>}
        <div className="mt-6 rounded-card border border-line bg-surface p-5 shadow-card sm:p-6">{children}</div>
      </div>
    </main>
  )
}
