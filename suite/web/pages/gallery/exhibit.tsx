/** One part of the kit on show, under its own name. */
import type { ReactNode } from 'react'
import { Card } from '../../kit/card.tsx'

export const Exhibit = ({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) => (
  <Card title={name} className={wide ? 'md:col-span-2' : ''}>
    <div className="flex flex-wrap items-start gap-3">{children}</div>
  </Card>
)
