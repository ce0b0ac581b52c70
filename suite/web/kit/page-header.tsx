/** The top of a screen: its name, a sentence, and at most one primary action. */
import type { ReactNode } from 'react'
import { usePageTitle } from './use-page-title.ts'

export type PageHeaderProps = {
  title: string
  /** What the tab is called, where the heading greets instead of naming the page. */
  tabTitle?: string
  description?: ReactNode
  actions?: ReactNode
}

export const PageHeader = ({ title, tabTitle = title, description, actions }: PageHeaderProps) => {
  usePageTitle(tabTitle)
  return (
    <header className="mb-5 flex flex-wrap items-end gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="text-2xl font-bold tracking-tight">{title}</h1>
        {description && <p className="text-sm text-ink-soft">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  )
}
