/** Nothing here yet: says so, and what the next step is. */
import { Inbox } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Icon } from '../define-web-application.ts'

export type EmptyStateProps = {
  icon?: Icon
  title: string
  /** It is the whole screen: its title is the screen's heading. */
  isScreen?: boolean
  children?: ReactNode
  action?: ReactNode
}

export const EmptyState = ({ icon: IconPart = Inbox, title, isScreen = false, children, action }: EmptyStateProps) => (
  <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
    <span className="mb-1 grid size-12 place-items-center rounded-2xl bg-accent-soft text-accent">
      <IconPart className="size-6" aria-hidden="true" />
    </span>
    {isScreen ? <h1 className="font-semibold">{title}</h1> : <p className="font-semibold">{title}</p>}
    {children && <div className="max-w-md text-sm text-ink-soft">{children}</div>}
    {action && <div className="mt-3">{action}</div>}
  </div>
)
