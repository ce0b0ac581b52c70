/** A bordered surface with an optional heading. */
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export type CardProps = {
  title?: string
  /** At the heading's right. */
  actions?: ReactNode
  /** Without inner margin: for tables and lists that reach the edge. */
  flush?: boolean
  className?: string
  children: ReactNode
}

export const Card = ({ title, actions, flush = false, className, children }: CardProps) => (
  <section className={classes('min-w-0 rounded-card border border-line bg-surface shadow-card', className)}>
    {(title || actions) && (
      <header className="flex flex-wrap items-center gap-2 px-4 pt-4 pb-2">
        {title && <h2 className="min-w-0 flex-1 font-semibold">{title}</h2>}
        {actions}
      </header>
    )}
    <div className={classes(!flush && 'p-4', !flush && title && 'pt-1')}>{children}</div>
  </section>
)
