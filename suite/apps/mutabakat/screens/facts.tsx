/** Names and values in two columns; one under the other on a phone. */
import type { ReactNode } from 'react'

export const Facts = ({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[minmax(9rem,auto)_1fr]">
    {facts.map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-ink-soft">{name}</dt>
        <dd className="min-w-0 break-words">{value ?? '–'}</dd>
      </div>
    ))}
  </dl>
)
