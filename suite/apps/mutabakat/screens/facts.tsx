/** Names and values in two columns, also on a phone: stacked, they would not show which belongs to which. */
import type { ReactNode } from 'react'

export const Facts = ({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="grid grid-cols-[minmax(0,3fr)_minmax(0,5fr)] gap-x-4 gap-y-2 text-sm sm:grid-cols-[minmax(9rem,auto)_1fr]">
    {facts.map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-ink-soft">{name}</dt>
        <dd className="min-w-0 break-words">{value ?? '–'}</dd>
      </div>
    ))}
  </dl>
)
