/** The way from one thing back to the list it belongs to, and who else looks at it. */
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'

/** `to`: a whole path; `beside`: such as `WhoIsHere`. */
export type PageBackProps = { to: string; label: string; beside?: ReactNode }

export const PageBack = ({ to, label, beside }: PageBackProps) => (
  <div className="flex flex-wrap items-start justify-between gap-x-4">
    <Link to={to} className="mb-3 inline-flex items-center gap-1.5 text-sm text-ink-soft hover:text-ink">
      <ArrowLeft className="size-4" aria-hidden="true" />
      {label}
    </Link>
    {beside}
  </div>
)
