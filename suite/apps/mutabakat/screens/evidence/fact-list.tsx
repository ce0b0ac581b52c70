/** Fact after fact of a chain of evidence: the newest glows as it comes, and a replay points at the one it shows. */

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../../../../web/kit/classes.ts'
import { useDateTime } from '../../../../web/kit/use-date-time.ts'
import { useGlow } from '../../../../web/kit/use-glow.ts'
import type { Replay } from './use-replay.ts'
import type { ShownFact } from './verify-in-browser.ts'

/** Enough to tell two fingerprints apart at a glance. */
const SHORT = 12

export type FactListProps<Fact extends ShownFact> = {
  label: string
  chain: { facts: readonly Fact[]; head: string }
  replay: Replay
  /** Behind the fingerprint. */
  detail?: (fact: Fact) => ReactNode
}

export const FactList = <Fact extends ShownFact>({ label, chain, replay, detail }: FactListProps<Fact>) => {
  const t = useTranslations('mutabakat.evidence')
  const dateTime = useDateTime()
  const glow = useGlow(chain.head)
  return (
    <ol aria-label={label} className="space-y-2.5 border-s-2 border-line ps-4 text-sm">
      {chain.facts.map((fact, index) => (
        <li
          key={fact.seq}
          aria-current={replay.at === index ? 'step' : undefined}
          data-glow={index === chain.facts.length - 1 ? glow : undefined}
          // During a replay what has not happened yet is not there, and keeps its place.
          className={classes('rounded-md', replay.at !== null && index > replay.at && 'invisible')}
        >
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{t(fact.fact)}</span>
            <time dateTime={fact.at} className="tabular text-xs text-ink-soft">
              {dateTime(new Date(fact.at), { dateStyle: 'short', timeStyle: 'medium' })}
            </time>
          </p>
          <p className="text-xs break-words text-ink-soft">
            <code title={fact.hash}>{fact.hash.slice(0, SHORT)}</code> {detail?.(fact)}
          </p>
        </li>
      ))}
    </ol>
  )
}
